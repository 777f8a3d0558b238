"""Bringing a draft back to the laws after something in it was changed.

*Consume by FIFO, correct by LIFO, settle by state*: nothing here asks which
command came before, only what does not hold now. One round does three things in
this order, and rounds follow until nothing is left to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from returns.result import Failure, Result, Success

from ..credit import Credit
from ..events import CreditGrew, CreditRetracted
from ..fold import Draft, record, the_invoice, the_payment
from ..fold.draft import Touched
from ..identity import PaymentId
from ..money import Money
from ..occasion import Occasion
from ..rejections import LimitExceeded, Rejection
from .issue import overpayment_issued
from .links import needed_payments, needed_reductions
from .overdraft import Suspects, newest_overdrawn, suspect
from .own_money import serve_own_invoices
from .ripple import release
from .surplus import excess, shrink_surplus

_DONE: Final[Result[None, Rejection]] = Success(None)


def settle(draft: Draft, occasion: Occasion, taken: int = 0) -> Result[None, Rejection]:
    """Settle all that was touched, and all that this touches in turn.

    (1) the surplus law on every touched invoice; (2) own money; (3) only what is
    still missing voids one application, the newest, and (1) starts again. So many
    as were *taken* before count towards the limit.
    """
    payments: dict[PaymentId, None] = {}
    suspects = Suspects()
    most = occasion.policy.limits.cascade_steps
    for step in range(taken, most + 1):
        batch, draft.touched = draft.touched, Touched()
        payments |= batch.payments
        _gather(draft, batch)
        for invoice_id in batch.invoices:
            shrink_surplus(draft, invoice_id)
        serve_own_invoices(draft, batch.invoices, batch.payments, occasion)
        suspect(draft, suspects, batch)
        found = newest_overdrawn(draft, suspects)
        if found is None:
            follow_payments(draft, payments | draft.touched.payments, occasion)
            return _DONE
        if step < most:
            release(draft, *found, occasion)
    return Failure(LimitExceeded(what="voided applications", most=most))


def follow_payments(
    draft: Draft, payments: Iterable[PaymentId], occasion: Occasion
) -> None:
    """Let each payment's credit be what is unapplied of the payment (L4)."""
    for payment_id in payments:
        payment = the_payment(draft, payment_id)
        credit = draft.credits.get(payment.credit_id)
        if credit is None:
            if payment.unapplied.is_positive:
                record(draft, overpayment_issued(payment, occasion))
        elif payment.unapplied != credit.amount:
            record(draft, _followed(credit, payment.unapplied))


def _followed(credit: Credit, unapplied: Money) -> CreditGrew | CreditRetracted:
    if unapplied > credit.amount:
        return CreditGrew(credit_id=credit.id, amount=unapplied - credit.amount)
    return CreditRetracted(
        credit_id=credit.id, amount=credit.amount - unapplied, cause="payment changed"
    )


def _gather(draft: Draft, batch: Touched) -> None:
    """Ask at once for all that this round will look at."""
    shrunk = [the_invoice(draft, one) for one in batch.invoices]
    shrunk = [one for one in shrunk if excess(one) < one.reductions]
    draft.lack(
        [
            *needed_payments(draft, batch.payments),
            *needed_reductions(draft, shrunk),
        ]
    )
