"""Importing what a business has had so far: many commands, customer by customer.

The end is the same as if the desk were given each customer's orders together, one
customer after another; customers who are new here come at the speed of the
database's bulk path. Each customer comes as a whole or not at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

import attrs
from returns.methods import unwrap_or_failure

from credits_core.desk import Desk, Order
from credits_core.identity import CustomerId
from credits_core.permission import AnyActor
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.ports import Clock

from ..ledgers import SqlLedgers
from .background import Hands, Sheets
from .deciding import Client, Terms, clients
from .report import Imported, Progress, Refused
from .writing import Sheet


@attrs.frozen(kw_only=True)
class Importer:
    """Imports commands into one tenant's *ledgers*, as a desk with them would.

    About *commands_at_once* are one transaction; some such batches are held in
    memory, and the whole ledger of the customer at hand. With more *processes*
    than one, that many decide while this one reads and writes.
    """

    ledgers: SqlLedgers
    clock: Clock
    policy: Policy = DEFAULT_POLICY
    commands_at_once: int = 4_000
    processes: int = 1

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
        aside = self.ledgers.may_write_aside
        with Hands(aside=aside, processes=self.processes) as hands:
            run = _Run(self, actor, progress, hands)
            for batch in _batches(clients(orders), self.commands_at_once):
                run.begin(batch)
                if not run.done.is_complete:
                    break
            run.finish()
        return run.done


@attrs.frozen
class _Ahead:
    """A *batch* that is being *decided*, and who of it was *known* already."""

    batch: list[Client]
    known: frozenset[CustomerId]
    decided: Callable[[], Sheets]


class _Run:
    """One import on its way: batches are decided ahead, and written in their order."""

    def __init__(
        self, importer: Importer, actor: AnyActor, progress: Progress, hands: Hands
    ) -> None:
        self.done = Imported()
        self._importer = importer
        self._actor = actor
        self._progress = progress
        self._hands = hands
        self._ledgers = importer.ledgers
        self._ahead: deque[_Ahead] = deque()
        self._written: tuple[list[Client], Callable[[], bool]] | None = None

    def begin(self, batch: list[Client]) -> None:
        """Let a batch be decided, and write one that was begun long enough ago."""
        known = self._ledgers.versions([client.customer_id for client in batch])
        fresh = [one for one in batch if one.customer_id not in known]
        decided = self._hands.decide(fresh, self._terms())
        self._ahead.append(_Ahead(batch, frozenset(known), decided))
        if len(self._ahead) > self._importer.processes:
            self._write(self._ahead.popleft())

    def finish(self) -> None:
        """Write whatever is left, unless the import was given up."""
        while self._ahead and self.done.is_complete:
            self._write(self._ahead.popleft())
        self._settle()

    def _terms(self) -> Terms:
        clock = self._importer.clock
        return Terms(
            tenant_id=self._ledgers.tenant_id,
            database=self._ledgers.database,
            actor=self._actor,
            policy=self._importer.policy,
            at=clock.now(),
            today=clock.today(),
        )

    def _write(self, ahead: _Ahead) -> None:
        """Write in the order of the batch; the desk sees who is known or refused."""
        sheets = iter(ahead.decided())
        fresh: list[tuple[Client, Sheet]] = []
        for client in ahead.batch:
            sheet = None if client.customer_id in ahead.known else next(sheets)
            if sheet is not None:
                fresh.append((client, sheet))
            else:
                self._hand_over(fresh)
                fresh = []
                self._settle()
                self._one_by_one(client)
        self._hand_over(fresh)

    def _hand_over(self, fresh: list[tuple[Client, Sheet]]) -> None:
        """Let what is fresh be written, after what was handed over before."""
        if fresh:
            self._settle()
            sheets = [sheet for _, sheet in fresh]
            waiting = self._hands.write(lambda: self._ledgers.add_sheets(sheets))
            self._written = ([client for client, _ in fresh], waiting)

    def _settle(self) -> None:
        """Wait until what is under way is written; if it cannot be, go singly."""
        if self._written is None:
            return
        (under_way, is_written), self._written = self._written, None
        if is_written():
            commands = sum(len(client.orders) for client in under_way)
            self._count(Imported(customers=len(under_way), commands=commands))
        else:
            for client in under_way:
                self._one_by_one(client)

    def _one_by_one(self, client: Client) -> None:
        """Let the desk itself say what becomes of this customer."""
        if self._is_there(client):
            self._count(Imported(known=1))
            return
        importer = self._importer
        desk = Desk(ledgers=self._ledgers, clock=importer.clock, policy=importer.policy)
        outcome = unwrap_or_failure(desk.together(client.orders, self._actor))
        if isinstance(outcome, tuple):
            self._count(Imported(customers=1, commands=len(outcome)))
        else:
            refused = Refused(customer_id=client.customer_id, rejection=outcome)
            self._count(Imported(refused=(refused,)))

    def _is_there(self, client: Client) -> bool:
        """Whether the customer's journal is of these very commands."""
        commands = [order.command for order in client.orders]
        journal = self._ledgers.journal(client.customer_id)
        return commands == [entry.command for entry in journal]

    def _count(self, more: Imported) -> None:
        self.done = self.done.and_then(more)
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
