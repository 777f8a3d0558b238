"""What a law is, and what breaking one looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from ..entry import Entry
from ..ledger import Ledger
from ..policy import DEFAULT_POLICY, Policy


@attrs.frozen
class Violation:
    """One place where a law does not hold: *subject* is the document's id."""

    law: str
    subject: str
    sentence: str


@attrs.frozen(kw_only=True)
class Step:
    """One command of a customer's history: the whole ledger before and after it."""

    before: Ledger
    entry: Entry
    after: Ledger
    policy: Policy = DEFAULT_POLICY


Finding = tuple[str, str]
"""The id of what breaks a law, and one sentence about it."""


def nothing_of_state(_: Ledger) -> Iterator[Finding]:
    """A law that speaks of steps finds nothing in a state."""
    return iter(())


def nothing_of_step(_: Step) -> Iterator[Finding]:
    """A law that speaks of states finds nothing in a step."""
    return iter(())


@attrs.frozen(kw_only=True)
class Law:
    """A money law: its *name*, its *text*, and how to look for what breaks it.

    *of_state* takes a whole ledger, *of_step* one command between two of them.
    """

    name: str
    text: str
    of_state: Callable[[Ledger], Iterator[Finding]] = nothing_of_state
    of_step: Callable[[Step], Iterator[Finding]] = nothing_of_step

    def in_state(self, ledger: Ledger) -> tuple[Violation, ...]:
        """Every violation of this law in the whole *ledger*."""
        return tuple(Violation(self.name, *one) for one in self.of_state(ledger))

    def in_step(self, step: Step) -> tuple[Violation, ...]:
        """Every violation of this law by one command."""
        return tuple(Violation(self.name, *one) for one in self.of_step(step))
