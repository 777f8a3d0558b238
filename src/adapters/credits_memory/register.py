"""The register of ledgers in memory: it looks at all of them, at one moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from typing_extensions import override

from credits_core.entry import Entry
from credits_core.identity import CustomerId
from credits_core.ports import Balance, Register, Standing, Stretch
from credits_core.search import CreditSearch, Place
from credits_core.whole_register import WholeRegister

from .ledgers import MemoryLedgers


class MemoryRegister(Register):
    """What is read of ledgers in memory; nobody writes while it looks."""

    def __init__(self, ledgers: MemoryLedgers) -> None:
        """Look into *ledgers*."""
        self._ledgers = ledgers
        self._whole = WholeRegister(ledgers)

    @override
    def credits(self, search: CreditSearch, after: Place | None, most: int) -> Stretch:
        with self._ledgers.exclusively(()):
            return self._whole.credits(search, after, most)

    @override
    def balances(
        self, customer_ids: Collection[CustomerId], today: date
    ) -> Mapping[CustomerId, tuple[Balance, ...]]:
        with self._ledgers.exclusively(()):
            return self._whole.balances(customer_ids, today)

    @override
    def standing(self, customer_id: CustomerId, today: date, most: int) -> Standing:
        with self._ledgers.exclusively(()):
            return self._whole.standing(customer_id, today, most)

    @override
    def history(
        self, customer_id: CustomerId, before: int | None, most: int
    ) -> tuple[Entry, ...]:
        with self._ledgers.exclusively(()):
            return self._whole.history(customer_id, before, most)
