"""A draft in which one command after another happens, without a ledger in between.

What a command finds is what the one before it left. So that rules can still look
at how things were before the command, each table notes what it overwrites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import attrs
from typing_extensions import override

from ..ledger import Ledger
from .draft import Draft, Touched

K = TypeVar("K")
V = TypeVar("V")


class Noting(dict[K, V]):
    """What there is now; what was there before this command is in *noted*."""

    def __init__(self, held: Mapping[K, V]) -> None:
        """Begin with what was *held*."""
        super().__init__(held)
        self.noted: dict[K, V | None] = {}

    @override
    def __setitem__(self, key: K, value: V) -> None:
        """Write, and note what was there if this command did not write it before."""
        if key not in self.noted:
            self.noted[key] = self.get(key)
        super().__setitem__(key, value)

    def written(self) -> dict[K, V]:
        """What this command wrote, as it is now."""
        return {key: self[key] for key in self.noted}

    def overwritten(self) -> dict[K, V]:
        """What stood before where this command wrote."""
        return {key: value for key, value in self.noted.items() if value is not None}


class _Before(Mapping[K, V]):
    """How a table was before the command."""

    def __init__(self, table: Noting[K, V]) -> None:
        self._table = table

    @override
    def __getitem__(self, key: K) -> V:
        if key not in self._table.noted:
            return self._table[key]
        noted = self._table.noted[key]
        if noted is None:
            raise KeyError(key)
        return noted

    @override
    def __iter__(self) -> Iterator[K]:
        return (key for key in self._table if key in self)

    @override
    def __len__(self) -> int:
        return sum(1 for _ in self)


class RunningDraft(Draft):
    """A draft of a whole ledger that goes on after each command.

    It holds every document of the customer, and grows with them.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Begin with the whole *ledger*; the first command is the next version."""
        super().__init__(ledger)
        self.sequence = ledger.version
        self.invoices = invoices = Noting(self.invoices)
        self.payments = payments = Noting(self.payments)
        self.credits = credits = Noting(self.credits)
        self.returns = returns = Noting(self.returns)
        self.allocations = allocations = Noting(self.allocations)
        self.applications = applications = Noting(self.applications)
        self._forget: tuple[Callable[[], None], ...] = (
            *(invoices.noted.clear, payments.noted.clear, credits.noted.clear),
            *(returns.noted.clear, allocations.noted.clear, applications.noted.clear),
        )
        self._written = (invoices, credits)
        self._before = attrs.evolve(
            ledger,
            invoices=_Before(invoices),
            payments=_Before(payments),
            credits=_Before(credits),
            returns=_Before(returns),
            allocations=_Before(allocations),
            applications=_Before(applications),
        )

    def go_on(self) -> None:
        """Begin the next command; what was before it is what there is now."""
        for forget in self._forget:
            forget()
        before = self._before
        self.ledger = Ledger(
            customer_id=before.customer_id,
            version=self.sequence,
            entries=self.entries,
            invoices=before.invoices,
            lines=before.lines,
            payments=before.payments,
            credits=before.credits,
            returns=before.returns,
            allocations=before.allocations,
            applications=before.applications,
        )
        self.sequence += 1
        self.events = []
        self.touched = Touched()

    def overwritten(self) -> Ledger:
        """The invoices and credits that the command changed, as they were."""
        invoices, credits = self._written
        return Ledger(
            customer_id=self.ledger.customer_id,
            invoices=invoices.overwritten(),
            credits=credits.overwritten(),
        )

    def written(self) -> Ledger:
        """The invoices and credits that the command wrote, as they are."""
        invoices, credits = self._written
        return Ledger(
            customer_id=self.ledger.customer_id,
            invoices=invoices.written(),
            credits=credits.written(),
        )
