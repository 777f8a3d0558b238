"""Strategies for commands, and for whole histories that they make.

A history is decided while it is drawn: all its commands are carried out, one a
day, and each is possible where it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from hypothesis.vendor.pretty import RepresentationPrinter
from typing_extensions import override

from credits_core.commands import Command
from credits_core.entry import Entry
from credits_core.identity import CustomerId
from credits_core.laws import Step
from credits_core.ledger import Ledger
from credits_core.policy import DEFAULT_POLICY, Policy

from ..books import Books
from ..chances import Chance, Situation, next_command
from ..chances.crediting import issue_credit
from ..chances.invoicing import register_invoice
from ..chances.receiving import receive_payment
from ..chances.returning import complete_return
from ..occasions import occasion
from ..orders import ACME
from ..plainly import plainly
from .values import chances

Choice = Callable[[Chance, Situation], Command]


@attrs.frozen(repr=False)
class History:
    """The *steps* that a customer's ledger went through under one *policy*."""

    customer_id: CustomerId
    policy: Policy
    steps: tuple[Step, ...]

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that were carried out."""
        return tuple(step.entry.command for step in self.steps)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The journal."""
        return tuple(step.entry for step in self.steps)

    @property
    def ledger(self) -> Ledger:
        """The ledger in the end."""
        if not self.steps:
            return Ledger(customer_id=self.customer_id)
        return self.steps[-1].after

    def _repr_pretty_(self, printer: RepresentationPrinter, _: bool) -> None:  # noqa: FBT001 - Hypothesis says so
        """What Hypothesis prints of a history that fails."""
        printer.text(repr(self))

    @override
    def __repr__(self) -> str:
        """The commands, one a line, and the policy unless it is the product's."""
        lines = [*map(plainly, self.commands)]
        if self.policy != DEFAULT_POLICY:
            lines.append(plainly(self.policy))
        return "\n" + "".join(f"    {line},\n" for line in lines)


def commands(
    ledger: Ledger,
    *,
    today: date | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> SearchStrategy[Command]:
    """Commands that the desk would carry out on the whole *ledger* on that day.

    *today* is the day after the last command, if it is left out.
    """
    day = today or occasion(ledger.version).today
    now = Situation(ledger=ledger, today=day, policy=policy)
    return chances().map(lambda chance: next_command(chance, now))


@st.composite
def histories(
    draw: DrawFn,
    *,
    customer_id: CustomerId = ACME,
    policy: Policy | SearchStrategy[Policy] = DEFAULT_POLICY,
    min_size: int = 0,
    max_size: int = 25,
    min_invoices: int = 0,
    min_payments: int = 0,
    min_credits: int = 0,
    min_returns: int = 0,
) -> History:
    """Histories of commands that were all carried out.

    They begin with so many invoices, credits, payments and returns, and go on with
    *min_size* to *max_size* commands of any kind.
    """
    chosen = policy if isinstance(policy, Policy) else draw(policy)
    telling = _Telling(customer_id, chosen)
    for choice, count in (
        (register_invoice, min_invoices),
        (issue_credit, min_credits),
        (receive_payment, min_payments),
        (complete_return, min_returns),
    ):
        telling.tell(choice, draw(_some_chances(count, count)))
    telling.tell(next_command, draw(_some_chances(min_size, max_size)))
    return History(customer_id, chosen, tuple(telling.steps))


def _some_chances(least: int, most: int) -> SearchStrategy[list[Chance]]:
    return st.lists(chances(), min_size=least, max_size=most)


class _Telling:
    """A history on its way."""

    def __init__(self, customer_id: CustomerId, policy: Policy) -> None:
        self.steps: list[Step] = []
        self._customer_id = customer_id
        self._policy = policy
        self._books = Books((customer_id,))

    def tell(self, choice: Choice, chances: list[Chance]) -> None:
        """Carry out one command a chance; what is impossible after all is left out."""
        for chance in chances:
            when = occasion(len(self.steps), self._policy)
            now = self._books.situation(self._customer_id, when.today, self._policy)
            outcome = self._books.carry_out(choice(chance, now), when)
            if isinstance(outcome, Step):
                self.steps.append(outcome)


def ledgers(
    *,
    customer_id: CustomerId = ACME,
    policy: Policy | SearchStrategy[Policy] = DEFAULT_POLICY,
    max_size: int = 15,
    min_invoices: int = 0,
    min_payments: int = 0,
    min_credits: int = 0,
    min_returns: int = 0,
) -> SearchStrategy[Ledger]:
    """Whole ledgers with at least so many of each, after a lawful history."""
    told = histories(
        customer_id=customer_id,
        policy=policy,
        max_size=max_size,
        min_invoices=min_invoices,
        min_payments=min_payments,
        min_credits=min_credits,
        min_returns=min_returns,
    )
    return told.map(lambda history: history.ledger)


def entries(
    *,
    customer_id: CustomerId = ACME,
    policy: Policy | SearchStrategy[Policy] = DEFAULT_POLICY,
    max_size: int = 15,
) -> SearchStrategy[Entry]:
    """Journal entries of commands that were carried out; plainly, of an invoice."""
    told = histories(
        customer_id=customer_id,
        policy=policy,
        min_size=1,
        max_size=max_size,
        min_invoices=1,
    )
    return told.map(lambda history: history.entries[-1])
