"""Wrong rules: each stands in the place of a function of the core for one story."""

from __future__ import annotations

from typing import Final

from . import (
    bans,
    facts,
    fifo,
    folding,
    forfeits,
    goods,
    grants,
    leftovers,
    own_money,
    payments,
    receipts,
    reductions,
    uses,
    voiding,
)

WRONG_RULES: Final = (
    *(*fifo.BUGS, *bans.BUGS, *receipts.BUGS, *leftovers.BUGS),
    *(*reductions.BUGS, *forfeits.BUGS, *payments.BUGS, *own_money.BUGS),
    *(*voiding.BUGS, *uses.BUGS, *grants.BUGS, *goods.BUGS),
    *(*facts.BUGS, *folding.BUGS),
)
"""Every wrong rule, in the order of the table."""

__all__ = ["WRONG_RULES"]
