"""Importing what a business has had so far: many commands, customer by customer.

The end is the same as if the desk were given each customer's orders together, one
customer after another; customers who are new here come at the speed of the
database's bulk path. Each customer comes as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

import attrs
from returns.methods import unwrap_or_failure

from credits_core.desk import Desk, Order
from credits_core.identity import CustomerId
from credits_core.permission import AnyActor
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.ports import Clock
from credits_core.rejections import Rejection

from ..ledgers import SqlLedgers
from .background import Background
from .books import Book
from .deciding import Client, clients, decided

REFUSED_MAX: Final = 1_000
"""After so many refused customers the source is to be put right first."""


@attrs.frozen(kw_only=True)
class Refused:
    """A customer of whom nothing was imported, and why."""

    customer_id: CustomerId
    rejection: Rejection


@attrs.frozen(kw_only=True)
class Imported:
    """What an import has done so far.

    *customers* and *commands* were written; *known* customers were there already
    with these very commands. It *is_complete* unless too many were refused.
    """

    customers: int = 0
    commands: int = 0
    known: int = 0
    refused: tuple[Refused, ...] = ()
    is_complete: bool = True


Progress: TypeAlias = Callable[[Imported], object]
"""What is told, after each transaction, how far the import is."""


@attrs.frozen(kw_only=True)
class Importer:
    """Imports commands into one tenant's *ledgers*, as a desk with them would.

    About *commands_at_once* are one transaction; so many are held in memory, and
    the whole ledger of the customer at hand.
    """

    ledgers: SqlLedgers
    clock: Clock
    policy: Policy = DEFAULT_POLICY
    commands_at_once: int = 4_000

    def run(
        self,
        orders: Iterable[Order],
        actor: AnyActor,
        progress: Progress = lambda _: None,
    ) -> Imported:
        """Carry out all *orders*, of which those of a customer stand together.

        What was told to *progress* is committed, and an import that was broken off
        is repeated with the same orders: who is there already is only looked at.
        Ledgers over a host's connection leave the commit to the host.
        """
        run = _Run(self, actor, progress)
        with run.writing:
            for batch in _batches(clients(orders), self.commands_at_once):
                run.take(batch)
                if not run.done.is_complete:
                    break
            run.settle()
        return run.done


class _Run:
    """One import on its way; one batch is written while the next one is decided."""

    def __init__(self, importer: Importer, actor: AnyActor, progress: Progress) -> None:
        self.done = Imported()
        self.writing = Background(is_aside=importer.ledgers.may_write_aside)
        self._importer = importer
        self._actor = actor
        self._progress = progress
        self._ledgers = importer.ledgers
        self._under_way: list[tuple[Client, Book]] = []

    def take(self, batch: list[Client]) -> None:
        """Decide a batch and hand it over to be written."""
        versions = self._ledgers.versions([client.customer_id for client in batch])
        fresh: list[tuple[Client, Book]] = []
        for client in batch:
            book = None
            if not versions.get(client.customer_id):
                book = self._decided(client)
            if book is None:
                self._write(fresh)
                fresh = []
                self.settle()
                self._one_by_one(client)
            else:
                fresh.append((client, book))
        self._write(fresh)

    def settle(self) -> None:
        """Wait until what is under way is written; if it cannot be, go singly."""
        under_way, self._under_way = self._under_way, []
        if not under_way:
            return
        if self.writing.result():
            self._count(
                customers=len(under_way),
                commands=sum(len(client.orders) for client, _ in under_way),
            )
        else:
            for client, _ in under_way:
                self._one_by_one(client)

    def _decided(self, client: Client) -> Book | None:
        importer = self._importer
        return decided(client, self._actor, importer.clock, importer.policy)

    def _write(self, fresh: list[tuple[Client, Book]]) -> None:
        if fresh:
            self.settle()
            books = [book for _, book in fresh]
            self._under_way = fresh
            self.writing.begin(lambda: self._ledgers.add_books(books))

    def _one_by_one(self, client: Client) -> None:
        """Let the desk itself say what becomes of this customer."""
        if self._is_there(client):
            self._count(known=1)
            return
        importer = self._importer
        desk = Desk(ledgers=self._ledgers, clock=importer.clock, policy=importer.policy)
        outcome = unwrap_or_failure(desk.together(client.orders, self._actor))
        if isinstance(outcome, tuple):
            self._count(customers=1, commands=len(outcome))
        else:
            refused = Refused(customer_id=client.customer_id, rejection=outcome)
            self._count(refused=(refused,))

    def _is_there(self, client: Client) -> bool:
        """Whether the customer's journal is of these very commands."""
        commands = [order.command for order in client.orders]
        journal = self._ledgers.journal(client.customer_id)
        return commands == [entry.command for entry in journal]

    def _count(
        self,
        *,
        customers: int = 0,
        commands: int = 0,
        known: int = 0,
        refused: tuple[Refused, ...] = (),
    ) -> None:
        done = self.done
        self.done = Imported(
            customers=done.customers + customers,
            commands=done.commands + commands,
            known=done.known + known,
            refused=done.refused + refused,
            is_complete=len(done.refused) + len(refused) < REFUSED_MAX,
        )
        self._progress(self.done)


def _batches(clients: Iterable[Client], most: int) -> Iterator[list[Client]]:
    """Customers in their order, until they have about *most* commands."""
    batch: list[Client] = []
    size = 0
    for client in clients:
        batch.append(client)
        size += len(client.orders)
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
