"""Commands about credits that are refused for what the credits are."""

from __future__ import annotations

import attrs

from credits_core.commands import (
    CancelCredit,
    DeleteCredit,
    EditCredit,
    ReleaseHold,
    ReopenReturn,
    VoidPayment,
)
from credits_core.credit import Credit
from credits_core.identity import CreditId
from credits_core.money import Money

from ..chance import Chance
from ..situation import Situation
from .plain import credits_alone, received, to_amount
from .requests import Mistakes


def _all_ways(now: Situation, credit: Credit) -> Mistakes:
    """To edit, to delete and to cancel it."""
    who = now.customer_id
    yield EditCredit(customer_id=who, credit_id=credit.id, note="changed")
    yield DeleteCredit(customer_id=who, credit_id=credit.id)
    yield CancelCredit(customer_id=who, credit_id=credit.id)


def seen_before(chance: Chance, now: Situation) -> Mistakes:
    """An edit of a credit that somebody changed meanwhile."""
    for credit in credits_alone(now):
        edit = to_amount(now, credit, credit.amount)
        if credit.amount:
            yield attrs.evolve(edit, revision=credit.revision + 1 + chance.below(2))


def deleted(_: Chance, now: Situation) -> Mistakes:
    """Anything that is done to a credit that was deleted."""
    for credit in now.ledger.credits.values():
        if credit.is_deleted:
            yield from _all_ways(now, credit)


def of_a_payment(_: Chance, now: Situation) -> Mistakes:
    """Anything that is done to a credit that follows its payment."""
    for credit in now.ledger.credits.values():
        if credit.payment_id is not None:
            yield from _all_ways(now, credit)


def not_manual(_: Chance, now: Situation) -> Mistakes:
    """Editing and deleting a credit that follows a return or an invoice."""
    for credit in now.ledger.credits.values():
        if not credit.stands_alone and credit.payment_id is None:
            edit, delete, _cancel = _all_ways(now, credit)
            yield edit
            yield delete


def cancelled(_: Chance, now: Situation) -> Mistakes:
    """Cancelling or editing what was cancelled before."""
    for credit in now.ledger.credits.values():
        if credit.is_cancelled and not credit.is_deleted and not credit.payment_id:
            edit, _delete, cancel = _all_ways(now, credit)
            yield cancel
            if credit.stands_alone:
                yield edit


def below_used(_: Chance, now: Situation) -> Mistakes:
    """Less than what is used of a credit."""
    for credit in credits_alone(now):
        floor = (credit.used + credit.cancelled).minor
        if floor > 1:
            yield to_amount(now, credit, Money(floor - 1, credit.currency))


def nothing_left(_: Chance, now: Situation) -> Mistakes:
    """Cancelling a credit of which nothing is left."""
    for credit in now.alive:
        if not credit.available and credit.payment_id is None:
            yield CancelCredit(customer_id=now.customer_id, credit_id=credit.id)


def not_held(_: Chance, now: Situation) -> Mistakes:
    """Releasing a credit that nobody holds."""
    for credit in now.ledger.credits.values():
        if credit.hold is None:
            yield ReleaseHold(customer_id=now.customer_id, credit_id=credit.id)


def in_use(_: Chance, now: Situation) -> Mistakes:
    """Strict commands that would void uses which they do not name."""
    for credit in credits_alone(now):
        if credit.used:
            yield DeleteCredit(customer_id=now.customer_id, credit_id=credit.id)
    if now.policy.limits.cascade_steps > len(now.uses):
        yield from _strictly(now, {one.credit_id for one in now.uses})


def _strictly(now: Situation, used: set[CreditId]) -> Mistakes:
    """Taking back where *used* credits came from."""
    who = now.customer_id
    for payment in now.payments:
        if payment.credit_id in used:
            yield VoidPayment(customer_id=who, payment_id=payment.id)
            least = payment.allocated + payment.opening
            if least.is_positive:
                yield received(now, payment, least)
    for goods in now.returns:
        if goods.credit_id in used:
            yield ReopenReturn(customer_id=who, return_id=goods.id)
