"""Where the credits of all customers are looked up, without their whole ledgers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol

import attrs

from ..entry import Entry
from ..identity import CustomerId
from ..money import Money
from ..search import CreditRow, CreditSearch, Place


@attrs.frozen(kw_only=True)
class Balance:
    """What is left of a customer's credits in one currency.

    *available* can be used today; *scheduled* only from a later day on; *held* only
    after somebody decided, whatever its day.
    """

    available: Money
    scheduled: Money
    held: Money

    @property
    def total(self) -> Money:
        """All three together."""
        return self.available + self.scheduled + self.held


@attrs.frozen(kw_only=True)
class Stretch:
    """Some *rows* of a table in their order, and the place from which to go on.

    *end* is None when nothing follows.
    """

    rows: tuple[CreditRow, ...]
    end: Place | None


@attrs.frozen(kw_only=True)
class Standing:
    """A customer's balances, oldest open credits and latest entries at one moment."""

    balances: tuple[Balance, ...]
    open_credits: Stretch
    entries: tuple[Entry, ...]


class Register(Protocol):
    """The credits of one tenant's customers, to be read.

    It shows what the ledgers of that tenant hold, and nothing of another one.
    Whatever is given away is of one moment.
    """

    def credits(self, search: CreditSearch, after: Place | None, most: int) -> Stretch:
        """The credits that *search* is about, in its order, after a place.

        There are at most *most* rows, and none before the place *after*, nor at it.
        There may be fewer although more follow, where few credits of many are
        looked for; then ``end`` is a later place, and going on from place to place
        gives each of the credits once.
        """
        ...

    def balances(
        self, customer_ids: Collection[CustomerId], today: date
    ) -> Mapping[CustomerId, tuple[Balance, ...]]:
        """What is left of the credits of each of these customers, by currency.

        The currencies are in the order of their names; one without anything left
        is not among them. A customer nobody has heard of has no balance.
        """
        ...

    def standing(self, customer_id: CustomerId, today: date, most: int) -> Standing:
        """How the customer stands, all of one moment.

        The open credits are in the order of FIFO and at most *most*; so are the
        entries of the journal, the latest first.
        """
        ...

    def history(
        self, customer_id: CustomerId, before: int | None, most: int
    ) -> tuple[Entry, ...]:
        """The entries of the customer's journal before a version, the latest first.

        There are at most *most*; before None, the latest of all comes first.
        """
        ...
