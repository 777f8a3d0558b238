"""Of several refusals that hold, the first of the command's list is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

import pytest

from credits_core.commands import Command
from credits_core.precedence import ALWAYS_FIRST, ALWAYS_LAST, PRECEDENCE
from credits_core.rejections import REJECTIONS

from . import (
    ladders_of_credits,
    ladders_of_imports,
    ladders_of_invoices,
    ladders_of_receipts,
    ladders_of_returns,
)
from .ladders import Ladder
from .pages import ROOT, Page

KINDS = get_args(Command)
ROW = re.compile(r"^\| `(?P<command>\w+)` \| (?P<codes>.*) \|$", re.MULTILINE)


def _table() -> dict[str, list[str]]:
    text = Page(ROOT / "docs" / "rejections.md").text
    return {
        row["command"]: re.findall(r"\w+", row["codes"]) for row in ROW.finditer(text)
    }


def _name(kind: type[Command]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def _ladder(kind: type[Command]) -> Callable[[Ladder], None]:
    modules = (
        *(ladders_of_credits, ladders_of_invoices, ladders_of_receipts),
        *(ladders_of_returns, ladders_of_imports),
    )
    name = _name(kind)
    climb: Callable[[Ladder], None] = next(
        getattr(module, name) for module in modules if hasattr(module, name)
    )
    return climb


@pytest.mark.parametrize("kind", KINDS, ids=_name)
def test_refusals_are_given_in_descending_precedence(kind: type[Command]) -> None:
    ladder = Ladder()

    _ladder(kind)(ladder)

    assert ladder.rungs == list(PRECEDENCE[kind])


@pytest.mark.parametrize("kind", KINDS, ids=_name)
def test_the_page_tells_the_precedence_of_each_command(kind: type[Command]) -> None:
    codes = [rejection.code for rejection in PRECEDENCE[kind]]

    assert _table()[kind.__name__] == codes


def test_every_command_has_a_row_and_every_row_a_command() -> None:
    assert list(_table()) == [kind.__name__ for kind in KINDS]


def test_every_refusal_has_its_place_in_some_list() -> None:
    placed = {one for codes in PRECEDENCE.values() for one in codes}

    assert placed | {*ALWAYS_FIRST, *ALWAYS_LAST} == set(REJECTIONS)
