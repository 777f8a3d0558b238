"""Registers that break what they promise, each in a way of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from time import sleep

import attrs
from typing_extensions import override

from credits_core.entry import Entry
from credits_core.identity import CustomerId
from credits_core.ports import Balance, Ledgers, Register, Standing, Stretch
from credits_core.search import CreditSearch, Place, Sort, place_of
from credits_core.whole_register import WholeRegister
from credits_memory import MemoryLedgers
from credits_testkit.contracts import Place as Folder


class OfEverybody(WholeRegister):
    """All tenants share one place, and it shows what is there."""


class Careless(WholeRegister):
    """It reads one thing after another, while others write."""

    @override
    def standing(self, customer_id: CustomerId, today: date, most: int) -> Standing:
        entries = self.history(customer_id, None, most)
        sleep(0.003)
        found = super().standing(customer_id, today, most)
        return attrs.evolve(found, entries=entries)


class Unsorted(WholeRegister):
    """It knows no order, and thinks that nothing is left of what is not available."""

    @override
    def credits(self, search: CreditSearch, after: Place | None, most: int) -> Stretch:
        found = super().credits(search, after, most)
        return attrs.evolve(found, rows=found.rows[::-1])

    @override
    def balances(
        self, customer_ids: Collection[CustomerId], today: date
    ) -> Mapping[CustomerId, tuple[Balance, ...]]:
        found = super().balances(customer_ids, today)
        return {one: balances[::-1] for one, balances in found.items() if balances}

    @override
    def history(
        self, customer_id: CustomerId, before: int | None, most: int
    ) -> tuple[Entry, ...]:
        return super().history(customer_id, before, most)[::-1]


class Stuck(WholeRegister):
    """It gives up where nothing is found among the first rows."""

    @override
    def credits(self, search: CreditSearch, after: Place | None, most: int) -> Stretch:
        everything = CreditSearch(sort=Sort.CUSTOMER)
        found = super().credits(everything, None, most)
        rows = tuple(row for row in found.rows if search.finds(row))
        return Stretch(rows=rows, end=place_of(rows[-1], search) if rows else None)


@attrs.frozen
class Store:
    """Ledgers in memory with a register that is not theirs."""

    kept: MemoryLedgers
    kind: Callable[[Ledgers], Register]

    def ledgers(self) -> Ledgers:
        return self.kept

    def register(self) -> Register:
        return self.kind(self.kept)


def _of(kind: Callable[[Ledgers], Register]) -> Callable[[Folder], Store]:
    return lambda _: Store(MemoryLedgers(), kind)


_SHARED: dict[str, MemoryLedgers] = {}


def _shared(place: Folder) -> Store:
    """The ledgers of whoever came to the folder first."""
    return Store(_SHARED.setdefault(str(place.folder), MemoryLedgers()), OfEverybody)


STORES = (_shared, *map(_of, (Careless, Unsorted, Stuck)))
"""How each of them is opened."""
