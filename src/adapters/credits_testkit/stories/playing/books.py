"""The books of the customers of a story, and whether each command kept them right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from credits_core.entry import Entry
from credits_core.fold import fold
from credits_core.identity import CustomerId
from credits_core.laws import Step, state_violations, step_violations
from credits_core.ledger import Ledger
from credits_core.policy import Policy
from credits_core.ports import Ledgers

from ...promises import broken_promises


@attrs.frozen
class Book:
    """The whole *ledger* of a customer, and every entry of the journal behind it."""

    ledger: Ledger
    journal: tuple[Entry, ...]

    @classmethod
    def of(cls, ledgers: Ledgers, customer_id: CustomerId) -> Book:
        """How the customer's book stands now."""
        ledger = ledgers.load_whole(customer_id)
        return cls(ledger, tuple(ledgers.journal(customer_id)))


@attrs.define
class Books:
    """The books of all customers that a story has spoken of.

    They are read again after each command. What is stored must be what the new
    entries make of what was stored before, and must break no law and no promise.
    """

    ledgers: Ledgers
    of: dict[CustomerId, Book] = attrs.field(factory=dict)

    def open(self, customer_ids: Iterable[CustomerId]) -> None:
        """Begin with those customers as well, as they stand."""
        for customer_id in customer_ids:
            if customer_id not in self.of:
                book = Book.of(self.ledgers, customer_id)
                self.of[customer_id] = book

    def audited(self, entries: Iterable[Entry], policy: Policy) -> list[str]:
        """What is wrong after a command that wrote *entries*; none for a refusal."""
        listed = list(entries)
        found: list[str] = []
        for customer_id, before in self.of.items():
            mine = tuple(one for one in listed if one.customer_id == customer_id)
            after = Book.of(self.ledgers, customer_id)
            found.extend(_wrong(before, mine, after, policy))
            self.of[customer_id] = after
        return found


def _wrong(
    before: Book, entries: tuple[Entry, ...], after: Book, policy: Policy
) -> Iterator[str]:
    if after.journal != before.journal + entries:
        more = len(after.journal) - len(before.journal)
        yield f"The journal grew by {more} entries, or not as was answered."
    ledger = before.ledger
    for entry in entries:
        yield from _unlawful(ledger, entry, policy)
        ledger = fold(ledger, entry.events)
    if ledger != after.ledger:
        yield "What is stored is not what the entries of the journal make."


def _unlawful(before: Ledger, entry: Entry, policy: Policy) -> Iterator[str]:
    after = fold(before, entry.events)
    broken = (
        *state_violations(after),
        *step_violations(before, entry, after, policy),
        *broken_promises(Step(before=before, entry=entry, after=after, policy=policy)),
    )
    for one in broken:
        yield f"It breaks {one.law} at {one.subject}: {one.sentence}"
