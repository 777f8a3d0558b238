"""The register of any ledgers, by looking at all of them.

It is what a register must answer, told in the plainest way; an adapter with many
customers has one of its own that does not read everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Final

from typing_extensions import override

from .credit import Credit
from .entry import Entry
from .identity import CustomerId
from .money import Money
from .ports import Balance, Ledgers, Register, Standing, Stretch
from .search import (
    OPEN_STATUSES,
    CreditRow,
    CreditSearch,
    Place,
    place_of,
)


class WholeRegister(Register):
    """Answers from the whole ledgers of all customers."""

    def __init__(self, ledgers: Ledgers) -> None:
        """Look into *ledgers*."""
        self._ledgers = ledgers

    @override
    def credits(self, search: CreditSearch, after: Place | None, most: int) -> Stretch:
        found = [(place_of(row, search), row) for row in self._rows(search)]
        found.sort(key=_place, reverse=search.is_descending)
        if after is not None:
            found = [one for one in found if _follows(one[0], after, search)]
        rows = tuple(row for _, row in found[:most])
        end = found[most - 1][0] if len(found) > most else None
        return Stretch(rows=rows, end=end)

    @override
    def balances(
        self, customer_ids: Collection[CustomerId], today: date
    ) -> Mapping[CustomerId, tuple[Balance, ...]]:
        return {one: self._balances(one, today) for one in customer_ids}

    @override
    def standing(self, customer_id: CustomerId, today: date, most: int) -> Standing:
        with self._ledgers.exclusively((customer_id,)):
            search = CreditSearch(customer_id=customer_id, statuses=OPEN_STATUSES)
            return Standing(
                balances=self._balances(customer_id, today),
                open_credits=self.credits(search, None, most),
                entries=self.history(customer_id, None, most),
            )

    @override
    def history(
        self, customer_id: CustomerId, before: int | None, most: int
    ) -> tuple[Entry, ...]:
        entries = self._ledgers.journal(customer_id)
        earlier = [one for one in entries if before is None or one.version < before]
        return tuple(earlier[: -most - 1 : -1])

    def _rows(self, search: CreditSearch) -> Iterable[CreditRow]:
        customers: Iterable[CustomerId] = self._ledgers.customers()
        if search.customer_id is not None:
            customers = (search.customer_id,)
        for customer_id in customers:
            for credit in self._credits(customer_id):
                row = CreditRow(customer_id=customer_id, credit=credit)
                if search.finds(row):
                    yield row

    def _credits(self, customer_id: CustomerId) -> Iterable[Credit]:
        return self._ledgers.load_whole(customer_id).credits.values()

    def _balances(self, customer_id: CustomerId, today: date) -> tuple[Balance, ...]:
        return balances_of(self._credits(customer_id), today)


def balances_of(credits: Iterable[Credit], today: date) -> tuple[Balance, ...]:
    """What is left of *credits*, a balance for each currency that has something."""
    left: Counter[tuple[str, Callable[[Credit, date], bool]]] = Counter()
    for credit in credits:
        kind = next(one for one in _KINDS if one(credit, today))
        left[credit.currency, kind] += credit.available.minor
    currencies = sorted({currency for (currency, _), minor in left.items() if minor})
    return tuple(
        Balance(
            held=Money(left[one, _is_held], one),
            scheduled=Money(left[one, _is_scheduled], one),
            available=Money(left[one, _is_available], one),
        )
        for one in currencies
    )


def _is_held(credit: Credit, _: date) -> bool:
    return credit.hold is not None


def _is_scheduled(credit: Credit, today: date) -> bool:
    return credit.effective_date > today


def _is_available(_: Credit, __: date) -> bool:
    return True


_KINDS: Final = (_is_held, _is_scheduled, _is_available)


def _place(found: tuple[Place, CreditRow]) -> Place:
    return found[0]


def _follows(place: Place, after: Place, search: CreditSearch) -> bool:
    return place < after if search.is_descending else place > after
