"""Ledgers and desks with one fault each, for the machine to find."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, nullcontext

import attrs
from returns.pipeline import is_successful
from returns.result import Result
from typing_extensions import override

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint, OldestCredits
from credits_core.permission import AnyActor
from credits_core.ports import Change, Ledgers
from credits_core.rejections import Rejection, StaleLedger
from credits_memory import MemoryLedgers
from credits_testkit.passing import Passing


class ForgetsTheVersion(Passing):
    """Commits whatever was decided, on whichever version."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        now = self.inner.load_whole(change.seen.customer_id).version
        seen = attrs.evolve(change.seen, version=now)
        return self.inner.commit(attrs.evolve(change, seen=seen))


class LosesTheVoided(Passing):
    """Gives only the entries that count."""

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        whole = self.inner.load_whole(customer_id)
        uses = whole.applications.items()
        cash = whole.allocations.items()
        return attrs.evolve(
            whole,
            applications={number: one for number, one in uses if one.is_live},
            allocations={number: one for number, one in cash if one.is_live},
        )


class NewestFirst(Passing):
    """Gives the newest credit where the oldest were asked for."""

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        found = self.inner.load(customer_id, footprint)
        if not any(isinstance(part, OldestCredits) for part in footprint):
            return found
        newest = [*self.inner.load_whole(customer_id).credits.items()][-1:]
        return attrs.evolve(found, credits=dict(newest))


class ForgetsRefusals(Passing):
    """Remembers under a key only what was carried out."""

    @override
    def remember(self, answer: Answer) -> None:
        return


class ShortJournal(Passing):
    """Keeps no journal beyond the first two entries."""

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        return iter([*self.inner.journal(customer_id)][:2])


class LeavesHalf(Passing):
    """Undoes nothing of what was done together."""

    @override
    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        return nullcontext()


class BreaksDown(Passing):
    """Falls over when a customer has three invoices."""

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        whole = self.inner.load_whole(customer_id)
        if len(whole.invoices) > 2:
            raise MemoryError("three invoices")
        return whole


@attrs.frozen(kw_only=True)
class WritesInPreviews(Desk):
    """A desk that carries out what it was only to show."""

    @override
    def preview(self, command: Command, actor: AnyActor) -> Result[Entry, Rejection]:
        shown = super().preview(command, actor)
        if is_successful(shown):
            self.submit(command, actor)
        return shown


def in_memory(kind: type[Passing]) -> Callable[[], Ledgers]:
    """New ledgers in memory behind that fault."""
    return lambda: kind(MemoryLedgers())


def forgetful() -> Ledgers:
    """New ledgers in memory that forget the version."""
    return ForgetsTheVersion(MemoryLedgers())
