"""Whoever is told that others were faster had somebody in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from credits_core.commands import Command
from credits_core.rejections import StaleLedger

from .contradictions import Contradiction, Kind, name_of
from .history import History, Operation, Refused


def stale_without_rivals(history: History) -> Iterator[Contradiction]:
    """Every answer *StaleLedger* that nobody else can have been the reason of."""
    for operation in history.operations:
        if is_stale(operation) and not _has_rival(operation, history.operations):
            sentence = f"Nobody was in the way of {name_of(operation)}."
            yield Contradiction(
                kind=Kind.NO_RIVAL, sentence=sentence, operations=(operation,)
            )


def is_stale(operation: Operation) -> bool:
    """Whether it was told that others were faster each time."""
    outcome = operation.outcome
    return isinstance(outcome, Refused) and isinstance(outcome.rejection, StaleLedger)


def _has_rival(operation: Operation, others: Iterable[Operation]) -> bool:
    names = _names(operation)
    return any(
        other is not operation
        and (other.start <= operation.end or not other.is_answered)
        and other.end >= operation.start
        and names & _names(other)
        for other in others
    )


def _names(operation: Operation) -> set[str]:
    """The customers, the keys and the documents that an operation is about."""
    names: set[str] = set()
    for order in operation.orders:
        names |= {f"customer {order.command.customer_id}", f"key {order.key}"}
        names |= _documents(order.command)
    return names - {"key None"}


def _documents(command: Command) -> set[str]:
    fields = ("invoice_id", "payment_id", "credit_id", "return_id", "edit_id")
    return {f"{one} {getattr(command, one)}" for one in fields if hasattr(command, one)}
