"""Ledgers that hand on what others keep, a little wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import attrs
from typing_extensions import override

from credits_core.credit import Credit
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger, Scope
from credits_core.parts import Footprint, OldestCredits
from credits_core.ports import Ledgers

from ...contracts.place import Place
from ...contracts.trials import Opens
from ...passing import Passing

K = TypeVar("K")
V = TypeVar("V")
Reading = Callable[[Ledger], Ledger]
Page = Callable[[list[Credit], OldestCredits], Iterable[Credit]]


def wrapped(wrap: Callable[[Ledgers], Ledgers]) -> Callable[[Opens], Opens]:
    """Open as before, and *wrap* what was opened."""

    def breaks(opens: Opens) -> Opens:
        def broken(place: Place) -> Ledgers:
            return wrap(opens(place))

        return broken

    return breaks


@attrs.define
class Misread(Passing):
    """Ledgers of which slices and whole ledgers are read in a wrong way each."""

    slice_read: Reading
    whole_read: Reading

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        return self.slice_read(self.inner.load(customer_id, footprint))

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        return self.whole_read(self.inner.load_whole(customer_id))


def misread(how: Reading) -> Callable[[Opens], Opens]:
    """Every ledger is read like that."""
    return wrapped(lambda inner: Misread(inner, how, how))


def misread_slices(how: Reading) -> Callable[[Opens], Opens]:
    """Every slice is read like that, and whole ledgers as they are."""
    return wrapped(lambda inner: Misread(inner, how, _as_it_is))


def misread_wholes(how: Reading) -> Callable[[Opens], Opens]:
    """Every whole ledger is read like that, and slices as they are."""
    return wrapped(lambda inner: Misread(inner, _as_it_is, how))


def _as_it_is(ledger: Ledger) -> Ledger:
    return ledger


@attrs.define
class Paging(Passing):
    """Ledgers whose pages of the oldest credits are cut in another way."""

    page: Page

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        wanted = [part for part in footprint if isinstance(part, OldestCredits)]
        rest = self.inner.load(customer_id, footprint - frozenset(wanted))
        whole = self.inner.load_whole(customer_id)
        every = sorted(whole.credits.values(), key=lambda credit: credit.order)
        found = {one.id: one for part in wanted for one in self.page(every, part)}
        credits = {**rest.credits, **found}
        return attrs.evolve(rest, credits=credits, scope=Scope(footprint))


def paged(page: Page) -> Callable[[Opens], Opens]:
    """Every page of the oldest credits is cut like that."""
    return wrapped(lambda inner: Paging(inner, page))


def usable(credits: Iterable[Credit], wanted: OldestCredits) -> list[Credit]:
    """Those of *credits* that are rightly on a page."""
    currency, today = wanted.amount.currency, wanted.today
    return [c for c in credits if c.currency == currency and c.usable_on(today)]


def each(rows: Mapping[K, V], change: Callable[[V], V]) -> dict[K, V]:
    """The same rows, each changed."""
    return {key: change(row) for key, row in rows.items()}


def of_each(rows: Mapping[K, V], **fields: Callable[[Any], object]) -> dict[K, V]:
    """The same rows, with some of their fields read in another way."""

    def changed(row: Any) -> Any:  # noqa: ANN401 - rows of any kind
        values = {name: read(getattr(row, name)) for name, read in fields.items()}
        return attrs.evolve(row, **values)

    return each(rows, changed)
