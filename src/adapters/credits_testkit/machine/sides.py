"""One of the two desks in lock step, and what is looked at after every turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import takewhile

import attrs

from credits_core.desk import Desk
from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.ports import Ledgers

from .differences import DifferenceError
from .reckoning import Reckoning


@attrs.frozen
class Side:
    """A desk over *ledgers*; *name* tells which of both it is.

    *make* is the desk's class, or whatever else makes one of the same fields.
    """

    name: str
    ledgers: Ledgers
    make: Callable[..., Desk] = Desk
    _journals: dict[CustomerId, list[Entry]] = attrs.field(factory=dict)

    def desk(self, reckoning: Reckoning, ledgers: Ledgers | None = None) -> Desk:
        """The desk as it is now, perhaps over other *ledgers* in front of its own."""
        return self.make(
            ledgers=ledgers or self.ledgers,
            clock=reckoning.clock,
            policy=reckoning.policy,
        )

    def compare(self, check: str, got: object, expected: object) -> None:
        """Raise ``DifferenceError`` unless what was got is what was expected."""
        if got != expected:
            raise DifferenceError(check, self.name, got, expected)

    def look(self, reckoning: Reckoning, customers: Iterable[CustomerId]) -> None:
        """Compare all that is kept of these *customers*."""
        for customer_id in customers:
            whole = self.ledgers.load_whole(customer_id)
            self.compare("whole ledger", whole, reckoning.books.ledgers[customer_id])
            self._look_at_journal(customer_id, reckoning.journals[customer_id])

    def _look_at_journal(self, customer_id: CustomerId, expected: list[Entry]) -> None:
        """Compare the journal; entries that are the very same as before still fit."""
        journal = [*self.ledgers.journal(customer_id)]
        before = self._journals.get(customer_id, [])
        same = sum(1 for _ in takewhile(_is_same, zip(before, journal, strict=False)))
        self.compare("journal", journal[same:], expected[same:])
        self._journals[customer_id] = journal

    def look_at_version(self, check: str, ledger: Ledger) -> None:
        """Raise if there were more commands than those that *ledger* knows of."""
        now = self.ledgers.load(ledger.customer_id, frozenset())
        got = (now.version, now.entries)
        self.compare(check, got, (ledger.version, ledger.entries))

    def look_at_answer(self, key: str, expected: Answer | None) -> None:
        """Compare what is kept under an idempotency *key*."""
        self.compare("answer kept", self.ledgers.answer(key), expected)

    def look_at_slice(self, whole: Ledger, footprint: Footprint) -> None:
        """Raise if a slice holds anything that is not so."""
        slice_ = self.ledgers.load(whole.customer_id, footprint)
        for name in _TABLES:
            rows, known = getattr(slice_, name), getattr(whole, name)
            expected = {key: known.get(key) for key in rows}
            self.compare(f"{name} of a slice", {**rows}, expected)

    def look_at_all(self, reckoning: Reckoning) -> None:
        """Compare everything that is kept of anybody."""
        known = [
            one for one, ledger in reckoning.books.ledgers.items() if ledger.version
        ]
        self.compare("customers", [*self.ledgers.customers()], sorted(known))
        self.look(reckoning, reckoning.customers)


def _is_same(pair: tuple[Entry, Entry]) -> bool:
    one, other = pair
    return one is other


_TABLES = (
    *("invoices", "lines", "payments", "credits", "returns"),
    *("allocations", "applications"),
)
