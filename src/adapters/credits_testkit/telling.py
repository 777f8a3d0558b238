"""Short stories told in commands: what the book of one customer comes to.

Nothing is stored: each command is decided on the ledger that the one before it
left, on a day of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from returns.methods import unwrap_or_failure

from credits_core.commands import (
    Command,
)
from credits_core.decide import Decision, decide
from credits_core.effects import effects_of
from credits_core.entry import Entry
from credits_core.fold import fold
from credits_core.laws import Step, state_violations, step_violations
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.rejections import Rejection

from .occasions import occasion
from .orders import ACME

EMPTY = Ledger(customer_id=ACME)


def outcome(
    ledger: Ledger, command: Command, day: int = 0, policy: Policy = DEFAULT_POLICY
) -> Decision | Rejection:
    """What comes of *command* on that *day*."""
    return unwrap_or_failure(decide(ledger, command, occasion(day, policy)))


def refusal(
    ledger: Ledger, command: Command, day: int = 90, policy: Policy = DEFAULT_POLICY
) -> Rejection:
    """Why *command* is refused."""
    answer = outcome(ledger, command, day, policy)
    assert not isinstance(answer, Decision), f"Carried out: {answer.events}"
    return answer


def told(
    *commands: Command, start: Ledger = EMPTY, policy: Policy = DEFAULT_POLICY
) -> Ledger:
    """The ledger after *commands*, which are all carried out."""
    for step in steps(commands, start, policy):
        start = step.after
    return start


def steps(
    commands: Iterable[Command], start: Ledger = EMPTY, policy: Policy = DEFAULT_POLICY
) -> Iterator[Step]:
    """Each of the *commands*, one a day, between the whole ledgers around it."""
    for day, command in enumerate(commands, start=start.version):
        step = step_of(start, command, day, policy)
        yield step
        start = step.after


def step_of(
    before: Ledger, command: Command, day: int = 90, policy: Policy = DEFAULT_POLICY
) -> Step:
    """One *command*, which is carried out."""
    when = occasion(day, policy)
    answer = outcome(before, command, day, policy)
    assert isinstance(answer, Decision), f"Refused: {answer.sentence}"
    entry = entry_of(before, command, answer, when)
    return Step(before=before, entry=entry, after=answer.after, policy=policy)


def entry_of(
    before: Ledger, command: Command, answer: Decision, when: Occasion
) -> Entry:
    """The journal entry of *command*, as the desk would write it."""
    return Entry(
        customer_id=before.customer_id,
        version=answer.after.version,
        at=when.at,
        today=when.today,
        user_id=when.by.user_id,
        on_behalf_of=when.by.on_behalf_of,
        command=command,
        events=answer.events,
        effects=effects_of(before, answer.events, answer.after),
    )


def broken_by(step: Step) -> set[str]:
    """The names of the laws that a step breaks, or leaves broken; or "fold"."""
    found = (
        *state_violations(step.after),
        *step_violations(step.before, step.entry, step.after, step.policy),
    )
    folded = fold(step.before, step.entry.events) == step.after
    return {one.law for one in found} | (set() if folded else {"fold"})


def dues(ledger: Ledger) -> dict[str, Money]:
    """What is due on each invoice."""
    return {name: invoice.due for name, invoice in ledger.invoices.items()}


def left(ledger: Ledger) -> dict[str, Money]:
    """What is available of each credit."""
    return {name: credit.available for name, credit in ledger.credits.items()}


def kind_of(value: object) -> str:
    """A short name for a case: what kind of value it is about."""
    return value if isinstance(value, str) else type(value).__name__
