"""Editing what a receipt was worth (HC-20 to HC-22).

Money leaves in one order: the unspent credit, then the uses of the credit, then
the allocations, in the reverse order of the receipt.
"""

from __future__ import annotations

from returns.result import Failure, Result, Success

from ..commands import EditPayment
from ..events import CashReleased, PaymentEdited
from ..fold import Draft, record, the_payment
from ..identity import PaymentId
from ..money import Money
from ..occasion import Occasion
from ..payment import Allocation, Method, Payment, Tender
from ..rejections import AlreadyVoided, Rejection
from .guards import in_currency, known_payment, positive
from .links import allocations_of, find_invoice, unspent, uses_of
from .own_money import allocate
from .ripple import release
from .settle import settle


def edit_payment(
    draft: Draft, command: EditPayment, occasion: Occasion
) -> Result[None, Rejection]:
    """Take another amount as received; the credit follows (L4)."""
    checked = live_payment(draft, command.payment_id)
    return checked.bind(lambda payment: _edit(draft, payment, command, occasion))


def _edit(
    draft: Draft, payment: Payment, command: EditPayment, occasion: Occasion
) -> Result[None, Rejection]:
    refusal = positive("amount", command.amount) or in_currency(
        "payment", payment, command.amount.currency
    )
    if refusal is not None:
        return Failure(refusal)
    taken = change_amount(draft, payment, command.amount, occasion)
    return settle(draft, occasion, taken)


def change_amount(
    draft: Draft, payment: Payment, amount: Money, occasion: Occasion
) -> int:
    """Make *amount* the money of a payment, up or down, before settling.

    The answer is how many uses of its credit had to be taken back.
    """
    record(
        draft,
        PaymentEdited(
            payment_id=payment.id,
            old_amount=payment.amount,
            amount=amount,
            tenders=_tenders(payment, amount),
            opening=min(payment.opening, amount),
        ),
    )
    taken = give_up_uses(draft, payment, occasion)
    missing = -the_payment(draft, payment.id).unapplied
    if missing.is_positive:
        _release(draft, payment, missing, occasion)
    elif amount > payment.amount:
        _serve_in_order(draft, payment.id, occasion)
    return taken


def give_up_uses(draft: Draft, payment: Payment, occasion: Occasion) -> int:
    """Take back what a payment's credit gave and no longer has, newest use first.

    All of it is taken back before anything is settled, so that the invoices that
    are due again are served together, the oldest first.
    """
    credit = draft.credits.get(payment.credit_id)
    if credit is None:
        return 0
    left = the_payment(draft, payment.id).unapplied
    missing = credit.used - max(left, left.zero)
    taken = 0
    for application in uses_of(draft, credit) if missing.is_positive else ():
        if not missing:
            break
        part = min(missing, application.amount)
        release(draft, application, part, occasion)
        missing -= part
        taken += 1
    return taken


def _serve_in_order(draft: Draft, payment_id: PaymentId, occasion: Occasion) -> None:
    """New money serves the payment's own invoices in the order of the receipt."""
    for invoice_id in the_payment(draft, payment_id).invoices:
        invoice = find_invoice(draft, invoice_id)
        left = unspent(draft, the_payment(draft, payment_id))
        if invoice is not None and not invoice.is_void and min(invoice.due, left):
            part = min(invoice.due, left)
            allocate(draft, payment_id, invoice_id, part, occasion)


def _release(
    draft: Draft, payment: Payment, missing: Money, occasion: Occasion
) -> None:
    """Take *missing* from the allocations, in the reverse order of the receipt."""
    for allocation in allocations_of(draft, payment):
        part = min(missing, allocation.amount)
        if part:
            release_cash(draft, allocation, part, occasion)
            missing -= part


def release_cash(
    draft: Draft, allocation: Allocation, amount: Money, occasion: Occasion
) -> None:
    """Take *amount* of an allocation off its invoice, back to its payment."""
    record(
        draft,
        CashReleased(
            number=allocation.number,
            payment_id=allocation.payment_id,
            invoice_id=allocation.invoice_id,
            amount=amount,
            date=occasion.today,
        ),
    )


def _tenders(payment: Payment, amount: Money) -> tuple[Tender, ...]:
    """The difference goes to the last tender, or comes from the last to the first."""
    tenders = list(payment.tenders) or [Tender(Method.OTHER, amount.zero)]
    difference = amount - payment.amount
    for position in reversed(range(len(tenders))):
        tender = tenders[position]
        changed = max(tender.amount + difference, amount.zero)
        difference -= changed - tender.amount
        tenders[position] = Tender(tender.method, changed)
    return tuple(tender for tender in tenders if tender.amount)


def live_payment(draft: Draft, payment_id: PaymentId) -> Result[Payment, Rejection]:
    """The payment, unless it is void."""
    return known_payment(draft, payment_id).bind(_not_void)


def _not_void(payment: Payment) -> Result[Payment, Rejection]:
    if payment.is_void:
        return Failure(AlreadyVoided(what="payment", id=payment.id))
    return Success(payment)
