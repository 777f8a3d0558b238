"""Editing and voiding receipts and what they paid, as far as it is possible."""

from __future__ import annotations

from credits_core.commands import (
    Command,
    EditPayment,
    Mode,
    RecordPaymentReversed,
    VoidApplication,
    VoidPayment,
)
from credits_core.money import Money
from credits_core.payment import Payment

from .chance import Chance
from .situation import Situation
from .values import a_text, part_of, some_minor


def edit_payment(chance: Chance, now: Situation) -> Command | None:
    """Another amount of a receipt; strictly only as far as its credit is unspent."""
    payment = _changeable(chance, now)
    if payment is None:
        return None
    minor = _amount(chance, now, payment)
    used = now.own_credit_used(payment)
    least = payment.allocated + payment.opening + used
    modes = (Mode.CASCADE,) if used and minor < least.minor else tuple(Mode)
    return EditPayment(
        customer_id=now.customer_id,
        payment_id=payment.id,
        amount=Money(minor, payment.currency),
        mode=chance.of(modes),
    )


def _amount(chance: Chance, now: Situation, payment: Payment) -> int:
    """Less, more, only what is on invoices, only what is spent, or the same."""
    now_minor, on_invoices = payment.amount.minor, payment.allocated.minor
    used = now.own_credit_used(payment).minor
    spent = on_invoices + used
    choices = (
        now_minor - part_of(chance, now_minor - 1),
        now_minor + some_minor(chance),
        spent,
        spent - part_of(chance, used),
        on_invoices,
        now_minor,
    )
    return max(chance.of(choices), 1)


def void_payment(chance: Chance, now: Situation) -> Command | None:
    """The money of a receipt is taken back, alone or with the credits it applied."""
    payment = _changeable(chance, now)
    if payment is None:
        return None
    used = now.own_credit_used(payment)
    return VoidPayment(
        customer_id=now.customer_id,
        payment_id=payment.id,
        mode=chance.of((Mode.CASCADE,) if used else tuple(Mode)),
        including_credits=chance.once_in(3),
    )


def record_payment_reversed(chance: Chance, now: Situation) -> Command | None:
    """The money of a receipt did not arrive."""
    if not now.payments:
        return None
    return RecordPaymentReversed(
        customer_id=now.customer_id,
        payment_id=_with_money(chance, now).id,
        reason=a_text(chance),
    )


def _with_money(chance: Chance, now: Situation) -> Payment:
    spent = [one for one in now.payments if now.own_credit_used(one)]
    return chance.rather(spent, now.payments)


def void_application(chance: Chance, now: Situation) -> Command | None:
    """One use of a credit is voided."""
    uses = [one for one in now.uses if now.may_change(one.date)]
    if not uses:
        return None
    credits, invoices = now.ledger.credits, now.ledger.invoices
    chained = [
        one
        for one in uses
        if credits[one.credit_id].generated_by or invoices[one.invoice_id].reductions
    ]
    use = chance.rather(chained, uses)
    return VoidApplication(
        customer_id=now.customer_id,
        payment_id=use.payment_id,
        credit_id=use.credit_id,
        invoice_id=use.invoice_id,
        reopen=chance.once_in(3),
    )


def _changeable(chance: Chance, now: Situation) -> Payment | None:
    """A payment with money in it that is not of a closed period."""
    found = [one for one in now.payments if now.may_change(one.date)]
    spent = [one for one in found if now.own_credit_used(one)]
    return chance.rather(spent, found) if found else None
