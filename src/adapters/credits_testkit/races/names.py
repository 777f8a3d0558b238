"""The names that the commands of one customer are about, old ones and new ones."""

from __future__ import annotations

from random import Random
from typing import Final

import attrs

from credits_core.identity import CustomerId

_RECENT: Final = 10
"""How many of the latest names are thought of."""

Use = tuple[str, str, str]
"""The receipt, the credit and the invoice of an application."""


@attrs.define(kw_only=True)
class Names:
    """What one customer has, or may have when its turn comes."""

    random: Random
    customer_id: CustomerId
    invoices: list[str] = attrs.field(factory=list)
    grants: list[str] = attrs.field(factory=list)
    credits: list[str] = attrs.field(factory=list)
    payments: list[str] = attrs.field(factory=list)
    returns: list[str] = attrs.field(factory=list)
    uses: list[Use] = attrs.field(factory=list)
    count: int = 0

    def name(self, letter: str) -> str:
        """A name that no other document of any customer has."""
        self.count += 1
        return f"{self.customer_id}-{letter}{self.count}"

    def new(self, known: list[str], letter: str) -> str:
        """A new name; now and then one that is taken already."""
        if known and self.random.random() < 0.04:
            return self.one(known, letter)
        known.append(self.name(letter))
        return known[-1]

    def one(self, known: list[str], letter: str) -> str:
        """One of the latest names; one of nothing at all if there are none."""
        return self.random.choice(known[-_RECENT:]) if known else self.name(letter)

    def some_invoices(self, count: int) -> list[str]:
        """Several invoices, if there are so many."""
        recent = self.invoices[-_RECENT:]
        return self.random.sample(recent, min(count, len(recent)))

    def a_use(self) -> Use:
        """One of the latest applications, which may have been made."""
        if not self.uses:
            return (self.name("P"), self.name("C"), self.name("I"))
        return self.random.choice(self.uses[-_RECENT:])

    def cents(self, most: int) -> int:
        """An amount from one cent on."""
        return self.random.randint(1, most)
