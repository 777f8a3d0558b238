"""What has to come of a command when somebody else is faster."""

from __future__ import annotations

from typing import Final

from credits_core.commands import Command
from credits_core.desk import Order
from credits_core.laws import Step
from credits_core.rejections import StaleLedger

from ..books import new_documents
from ..occasions import BOSS
from .reckoning import Foreseen, Outcome, Reckoning
from .turns import Overtake

ATTEMPTS_MAX: Final = 20
"""How often a desk decides anew."""


def overtaken(reckoning: Reckoning, turn: Overtake) -> tuple[Outcome, list[Outcome]]:
    """The answer to the command, and those to the others who were faster."""
    order, waiting = Order(command=turn.command, key=turn.key), list(turn.others)
    others: list[Outcome] = []
    for _ in range(ATTEMPTS_MAX):
        if turn.key in reckoning.answers:
            return reckoning.give(order, BOSS), others
        foreseen = reckoning.foresee(turn.command, BOSS)
        if isinstance(foreseen, Step) and waiting:
            other = Order(command=waiting.pop(0), key=turn.key)
            others.append(reckoning.give(other, BOSS))
        if not is_stale(reckoning, foreseen, turn.key):
            return reckoning.take(order, foreseen), others
    stale = StaleLedger(customer_id=turn.command.customer_id)
    reckoning.given.append((turn.command, stale))
    return stale, others


def is_stale(reckoning: Reckoning, foreseen: Foreseen, key: str | None) -> bool:
    """Whether what was foreseen can no longer be written."""
    if not isinstance(foreseen, Step):
        return False
    owner = foreseen.after.customer_id
    moved = reckoning.books.ledgers[owner].version != foreseen.before.version
    documents = new_documents(foreseen.before, foreseen.after)
    taken = any(reckoning.books.is_elsewhere(one, owner) for one in documents)
    return moved or taken or key in reckoning.answers


def given_between(
    reckoning: Reckoning, command: Command, other: Command
) -> tuple[Outcome, Outcome]:
    """The answers to *command*, and to the *other* that came while it was loaded."""
    first = reckoning.give(Order(command=other), BOSS)
    return reckoning.give(Order(command=command), BOSS), first
