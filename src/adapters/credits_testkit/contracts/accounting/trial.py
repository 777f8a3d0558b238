"""The accounting system on trial, and what happens on its other side."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

import attrs

from credits_core.commands import ImportChange, ImportCredit, ImportPayment
from credits_core.entry import Entry
from credits_core.identity import CreditId, CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Accounting, RemoteFact

from ...orders import ACME
from ..events_given import issued
from ..given import DAY, change_of, usd
from ..place import Place

Remote = ImportCredit | ImportPayment | ImportChange
Seen = tuple[CustomerId, int]


def entry(version: int, customer_id: CustomerId = ACME) -> Entry:
    """The journal entry of that version, which grants a credit."""
    seen = attrs.evolve(Ledger(customer_id=customer_id), version=version - 1)
    return change_of(seen, issued(f"{customer_id}-{version}", "5")).entry


def memo(name: str) -> ImportCredit:
    """A credit memo that somebody wrote in the other system."""
    return ImportCredit(
        customer_id=ACME,
        credit_id=CreditId(name),
        system="books",
        remote_id=name,
        amount=usd("5"),
        effective_date=DAY,
    )


class AccountingTrial:
    """An accounting system, what was delivered to it, and what it is told to report."""

    def __init__(
        self,
        place: Place,
        *,
        opens: Callable[[Place], Accounting],
        reports: Callable[[Any, str, Remote], None],
        looks: Callable[[Any], Sequence[Seen]],
    ) -> None:
        """Open the adapter at *place*."""
        self._place = place
        self._opens = opens
        self._reports = reports
        self._looks = looks
        self.books = opens(place)

    @property
    def delivered(self) -> list[Seen]:
        """The customer and the version of each entry that had an effect."""
        return list(self._looks(self.books))

    def of(self, customer_id: CustomerId) -> list[int]:
        """The versions that were delivered of one customer."""
        return [version for whose, version in self.delivered if whose == customer_id]

    def report(self, key: str, command: Remote | None = None) -> Remote:
        """Let something happen in the other system; a memo unless told otherwise."""
        happened = memo(key) if command is None else command
        self._reports(self.books, key, happened)
        return happened

    def all_facts(self) -> list[RemoteFact]:
        """Everything that was ever reported."""
        return list(self.books.facts(0, 10_000))

    def reopen(self) -> Accounting:
        """Close all that was opened at the place, and open it again."""
        self._place.close()
        self.books = self._opens(self._place)
        return self.books

    @contextmanager
    def anew(self) -> Generator[AccountingTrial]:
        """The same adapter at another place, closed on leaving."""
        place = self._place.anew()
        try:
            yield AccountingTrial(
                place, opens=self._opens, reports=self._reports, looks=self._looks
            )
        finally:
            place.close()
