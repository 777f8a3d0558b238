"""Trying a wrong rule: telling its story and asking every check after each command."""

from __future__ import annotations

from collections.abc import Iterator

from credits_core.commands import Command
from credits_core.decide import Decision
from credits_core.ledger import Ledger
from credits_core.policy import Policy
from credits_core.rejections import Rejection

from ...occasions import occasion
from ...promises import broken_promises
from ...slices import slice_of
from ...telling import EMPTY, broken_by, outcome, step_of
from ..bug import WrongRule
from ..replacing import replaced

Caught = frozenset[str]
"""The names of the checks that told of something."""


def tried(bug: WrongRule) -> tuple[Caught, ...]:
    """What is caught by each command of the bug's story, with the bug in force."""
    with replaced(bug.replaces):
        return tuple(_told(bug))


def tried_without(bug: WrongRule) -> tuple[Caught, ...]:
    """What is caught by the same story with the right rule: nothing, if all is well."""
    return tuple(_told(bug))


def _told(bug: WrongRule) -> Iterator[Caught]:
    before = EMPTY
    for day, command in enumerate(bug.story):
        try:
            found, before = _asked(before, command, day, bug.policy)
        except Exception:  # noqa: BLE001 - a wrong rule may raise anything
            yield frozenset({"crash"})
            return
        yield found


def _asked(
    before: Ledger, command: Command, day: int, policy: Policy
) -> tuple[Caught, Ledger]:
    """What one command shows, and the ledger after it."""
    answer = outcome(before, command, day, policy)
    found = _by_slice(before, command, day, policy, answer)
    if not isinstance(answer, Decision):
        return frozenset(found), before
    step = step_of(before, command, day, policy)
    found |= {law.split()[0] if law[0] == "L" else law for law in broken_by(step)}
    found |= {one.law for one in broken_promises(step)}
    return frozenset(found), step.after


def _by_slice(
    before: Ledger,
    command: Command,
    day: int,
    policy: Policy,
    answer: Decision | Rejection,
) -> set[str]:
    """Whether the smallest slice that can tell says the same as the whole ledger."""
    try:
        sliced = slice_of(before, command, occasion(day, policy))
    except Exception:  # noqa: BLE001 - a wrong rule may raise anything
        return {"slice"}
    return set() if _said(sliced) == _said(answer) else {"slice"}


def _said(answer: Decision | Rejection) -> object:
    return answer.events if isinstance(answer, Decision) else answer
