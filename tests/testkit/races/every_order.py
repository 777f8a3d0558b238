"""The slow way to judge a history: try every order, with the desk itself as the model.

It shares nothing with the checker but the notion of an operation. An order is right
if each operation, done in its turn, comes back with what was seen, and if the
ledgers end as they did; nobody stands behind what began after it was over.
"""

from __future__ import annotations

from credits_core.desk import Desk
from credits_core.permission import Actor, Role
from credits_core.ports import Ledgers
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.races import History, Operation
from credits_testkit.races.history import Outcome
from credits_testkit.races.recording import outcome_of
from credits_testkit.races.stored import Stored

from .written_histories import NOON, TODAY


def has_an_order(history: History) -> bool:
    """Whether some order of the operations explains all of the *history*."""
    return _goes_on(history, ())


def _goes_on(history: History, order: tuple[Operation, ...]) -> bool:
    """Whether *order* explains what it holds, and can be gone on with to the end."""
    ledgers = MemoryLedgers()
    for operation in order:
        seen = _done(ledgers, history, operation)
        if operation.is_answered and seen != operation.outcome:
            return False
    left = [one for one in history.operations if one not in order]
    if not any(one.is_answered for one in left) and _ends_as(ledgers, history):
        return True
    first_end = min((o.end for o in left if o.is_answered), default=None)
    return any(
        _goes_on(history, (*order, one))
        for one in left
        if first_end is None or one.start <= first_end
    )


def _done(ledgers: Ledgers, history: History, operation: Operation) -> Outcome:
    desk = Desk(
        ledgers=ledgers, clock=HandClock(NOON, TODAY), policy=history.setting.policy
    )
    actor = Actor(operation.user_id, (Role("Given", operation.permissions),))
    return outcome_of(desk, operation.doing, actor)


def _ends_as(ledgers: Ledgers, history: History) -> bool:
    customers = tuple(ledgers.customers())
    journal = tuple(entry for one in customers for entry in ledgers.journal(one))
    stored = tuple(Stored.of(ledgers.load_whole(one)) for one in customers)
    return (journal, stored) == (history.journal, history.ledgers)
