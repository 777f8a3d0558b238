"""Voiding a receipt's money: as a wish, or because it never arrived (HC-23, HC-24).

The money leaves its invoices at once; the uses of its credit fall with the
credit, while settling. Credits that the same receipt applied are not its money.
"""

from __future__ import annotations

from returns.result import Result

from ..commands import RecordPaymentReversed, VoidPayment
from ..events import PaymentVoided
from ..fold import Draft, record
from ..occasion import Occasion
from ..payment import Payment
from ..rejections import Rejection
from .edit_payment import live_payment, release_cash
from .links import allocations_of, applied_by
from .ripple import void
from .settle import settle


def void_payment(
    draft: Draft, command: VoidPayment, occasion: Occasion
) -> Result[None, Rejection]:
    """Take the money of a receipt away; its applied credits stand unless asked."""
    checked = live_payment(draft, command.payment_id)
    return checked.bind(lambda payment: _void(draft, payment, command, occasion))


def _void(
    draft: Draft, payment: Payment, command: VoidPayment, occasion: Occasion
) -> Result[None, Rejection]:
    if command.including_credits:
        for application in applied_by(draft, payment.id):
            void(draft, application, occasion)
    take_money(draft, payment, occasion, is_reversed=False)
    return settle(draft, occasion)


def record_payment_reversed(
    draft: Draft, command: RecordPaymentReversed, occasion: Occasion
) -> Result[None, Rejection]:
    """Take the money of a receipt away because it never arrived: a fact."""
    checked = live_payment(draft, command.payment_id)
    return checked.bind(lambda payment: _reverse(draft, payment, command, occasion))


def _reverse(
    draft: Draft,
    payment: Payment,
    command: RecordPaymentReversed,
    occasion: Occasion,
) -> Result[None, Rejection]:
    take_money(draft, payment, occasion, is_reversed=True, reason=command.reason)
    return settle(draft, occasion)


def take_money(
    draft: Draft,
    payment: Payment,
    occasion: Occasion,
    *,
    is_reversed: bool,
    reason: str = "",
) -> None:
    """Make the money of a payment void and take it off its invoices."""
    allocations = allocations_of(draft, payment)
    record(
        draft,
        PaymentVoided(
            payment_id=payment.id,
            amount=payment.amount,
            is_reversed=is_reversed,
            reason=reason,
        ),
    )
    for allocation in allocations:
        release_cash(draft, allocation, allocation.amount, occasion)
