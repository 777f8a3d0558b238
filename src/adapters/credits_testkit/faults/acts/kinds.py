"""What kind of act it is: which commands, which use of credits, which report."""

from __future__ import annotations

from collections.abc import Iterable

from credits_core.commands import Command, ImportChange, ReceivePayment

from .act import Act


def kind_of(act: Act) -> tuple[object, ...]:
    """What tells it from acts of other kinds."""
    return (act.is_refused, *map(_names, (order.command for order in act.orders)))


def first_of_each_kind(acts: Iterable[Act]) -> list[Act]:
    """One act of each kind, the first."""
    found: dict[tuple[object, ...], Act] = {}
    for act in acts:
        found.setdefault(kind_of(act), act)
    return list(found.values())


def _names(command: Command) -> tuple[str, ...]:
    name = type(command).__name__
    match command:
        case ReceivePayment(credits=credits):
            return (name, type(credits).__name__)
        case ImportChange(change=change):
            return (name, type(change).__name__)
        case _:
            return (name,)
