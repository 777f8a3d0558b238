"""Ledgers that do not tell customers and tenants apart, or not all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
from typing_extensions import override

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.ports import Ledgers

from ...contracts.place import Place
from ...contracts.trials import Opens
from ...passing import Passing
from ..bug import BrokenLedgers
from .misreading import wrapped


class _Unsorted(Passing):
    """Ledgers that tell the customers as a person would sort them."""

    @override
    def customers(self) -> Iterator[CustomerId]:
        return iter(sorted(self.inner.customers(), key=lambda one: one.casefold()))


class _Short(Passing):
    """Ledgers that tell a page of the customers."""

    @override
    def customers(self) -> Iterator[CustomerId]:
        return iter([*self.inner.customers()][:5])


@attrs.define
class _Curious(Passing):
    """Ledgers that list everybody who was ever asked about."""

    asked: dict[CustomerId, None] = attrs.field(factory=dict)

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        self.asked[customer_id] = None
        return self.inner.load(customer_id, footprint)

    @override
    def customers(self) -> Iterator[CustomerId]:
        return iter(sorted({*self.inner.customers(), *self.asked}))


@attrs.define
class _Merged(Passing):
    """Ledgers that take customers for the same whose names differ in case."""

    def _same(self, customer_id: CustomerId) -> CustomerId:
        found = (one for one in self.inner.customers())
        alike = [one for one in found if one.casefold() == customer_id.casefold()]
        return alike[0] if alike else customer_id

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        return self.inner.load_whole(self._same(customer_id))

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        return self.inner.load(self._same(customer_id), footprint)


def _one_for_all(opens: Opens) -> Opens:
    """All tenants of a folder have the books of the one who came first."""
    books: dict[Path, Ledgers] = {}

    def shared(place: Place) -> Ledgers:
        if place.folder not in books:
            books[place.folder] = opens(place)
        return books[place.folder]

    return shared


BUGS: Final = (
    BrokenLedgers(
        name="customers are sorted as people do",
        costs="A job that goes on after the last name it saw passes over customers,"
        " and their 50 are in no report.",
        breaks=wrapped(_Unsorted),
        caught={
            "customers",
            "customers come in the order of their ids",
            "customers are told apart character by character",
        },
    ),
    BrokenLedgers(
        name="customers end after a page",
        costs="The sixth customer's 50 are in no report and in no check.",
        breaks=wrapped(_Short),
        caught={
            "customers",
            "many customers are all told",
            "customers come in the order of their ids",
        },
    ),
    BrokenLedgers(
        name="whoever is asked about is a customer",
        costs="A mistyped name is a customer with 0 from then on, and somebody will"
        " grant it what was meant for another.",
        breaks=wrapped(_Curious),
        caught={"customers", "somebody who was only asked for is no customer"},
    ),
    BrokenLedgers(
        name="customers are the same in capitals",
        costs="acme is shown the credits of ACME, and 50 of one firm pay another's"
        " invoice.",
        breaks=wrapped(_Merged),
        caught={"replay", "stored", "customers are told apart character by character"},
    ),
    BrokenLedgers(
        name="tenants see one another",
        costs="The credits of one business pay the invoices of another.",
        breaks=_one_for_all,
        caught={
            "a tenant sees no answer of another",
            "a tenant sees no document of another",
        },
    ),
)
"""Mistakes of a repository about who is who."""
