"""Judging one command that was decided: all that must hold whatever the store."""

from __future__ import annotations

import json
from datetime import date

from credits_core.commands import Command
from credits_core.decide import Decision
from credits_core.fold import fold
from credits_core.laws import Step, state_violations, step_violations
from credits_core.ledger import Ledger
from credits_core.occasion import Occasion
from credits_core.rejections import Rejection
from credits_core.wire import entry_from, entry_json, text_of

from ..oracle import Oracle, picture_of
from ..promises import broken_promises
from ..slices import slice_of
from .differences import DifferenceError

CORE = "the core"
"""Who is to blame when a decision is not as it must be."""

ORACLE = "the oracle"
"""Who says something else than the core."""


def judge_step(step: Step) -> None:
    """The laws hold, the events fold to what was decided, the entry is readable."""
    broken = (
        *state_violations(step.after),
        *step_violations(step.before, step.entry, step.after, step.policy),
    )
    if broken:
        laws = ", ".join(sorted({one.law for one in broken}))
        raise DifferenceError(f"law {laws}", CORE, broken, ())
    promises = broken_promises(step)
    if promises:
        names = ", ".join(sorted({one.law for one in promises}))
        raise DifferenceError(f"promise {names}", CORE, promises, ())
    folded = fold(step.before, step.entry.events)
    if folded != step.after:
        raise DifferenceError("folded events", CORE, folded, step.after)
    read = entry_from(json.loads(text_of(entry_json(step.entry))))
    if read != step.entry:
        raise DifferenceError("entry written and read", CORE, read, step.entry)


def judge_by_oracle(
    oracle: Oracle, today: date, command: Command, outcome: Step | Rejection
) -> None:
    """The oracle comes to the same, and to the same picture of the customer."""
    expected = None if isinstance(outcome, Step) else outcome.code
    told = oracle.tell(command, today)
    if told != expected:
        raise DifferenceError("code told by the oracle", ORACLE, told, expected)
    if isinstance(outcome, Step):
        drawn = oracle.picture(command.customer_id)
        known = picture_of(outcome.after)
        if drawn != known:
            raise DifferenceError("picture of the oracle", ORACLE, drawn, known)


def judge_slice(
    asked: Ledger, command: Command, occasion: Occasion, outcome: Step | Rejection
) -> None:
    """The smallest slice that can tell tells the same as the whole ledger."""
    sliced = slice_of(asked, command, occasion)
    got = sliced.events if isinstance(sliced, Decision) else sliced
    expected = outcome.entry.events if isinstance(outcome, Step) else outcome
    if got != expected:
        raise DifferenceError("decided on a slice", CORE, got, expected)


def judge_replay(customer: Ledger, entries: list[str]) -> None:
    """The journal, read from text, folds to the ledger."""
    replayed = Ledger(customer_id=customer.customer_id)
    for text in entries:
        replayed = fold(replayed, entry_from(json.loads(text)).events)
    if replayed != customer:
        raise DifferenceError("journal replayed", CORE, replayed, customer)
