"""Desks that are wrong in one way: keys, previews, permissions, rivals."""

from __future__ import annotations

# pyright: reportPrivateUsage=false
# A bug sits where it likes, in private functions too.
from collections.abc import Sequence
from typing import Final

import attrs
from returns.methods import unwrap_or_failure
from returns.result import Failure, Result, Success

from credits_core import desk
from credits_core.authorize import Request
from credits_core.commands import Command
from credits_core.desk import Desk, Order
from credits_core.entry import Answer, Entry
from credits_core.occasion import Occasion
from credits_core.permission import Actor, AnyActor, Authority, granted
from credits_core.rejections import Rejection, StaleLedger

from .bug import WrongDesk

_right_carry_out: Final = Desk._carry_out
_right_occasion: Final = Desk._occasion
_right_submit: Final = Desk._submit


def _without_the_key(
    self: Desk, order: Order, authority: Authority
) -> Result[Entry, Rejection]:
    return _right_carry_out(self, attrs.evolve(order, key=None), authority)


def _whatever_is_asked(known: Answer, _: object) -> Result[Entry, Rejection]:
    if isinstance(known.outcome, Entry):
        return Success(known.outcome)
    return Failure(known.outcome)


def _forgotten(_: Desk, __: Order, refusal: Rejection) -> Result[Entry, Rejection]:
    return Failure(refusal)


def _in_earnest(
    self: Desk, command: Command, by: Authority
) -> Result[Entry, Rejection]:
    return _right_submit(self, Order(command=command), by)


def _anybody(_: Desk, __: Request, actor: AnyActor) -> Result[Authority, Rejection]:
    return Success(granted(actor))


def _one_by_one(
    self: Desk, orders: Sequence[Order], authority: Authority
) -> Result[tuple[Entry, ...], Rejection]:
    done: list[Entry] = []
    for order in orders:
        match unwrap_or_failure(_right_submit(self, order, authority)):
            case Entry() as entry:
                done.append(entry)
            case refusal:
                return Failure(refusal)
    return Success(tuple(done))


def _whatever_is_possible(
    self: Desk, orders: Sequence[Order], authority: Authority
) -> Result[tuple[Entry, ...], Rejection]:
    answers = [_right_submit(self, order, authority) for order in orders]
    found = [unwrap_or_failure(answer) for answer in answers]
    return Success(tuple(one for one in found if isinstance(one, Entry)))


def _only_the_first(
    self: Desk, orders: Sequence[Order], actor: AnyActor
) -> Result[tuple[Entry, ...], Rejection]:
    for order in orders[:1]:
        match unwrap_or_failure(self._allowed(order.command, actor)):
            case Authority() as authority:
                return self._together(orders, authority)
            case refusal:
                return Failure(refusal)
    return Success(())


def _gives_up(
    _: Desk, orders: Sequence[Order], __: Authority
) -> Result[tuple[Entry, ...], Rejection]:
    customer_id = orders[0].command.customer_id
    return Failure(StaleLedger(customer_id=customer_id))


def _in_ones_own_name(self: Desk, authority: Authority) -> Occasion:
    right = _right_occasion(self, authority)
    by = granted(Actor(authority.user_id))
    return attrs.evolve(right, by=by)


def _on_the_first_day(self: Desk, authority: Authority) -> Occasion:
    right = _right_occasion(self, authority)
    return attrs.evolve(right, today=right.today.replace(day=1, month=1))


BUGS: Final = (
    WrongDesk(
        name="the desk forgets the key",
        costs="A receipt of 50 is given twice after a lost answer; the second is"
        " refused instead of answered, and the host believes that none was booked.",
        seen_in="LAWS HC-69",
        replaces=((Desk, "_carry_out", _without_the_key),),
        caught={"answer", "journal", "retry"},
    ),
    WrongDesk(
        name="the desk answers another question",
        costs="70 are given under the key of last week's 50 and are told to be done:"
        " 70 are nowhere.",
        seen_in="LAWS HC-69; Kill Bill refuses it for refunds only",
        replaces=((desk, "repeated", _whatever_is_asked),),
        caught={"clash", "machine"},
    ),
    WrongDesk(
        name="the desk does not remember what it refused",
        costs="A refused receipt was booked otherwise, and its retry is carried out"
        " next day: 50 twice.",
        replaces=((Desk, "_remember", _forgotten),),
        caught={"journal", "retry", "stored"},
    ),
    WrongDesk(
        name="a preview is carried out",
        costs="Whoever only wanted to see what would happen has granted 8.45.",
        replaces=((Desk, "_preview", _in_earnest),),
        caught={"answer", "journal"},
    ),
    WrongDesk(
        name="the desk asks nobody for permission",
        costs="A clerk who may receive payments grants a credit of any amount.",
        replaces=((Desk, "_allowed", _anybody),),
        caught={"journal", "permission", "stored"},
    ),
    WrongDesk(
        name="only the first of several commands needs permission",
        costs="Behind a receipt of 0.01 the clerk hands in a grant of any amount.",
        replaces=((Desk, "together", _only_the_first),),
        caught={"journal", "permission", "stored"},
    ),
    WrongDesk(
        name="commands together are given one by one",
        costs="The first of two is kept when the second is refused: the host gives"
        " both again, and 1 is granted twice.",
        seen_in="ERPNext, part was committed",
        replaces=((Desk, "_together", _one_by_one),),
        caught={"journal", "stored", "together"},
    ),
    WrongDesk(
        name="what is possible of several is done",
        costs="Of two commands that belong together one is done, and it is said that"
        " all is well.",
        replaces=((Desk, "_together", _whatever_is_possible),),
        caught={"journal", "stored", "together"},
    ),
    WrongDesk(
        name="several commands are never carried out",
        costs="A receipt and its return wait for somebody else for ever: 2 are not"
        " booked.",
        replaces=((Desk, "_together", _gives_up),),
        caught={"journal", "stored", "together"},
    ),
    WrongDesk(
        name="a job acts in its own name",
        costs="1 is granted by the nightly job, and for whom is not on record.",
        seen_in="LAWS HC-80",
        replaces=((Desk, "_occasion", _in_ones_own_name),),
        caught={"answer", "journal", "stored"},
    ),
    WrongDesk(
        name="the desk never turns its calendar",
        costs="A credit that counts from the 2nd on is refused on the 3rd, and what is"
        " received is booked on the first day of the year.",
        replaces=((Desk, "_occasion", _on_the_first_day),),
        caught={"answer", "journal", "preview"},
    ),
)
"""Mistakes of whoever hands commands in."""
