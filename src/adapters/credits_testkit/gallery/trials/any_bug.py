"""Trying a bug of whatever kind."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from ...contracts.trials import Opens
from ...occasions import BEGIN
from ..bug import (
    BrokenAccounting,
    BrokenClock,
    BrokenLedgers,
    Bug,
    WrongBorder,
    WrongDesk,
    WrongRule,
)
from .adapters import border_tried, desk_tried, kept_apart, ledgers_tried
from .ports import accounting_tried, clock_tried
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
            return border_tried(bug, opens)
        case BrokenClock():
            return clock_tried(bug, made("credits_memory:HandClock", BEGIN))
        case BrokenAccounting():
            return accounting_tried(bug, made("credits_memory:MemoryAccounting"))
        case _:
            raise TypeError(f"Nobody knows how to try {bug}.")


def made(name: str, *given: object) -> Callable[[], Any]:
    """What the dotted *name* makes of what is *given*, each time anew."""
    module, _, attribute = name.partition(":")
    makes: Any = getattr(import_module(module), attribute)
    return lambda: makes(*given)
