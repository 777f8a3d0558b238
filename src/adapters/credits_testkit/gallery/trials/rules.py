"""Trying a wrong rule: telling its story and asking every check after each command."""

from __future__ import annotations

from collections.abc import Iterator

from credits_core.commands import Command
from credits_core.decide import Decision
from credits_core.ledger import Ledger
from credits_core.policy import Policy
from credits_core.rejections import Rejection

from ...occasions import occasion
from ...oracle import Oracle, picture_of
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
    before, oracle = EMPTY, Oracle(bug.policy)
    for day, command in enumerate(bug.story):
        try:
            found, before = _asked(before, command, day, bug.policy, oracle)
        except Exception:  # noqa: BLE001 - a wrong rule may raise anything
            yield frozenset({"crash"})
            return
        yield found


def _asked(
    before: Ledger, command: Command, day: int, policy: Policy, oracle: Oracle
) -> tuple[Caught, Ledger]:
    """What one command shows, and the ledger after it."""
    answer = outcome(before, command, day, policy)
    found = _by_slice(before, command, day, policy, answer)
    after = before
    if isinstance(answer, Decision):
        step = step_of(before, command, day, policy)
        found |= {_short(law) for law in broken_by(step)}
        found |= {one.law for one in broken_promises(step)}
        after = step.after
    code = None if isinstance(answer, Decision) else answer.code
    told = oracle.tell(command, occasion(day).today)
    if (told, oracle.picture(before.customer_id)) != (code, picture_of(after)):
        found.add("oracle")
    return frozenset(found), after


def _short(law: str) -> str:
    return law.split(maxsplit=1)[0] if law.startswith("L") else law


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
