"""Deciding all that is ordered for one new customer, in memory, as the desk would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import attrs
from returns.methods import unwrap_or_failure

from credits_core.authorize import authorize
from credits_core.desk import Order
from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.laws import state_violations
from credits_core.ledger import Ledger
from credits_core.occasion import Occasion
from credits_core.permission import AnyActor, Authority
from credits_core.policy import Policy
from credits_core.ports import Clock
from credits_core.posting import PostingRun
from credits_core.wire import fingerprint

from .books import Book


class BrokenLawError(Exception):
    """A ledger that is about to be written breaks a law; the program is wrong."""


@attrs.frozen
class Client:
    """A customer and all that is ordered for them, in its order."""

    customer_id: CustomerId
    orders: tuple[Order, ...]


def clients(orders: Iterable[Order]) -> Iterator[Client]:
    """The customers, each with the orders that stand together."""
    for customer_id, group in groupby(orders, lambda one: one.command.customer_id):
        yield Client(customer_id, tuple(group))


def decided(
    client: Client, actor: AnyActor, clock: Clock, policy: Policy
) -> Book | None:
    """The book of a new customer; None if an order is refused or told twice."""
    keys = [order.key for order in client.orders if order.key is not None]
    if len(set(keys)) < len(keys):
        return None
    run = PostingRun(Ledger(customer_id=client.customer_id))
    entries: list[Entry] = []
    for order in client.orders:
        authority = unwrap_or_failure(authorize(order.command, actor, policy))
        if not isinstance(authority, Authority):
            return None
        occasion = Occasion(
            at=clock.now(), today=clock.today(), by=authority, policy=policy
        )
        entry = unwrap_or_failure(run.carry_out(order.command, occasion))
        if not isinstance(entry, Entry):
            return None
        entries.append(
            entry if order.key is None else attrs.evolve(entry, key=order.key)
        )
    return checked(Book(run.ledger(), tuple(entries), tuple(_answers(entries))))


def _answers(entries: Iterable[Entry]) -> Iterator[Answer]:
    for entry in entries:
        if entry.key is not None:
            digest = fingerprint(entry.command)
            yield Answer(key=entry.key, fingerprint=digest, outcome=entry)


def checked(book: Book) -> Book:
    """The *book*, whose ledger keeps the laws; raises ``BrokenLawError`` if not."""
    violations = state_violations(book.ledger)
    if violations:
        raise BrokenLawError(f"{book.ledger.customer_id}: {violations}")
    return book
