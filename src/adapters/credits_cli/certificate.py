"""Examining a whole store: every law, every customer, every journal entry.

The stored state is looked at as it is, and compared with what its own journal
says when it is replayed from nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from credits_core.entry import Entry
from credits_core.fold import fold
from credits_core.identity import CustomerId
from credits_core.laws import Violation, state_violations, step_violations
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers

from .stream import Figures, currencies_of, figures_of

JOURNAL: Final = "journal"
"""What stands in a fault in place of a law when the state is not its journal's."""


@attrs.frozen(kw_only=True)
class Fault:
    """One thing that is wrong: which law, with whom, since which journal entry."""

    customer_id: CustomerId
    law: str
    subject: str
    sentence: str
    version: int


@attrs.frozen(kw_only=True)
class Certificate:
    """What was looked at, what it adds up to in each currency, and what is wrong."""

    counts: Mapping[str, int]
    totals: Mapping[str, Figures]
    faults: tuple[Fault, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong and no cent is missing in total."""
        kept = all(figures.is_conserved for figures in self.totals.values())
        return kept and not self.faults

    @property
    def smallest(self) -> Fault | None:
        """The fault that takes the fewest journal entries to show."""
        return min(self.faults, key=lambda fault: fault.version, default=None)


def examine(ledgers: Ledgers) -> Certificate:
    """Look at everything in *ledgers*, one customer after the other."""
    counts: Counter[str] = Counter()
    totals: dict[str, Figures] = {}
    faults: list[Fault] = []
    for customer_id in ledgers.customers():
        with ledgers.exclusively([customer_id]):
            stored = ledgers.load_whole(customer_id)
            journal = tuple(ledgers.journal(customer_id))
        counts.update(_counts(stored, journal))
        for currency in currencies_of(stored):
            before = totals.get(currency, Figures())
            totals[currency] = before + figures_of(stored, currency)
        faults.extend(_faults(stored, journal))
    return Certificate(counts=counts, totals=totals, faults=tuple(faults))


def _counts(stored: Ledger, journal: tuple[Entry, ...]) -> dict[str, int]:
    live = sum(one.is_live for one in stored.applications.values())
    return {
        "customers": 1,
        "journal entries": len(journal),
        "invoices": len(stored.invoices),
        "payments": len(stored.payments),
        "returns": len(stored.returns),
        "credits": len(stored.credits),
        "applications": live,
        "voided applications": len(stored.applications) - live,
    }


def _faults(stored: Ledger, journal: tuple[Entry, ...]) -> Iterator[Fault]:
    """What is wrong with the stored state, with each step, and between both."""
    for found in state_violations(stored):
        yield _fault(stored, found, _since(found, journal))
    replayed = Ledger(customer_id=stored.customer_id)
    for entry in journal:
        if entry.version != replayed.version + 1:
            yield _not_the_journals(stored, "entry", entry.version)
            return
        after = fold(replayed, entry.events)
        for found in step_violations(replayed, entry, after):
            yield _fault(stored, found, entry.version)
        replayed = after
    for subject in _unlike(stored, replayed):
        yield _not_the_journals(stored, subject, len(journal))


def _since(found: Violation, journal: tuple[Entry, ...]) -> int:
    """The first journal entry after which the same law is broken there."""
    if not journal:
        return 0
    ledger = Ledger(customer_id=journal[0].customer_id)
    for entry in journal:
        ledger = fold(ledger, entry.events)
        broken = {(one.law, one.subject) for one in state_violations(ledger)}
        if (found.law, found.subject) in broken:
            return entry.version
    return len(journal)


def _unlike(stored: Ledger, replayed: Ledger) -> Iterator[str]:
    """The names of what is not the same in both."""
    ours, theirs = _parts(stored), _parts(replayed)
    for name in sorted({*ours, *theirs}):
        if ours.get(name) != theirs.get(name):
            yield name


def _parts(ledger: Ledger) -> dict[str, object]:
    """All that a ledger holds, by the names that people give it."""
    parts: dict[str, object] = {"version": ledger.version, "count": ledger.entries}
    parts |= {f"invoice {name}": held for name, held in ledger.invoices.items()}
    parts |= {f"lines of {name}": dict(held) for name, held in ledger.lines.items()}
    parts |= {f"payment {name}": held for name, held in ledger.payments.items()}
    parts |= {f"credit {name}": held for name, held in ledger.credits.items()}
    parts |= {f"return {name}": held for name, held in ledger.returns.items()}
    parts |= {f"entry {number}": held for number, held in ledger.allocations.items()}
    parts |= {f"entry {number}": held for number, held in ledger.applications.items()}
    return parts


def _fault(stored: Ledger, found: Violation, version: int) -> Fault:
    return Fault(
        customer_id=stored.customer_id,
        law=str(found.law),
        subject=str(found.subject),
        sentence=found.sentence,
        version=version,
    )


def _not_the_journals(stored: Ledger, subject: str, version: int) -> Fault:
    return Fault(
        customer_id=stored.customer_id,
        law=JOURNAL,
        subject=subject,
        sentence=f"The stored {subject} is not what the journal says.",
        version=version,
    )
