"""Sessions: somebody at a desk who writes down each question and each answer.

What is written before the question is there even if nobody survives the answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

import attrs
from returns.methods import unwrap_or_failure

from credits_core.desk import Desk, Order
from credits_core.entry import Entry
from credits_core.identity import UserId
from credits_core.permission import Actor, Permission, Role
from credits_core.queries import (
    CreditRecord,
    CreditsOfCustomer,
    Finding,
    InvoiceRecord,
    Journal,
)
from credits_core.rejections import Rejection

from .digests import told
from .files import Began, Ended, line_of
from .history import (
    Asked,
    Doing,
    Done,
    NoAnswer,
    Outcome,
    Previewed,
    Refused,
    Submitted,
    Together,
)

_WHY_MAX = 200


@attrs.frozen(kw_only=True)
class Errand:
    """Something to be done, by somebody with these *permissions*."""

    doing: Doing
    permissions: tuple[Permission, ...] = tuple(Permission)


Script = tuple[Errand, ...]
"""What one session does, one thing after the other."""


@attrs.define(kw_only=True)
class Session:
    """Whoever works at a *desk* under a *name*, and notes it in a *file*.

    *instant* gives nanoseconds of a clock that all processes of the machine share.
    """

    name: str
    desk: Desk
    file: TextIO
    instant: Callable[[], int] = time.monotonic_ns
    number: int = 0

    def perform(self, errand: Errand) -> Outcome:
        """Do one thing, and write down what came of it."""
        self.number += 1
        user_id = UserId(self.name)
        actor = Actor(user_id, (Role("Given", errand.permissions),))
        began = Began(
            process=self.name,
            number=self.number,
            user_id=user_id,
            start=self.instant(),
            doing=errand.doing,
            permissions=errand.permissions,
        )
        self.file.write(line_of(began))
        self.file.flush()
        outcome = outcome_of(self.desk, errand.doing, actor)
        ended = Ended(
            process=self.name, number=self.number, end=self.instant(), outcome=outcome
        )
        self.file.write(line_of(ended))
        return outcome


def outcome_of(desk: Desk, doing: Doing, actor: Actor) -> Outcome:
    """What the *desk* says to it, or that it said nothing."""
    try:
        match doing:
            case Submitted(command=command, key=key):
                return _seen(unwrap_or_failure(desk.submit(command, actor, key)))
            case Previewed(command=command):
                return _seen(unwrap_or_failure(desk.preview(command, actor)))
            case Together(orders=orders):
                given = [Order(command=one.command, key=one.key) for one in orders]
                return _seen(unwrap_or_failure(desk.together(given, actor)))
            case Asked(query=query):
                return _seen(unwrap_or_failure(desk.ask(query, actor)))
    except Exception as error:  # noqa: BLE001 - whatever went wrong, nobody was told
        why = f"{type(error).__name__}: {error}"
        return NoAnswer(why=why.splitlines()[0][:_WHY_MAX])


def _seen(found: Entry | tuple[Entry, ...] | Finding | Rejection) -> Outcome:
    match found:
        case tuple():
            return Done(entries=found)
        case Entry():
            return Done(entries=(found,))
        case CreditsOfCustomer() | CreditRecord() | InvoiceRecord() | Journal():
            return told(found)
        case rejection:
            return Refused(rejection=rejection)
