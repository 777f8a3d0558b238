"""Broken ledgers: each is made of good ones, and wrong in one way."""

from __future__ import annotations

from typing import Final

from . import (
    answers,
    blocks,
    claims,
    committing,
    covers,
    figures,
    forgetting,
    halves,
    journals,
    names,
    pages,
    slices,
)

BROKEN_LEDGERS: Final = (
    *(*committing.BUGS, *halves.BUGS, *blocks.BUGS, *answers.BUGS),
    *(*pages.BUGS, *covers.BUGS, *slices.BUGS, *claims.BUGS),
    *(*figures.BUGS, *forgetting.BUGS, *journals.BUGS, *names.BUGS),
)
"""Every kind of broken ledgers, in the order of the table."""

__all__ = ["BROKEN_LEDGERS"]
