"""The register on trial, and the ledgers that it must agree with."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Final, Protocol

from credits_core.ports import Change, Ledgers, Register
from credits_core.search import CreditRow, CreditSearch, Place, place_of

from ...strategies import History
from ..differences import holds, same
from ..given import Writer
from ..place import Place as Folder

PAGES_MAX: Final = 10_000


class Store(Protocol):
    """What holds both the ledgers of a tenant and their register."""

    def ledgers(self) -> Ledgers:
        """The ledgers."""
        ...

    def register(self) -> Register:
        """The register of the same ledgers."""
        ...


Opens = Callable[[Folder], Store]


class RegisterTrial:
    """A tenant's ledgers at a place of their own, and their register."""

    def __init__(self, place: Folder, *, opens: Opens) -> None:
        """Open the adapter at *place*."""
        self._place = place
        self._opens = opens
        store = opens(place)
        self.ledgers, self.register = store.ledgers(), store.register()

    def writer(self) -> Writer:
        """Somebody who writes the ledger of ACME."""
        return Writer(self.ledgers)

    def neighbour(self) -> Store:
        """The store of another tenant at the same place."""
        return self._opens(self._place.next_door())

    def tell(self, *histories: History) -> None:
        """Commit all the commands of those *histories*."""
        for history in histories:
            for step in history.steps:
                change = Change(seen=step.before, after=step.after, entry=step.entry)
                self.ledgers.commit(change).unwrap()

    def pages(
        self, search: CreditSearch, most: int, after: Place | None = None
    ) -> Iterator[tuple[CreditRow, ...]]:
        """The rows that are found, going on from place to place."""
        for _ in range(PAGES_MAX):
            found = self.register.credits(search, after, most)
            holds(len(found.rows) <= most, f"There are more than {most} rows.")
            yield found.rows
            if found.end is None:
                return
            goes_on = after is None or _is_later(found.end, after, search)
            holds(goes_on, f"After {after} it goes on from {found.end}.")
            after = found.end
        holds(False, "It goes on without end.")  # noqa: FBT003 - it never holds

    def finds(self, search: CreditSearch, wanted: list[CreditRow], most: int) -> None:
        """From the beginning, and from each row on, it finds what is *wanted*."""
        for number in range(len(wanted) + 1):
            after = place_of(wanted[number - 1], search) if number else None
            pages = self.pages(search, most, after)
            found = [row for rows in pages for row in rows]
            same(found, wanted[number:], f"the credits after {after}")

    @contextmanager
    def anew(self) -> Generator[RegisterTrial]:
        """The same adapter at another place, closed on leaving."""
        place = self._place.anew()
        try:
            yield RegisterTrial(place, opens=self._opens)
        finally:
            place.close()


def _is_later(place: Place, after: Place, search: CreditSearch) -> bool:
    return place < after if search.is_descending else place > after
