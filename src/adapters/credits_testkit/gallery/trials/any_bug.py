"""Trying a bug of whatever kind."""

from __future__ import annotations

from ...borders import border_faults
from ...contracts.trials import Opens
from ..bug import BrokenLedgers, Bug, WrongBorder, WrongDesk, WrongRule
from ..replacing import replaced
from .adapters import desk_tried, kept_apart, ledgers_tried
from .rules import tried


def caught_of(bug: Bug, opens: Opens) -> frozenset[str]:
    """The checks that tell of *bug*, over good ledgers opened like that."""
    match bug:
        case WrongRule():
            return tried(bug)[-1]
        case BrokenLedgers():
            return ledgers_tried(bug, kept_apart(opens))
        case WrongDesk():
            return desk_tried(bug, opens)
        case WrongBorder():
            with replaced(bug.replaces):
                return border_faults()
        case _:
            raise TypeError(f"Nobody knows how to try {bug}.")
