"""The repository on trial: what a clause asks it for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

import attrs
from returns.result import Success

from credits_core.events import Event
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Change, Ledgers

from ..orders import ACME
from .capabilities import Concurrency
from .differences import same
from .given import change_of
from .place import Place
from .story import CHAPTERS

Opens = Callable[[Place], Ledgers]
Reads = Callable[[Place, CustomerId], Ledger]


@attrs.define
class Pen:
    """Somebody who writes one ledger, and knows what must stand in it afterwards.

    Whatever is loaded is never looked at: what was *seen* is what was written.
    """

    ledgers: Ledgers
    ledger: Ledger

    def change(self, *events: Event, key: str | None = None) -> Change:
        """What those *events* do to the ledger, not yet committed."""
        return change_of(self.ledger, *events, key=key)

    def write(self, *events: Event, key: str | None = None) -> Change:
        """Commit *events*, which nobody refuses."""
        change = self.change(*events, key=key)
        same(self.ledgers.commit(change), Success(None), "commit(...)")
        self.ledger = change.after
        return change


class LedgersTrial:
    """The ledgers of one tenant at a place of their own, and who else is there."""

    def __init__(
        self,
        place: Place,
        *,
        opens: Opens,
        raw: Reads | None,
        concurrency: Concurrency,
    ) -> None:
        """Open the adapter at *place*; *raw* reads there without the adapter."""
        self._place = place
        self._next_door = place.next_door()
        self._opens = opens
        self._raw = raw
        self._concurrency = concurrency
        self._opened: dict[str, Ledgers] = {}
        self._lock = threading.Lock()
        self.ledgers = opens(place)

    @property
    def neighbour(self) -> Ledgers:
        """The ledgers of another tenant, kept at the same place."""
        return self._once("neighbour", self._next_door)

    @property
    def others(self) -> Ledgers:
        """The same ledgers, as somebody else in another thread has them."""
        if self._concurrency is Concurrency.HANDLES:
            return self._once("others", self._place)
        return self.ledgers

    def pen(self, customer_id: CustomerId = ACME, of: Ledgers | None = None) -> Pen:
        """Somebody who writes the ledger of a new customer, *of* another tenant too."""
        return Pen(of or self.ledgers, Ledger(customer_id=customer_id))

    def tell(self) -> Pen:
        """Commit the story of ACME, each chapter as a command."""
        pen = self.pen()
        for events in CHAPTERS:
            pen.write(*events)
        return pen

    def stored(self, customer_id: CustomerId = ACME) -> Ledger:
        """All that is stored of a customer, by the raw reader if there is one."""
        if self._raw is None:
            return self.ledgers.load_whole(customer_id)
        return self._raw(self._place, customer_id)

    def reopen(self) -> Ledgers:
        """Close all that was opened at the place, and open it again."""
        self._opened.clear()
        self._place.close()
        self.ledgers = self._opens(self._place)
        return self.ledgers

    @contextmanager
    def anew(self) -> Generator[LedgersTrial]:
        """The same adapter at another place, closed on leaving."""
        place = self._place.anew()
        try:
            yield LedgersTrial(
                place,
                opens=self._opens,
                raw=self._raw,
                concurrency=self._concurrency,
            )
        finally:
            place.close()

    def _once(self, who: str, place: Place) -> Ledgers:
        with self._lock:
            if who not in self._opened:
                self._opened[who] = self._opens(place)
            return self._opened[who]
