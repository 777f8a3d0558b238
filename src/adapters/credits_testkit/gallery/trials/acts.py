"""What is done at the desk after the script: rivals, keys, permissions, blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

import attrs
from returns.methods import unwrap_or_failure
from returns.result import Result

from credits_core.authorize import authorize
from credits_core.commands import Command
from credits_core.desk import Order
from credits_core.entry import Entry
from credits_core.identity import UserId
from credits_core.permission import EVERYTHING, Actor, Permission, Role, SystemActor
from credits_core.ports import Change
from credits_core.rejections import IdempotencyConflict, NotPermitted, StaleLedger
from credits_core.weighing import weigh

from ...occasions import BOSS
from ...orders import ACME, grant, invoice, pay
from .rounds import Round, key_of
from .script import NOBODY

CLERK: Final = Actor(
    UserId("clerk"), (Role("Clerk", frozenset({Permission.RECEIVE_PAYMENTS})),)
)
"""Somebody who may receive payments and apply credits, and nothing else."""


class _LostHeartError(Exception):
    """Somebody thought better of it."""


def _overtaken(desk: Round) -> Iterator[str]:
    """Somebody else's command comes between deciding and committing."""
    slow, fast = grant("slow", 1), grant("fast", 1)
    weighed: Result[Change, object] = weigh(desk.ledgers, slow, desk.occasion())
    change = weighed.unwrap()
    foreseen = desk.books.outcome(fast, desk.occasion())
    answer = unwrap_or_failure(desk.desk.submit(fast, BOSS))
    yield from desk.taken(foreseen, answer, None)
    with desk.ledgers.exclusively((ACME,)):
        yield from desk.done(grant("beside", 1))
        late = unwrap_or_failure(desk.ledgers.commit(change))
    if late != StaleLedger(customer_id=ACME):
        yield "late"


def _too_early(desk: Round) -> Iterator[str]:
    """A change of a ledger that nobody has written yet."""
    weighed: Result[Change, object] = weigh(
        desk.ledgers, grant("early", 1), desk.occasion()
    )
    change = weighed.unwrap()
    seen = attrs.evolve(change.seen, version=change.seen.version + 3)
    early = desk.ledgers.commit(attrs.evolve(change, seen=seen))
    if unwrap_or_failure(early) != StaleLedger(customer_id=ACME):
        yield "late"


def _refused_stays(desk: Round) -> Iterator[str]:
    """What was refused under a key stays refused, also when it is possible."""
    key, command = "refused under this key", pay("P99", 1, "NEW")
    first = unwrap_or_failure(desk.desk.submit(command, BOSS, key))
    yield from desk.done(invoice("NEW", 1))
    if unwrap_or_failure(desk.desk.submit(command, BOSS, key)) != first:
        yield "retry"


def _on_behalf(desk: Round) -> Iterator[str]:
    """The nightly job grants something for somebody."""
    job, command = SystemActor(EVERYTHING, UserId("anna")), grant("job", 1)
    by = authorize(command, job, desk.desk.policy).unwrap()
    foreseen = desk.books.outcome(command, attrs.evolve(desk.occasion(), by=by))
    answer = unwrap_or_failure(desk.desk.submit(command, job))
    yield from desk.taken(foreseen, answer, None)


def _only_looked(desk: Round) -> Iterator[str]:
    """A preview makes nobody a customer."""
    command = attrs.evolve(grant("no", 1), customer_id=NOBODY)
    if not isinstance(unwrap_or_failure(desk.desk.preview(command, BOSS)), Entry):
        yield "preview"


def _nested(desk: Round) -> Iterator[str]:
    """What fails inside a block is undone, and what is around it is not."""
    with desk.ledgers.exclusively((ACME,)):
        yield from desk.done(grant("around", 1))
        with suppress(_LostHeartError), desk.ledgers.exclusively((ACME,)):
            desk.desk.submit(grant("inside", 1), BOSS)
            raise _LostHeartError


def _clash(desk: Round) -> Iterator[str]:
    answer = desk.desk.submit(grant("other", 1), BOSS, key_of(0))
    if unwrap_or_failure(answer) != IdempotencyConflict(key=key_of(0)):
        yield "clash"


def _not_permitted(desk: Round) -> Iterator[str]:
    answer = unwrap_or_failure(desk.desk.submit(grant("mine", 1), CLERK))
    if not isinstance(answer, NotPermitted):
        yield "permission"


def _none_together(desk: Round) -> Iterator[str]:
    """The second of two is refused, so that the first is not carried out."""
    orders = (_order(grant("both", 1), "both 1"), _order(grant("both", 1), None))
    answer = unwrap_or_failure(desk.desk.together(orders, BOSS))
    if isinstance(answer, tuple):
        yield "together"
    if desk.ledgers.answer("both 1") is not None:
        yield "together"


def _all_together(desk: Round) -> Iterator[str]:
    orders = (_order(grant("one", 1), None), _order(grant("two", 1), None))
    foreseen = [desk.carried_out(order.command) for order in orders]
    answer = unwrap_or_failure(desk.desk.together(orders, BOSS))
    if answer != tuple(foreseen):
        yield "together"


def _smuggled(desk: Round) -> Iterator[str]:
    """The clerk may give the first command, and not the second."""
    orders = (_order(pay("clerk", 1), None), _order(grant("gift", 1), None))
    answer = unwrap_or_failure(desk.desk.together(orders, CLERK))
    if not isinstance(answer, NotPermitted):
        yield "permission"


def _order(command: Command, key: str | None) -> Order:
    return Order(command=command, key=key)


ACTS: Final[tuple[Callable[[Round], Iterator[str]], ...]] = (
    *(_overtaken, _too_early, _clash, _not_permitted, _none_together, _all_together),
    *(_smuggled, _refused_stays, _on_behalf, _only_looked, _nested),
)
"""Each act, which gives the names of the checks that failed."""
