"""Noticing a payment that was perhaps recorded twice (HC-15, HC-76)."""

from __future__ import annotations

from ..credit import Hold
from ..events import CreditHeld
from ..fold import Draft, record, the_payment
from ..identity import PaymentId
from ..parts import PaymentsLike


def payment_like(
    draft: Draft, wanted: PaymentsLike, system: str | None = None
) -> PaymentId | None:
    """The newest payment of the same amount and date, if there is one.

    Payments that came from *system* are told apart there and do not count.
    """
    draft.need([wanted])
    found = [
        payment
        for payment in draft.payments.values()
        if payment.received == wanted.amount
        and payment.date == wanted.date
        and payment.system != system
    ]
    newest = max(found, key=lambda one: (one.sequence, one.id), default=None)
    return None if newest is None else newest.id


def hold_duplicate(draft: Draft, payment_id: PaymentId) -> None:
    """Hold what a possible duplicate left unapplied, if it left anything."""
    payment = the_payment(draft, payment_id)
    if payment.unapplied:
        hold = Hold.POSSIBLE_DUPLICATE
        record(draft, CreditHeld(credit_id=payment.credit_id, hold=hold))
