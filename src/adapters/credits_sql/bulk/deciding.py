"""Deciding all that is ordered for one new customer, in memory, as the desk would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

import attrs
from returns.methods import unwrap_or_failure

from credits_core.authorize import authorize
from credits_core.desk import Order
from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId, TenantId
from credits_core.laws import state_violations
from credits_core.ledger import Ledger
from credits_core.occasion import Occasion
from credits_core.permission import AnyActor, Authority
from credits_core.policy import Policy
from credits_core.posting import PostingRun
from credits_core.wire import fingerprint

from ..rows import Owner
from .books import Book
from .writing import Sheet, sheet_of


class BrokenLawError(Exception):
    """A ledger that is about to be written breaks a law; the program is wrong."""


@attrs.frozen
class Client:
    """A customer and all that is ordered for them, in its order."""

    customer_id: CustomerId
    orders: tuple[Order, ...]


@attrs.frozen(kw_only=True)
class Terms:
    """What all decisions of an import have in common."""

    tenant_id: TenantId
    database: str
    actor: AnyActor
    policy: Policy
    at: datetime
    today: date


def clients(orders: Iterable[Order]) -> Iterator[Client]:
    """The customers, each with the orders that stand together."""
    for customer_id, group in groupby(orders, lambda one: one.command.customer_id):
        yield Client(customer_id, tuple(group))


def sheets(clients: Sequence[Client], terms: Terms) -> list[Sheet | None]:
    """What is to be written of each client; None of those whom the desk must see."""
    written: list[Sheet | None] = []
    for client in clients:
        book = decided(client, terms)
        if book is None:
            written.append(None)
        else:
            owner = Owner(terms.tenant_id, client.customer_id)
            written.append(sheet_of(book, owner, terms.database))
    return written


def decided(client: Client, terms: Terms) -> Book | None:
    """The book of a new customer; None if an order is refused or told twice."""
    keys = [order.key for order in client.orders if order.key is not None]
    if len(set(keys)) < len(keys):
        return None
    run = PostingRun(Ledger(customer_id=client.customer_id))
    entries: list[Entry] = []
    for order in client.orders:
        entry = _posted(run, order, terms)
        if entry is None:
            return None
        entries.append(entry)
    return checked(Book(run.ledger(), tuple(entries), tuple(_answers(entries))))


def checked(book: Book) -> Book:
    """The *book*, whose ledger keeps the laws; raises ``BrokenLawError`` if not."""
    violations = state_violations(book.ledger)
    if violations:
        raise BrokenLawError(f"{book.ledger.customer_id}: {violations}")
    return book


def _posted(run: PostingRun, order: Order, terms: Terms) -> Entry | None:
    """The entry of one order, if its actor may and the rules let it."""
    allowed = authorize(order.command, terms.actor, terms.policy)
    authority = unwrap_or_failure(allowed)
    if not isinstance(authority, Authority):
        return None
    occasion = Occasion(
        at=terms.at, today=terms.today, by=authority, policy=terms.policy
    )
    entry = unwrap_or_failure(run.carry_out(order.command, occasion))
    if not isinstance(entry, Entry):
        return None
    return entry if order.key is None else attrs.evolve(entry, key=order.key)


def _answers(entries: Iterable[Entry]) -> Iterator[Answer]:
    for entry in entries:
        if entry.key is not None:
            digest = fingerprint(entry.command)
            yield Answer(key=entry.key, fingerprint=digest, outcome=entry)
