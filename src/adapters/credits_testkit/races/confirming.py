"""Confirming a serial order that was found, by others than those who found it.

Real time is looked at once more, and the independent oracle is told all commands
in that order: it has to carry out and to refuse the same, and to end with the same
figures as the store.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from credits_core.identity import CustomerId
from credits_core.rejections import IdempotencyConflict, NotPermitted

from ..oracle import Oracle, picture_of
from .contradictions import Contradiction, Kind, entry_name, name_of
from .history import History, Operation, Refused, Setting, Submitted, Together
from .steps import Step, Written
from .stored import Stored


def unconfirmed(
    history: History, order: Iterable[Step], broken: set[CustomerId]
) -> Iterator[Contradiction]:
    """Whatever speaks against the *order*; nothing is said of *broken* customers."""
    steps = tuple(order)
    yield from _out_of_time(steps)
    oracle = Oracle(history.setting.policy)
    for step in steps:
        if isinstance(step, Written):
            yield from _carried_out(oracle, step)
        else:
            yield from _refused(oracle, step.operation, history.setting)
    for stored in history.ledgers:
        if stored.customer_id not in broken:
            yield from _other_figures(oracle, stored)


def _out_of_time(steps: tuple[Step, ...]) -> Iterator[Contradiction]:
    """Steps that were over before one that stands before them began."""
    latest_start = 0
    for step in steps:
        latest_start = max(latest_start, step.start)
        if latest_start > (math.inf if step.end is None else step.end):
            sentence = "The order that was found is not that of real time."
            yield Contradiction(
                kind=Kind.ORDER, sentence=sentence, operations=step.operations
            )


def _carried_out(oracle: Oracle, step: Written) -> Iterator[Contradiction]:
    for entry in step.entries:
        code = oracle.tell(entry.command, entry.today)
        if code is not None:
            sentence = f"The oracle refuses {entry_name(entry)}: {code}."
            yield Contradiction(
                kind=Kind.ORACLE, sentence=sentence, operations=step.operations
            )


def _refused(
    oracle: Oracle, operation: Operation, setting: Setting
) -> Iterator[Contradiction]:
    outcome = operation.outcome
    if not _is_of_rules(operation) or not isinstance(outcome, Refused):
        return
    trial = oracle.copy()
    codes = (trial.tell(one.command, setting.today) for one in operation.orders)
    code = next((one for one in codes if one is not None), None)
    if code != outcome.rejection.code:
        sentence = f"The oracle answers {name_of(operation)} with {code}."
        yield Contradiction(
            kind=Kind.ORACLE, sentence=sentence, operations=(operation,)
        )


def _is_of_rules(operation: Operation) -> bool:
    """Whether a refusal comes from the rules: not from a permission or a key."""
    match operation.doing, operation.outcome:
        case _, Refused(rejection=NotPermitted() | IdempotencyConflict()):
            return False
        case Together(orders=orders), _:
            return not any(one.key for one in orders)
        case doing, _:
            return isinstance(doing, Submitted)


def _other_figures(oracle: Oracle, stored: Stored) -> Iterator[Contradiction]:
    if oracle.picture(stored.customer_id) != picture_of(stored.ledger()):
        sentence = f"The oracle has other figures of {stored.customer_id}."
        yield Contradiction(kind=Kind.ORACLE, sentence=sentence)
