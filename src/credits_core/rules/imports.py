"""Taking over what another system reports (R27, R28).

These are facts: what they say is recorded, and what does not fit the laws stays
visible as a held credit or as unapplied money, never as a broken law.
"""

from __future__ import annotations

from returns.result import Failure, Result, Success

from ..commands import ImportCredit, ImportPayment
from ..credit import FromRemoteMemo
from ..events import CreditIssued, PaymentReceived
from ..fold import Draft, record, the_invoice, the_payment
from ..occasion import Occasion
from ..parts import PaymentsLike
from ..permission import SYSTEM
from ..rejections import Rejection
from .duplicates import hold_duplicate, payment_like
from .guards import in_currency, missing_invoice, new_credit, new_payment, positive
from .own_money import allocate
from .settle import follow_payments, settle


def import_credit(
    draft: Draft, command: ImportCredit, occasion: Occasion
) -> Result[None, Rejection]:
    """Read in a credit memo, with what was used of it before (HC-77)."""
    refusal = positive("amount", command.amount)
    recorded = refusal or new_credit(draft, command.credit_id)
    if recorded is not None:
        return Failure(recorded)
    record(
        draft,
        CreditIssued(
            credit_id=command.credit_id,
            origin=FromRemoteMemo(command.system, command.remote_id),
            amount=command.amount,
            opening=command.opening or command.amount.zero,
            effective_date=command.effective_date or occasion.today,
            sequence=draft.sequence,
            number=command.number or command.credit_id,
            note=command.note,
            generated_by=(),
            funded_by=(),
            issued_by=SYSTEM,
            caused_by=occasion.by.cause,
        ),
    )
    return Success(None)


def import_payment(
    draft: Draft, command: ImportPayment, occasion: Occasion
) -> Result[None, Rejection]:
    """Read in a payment; what it does not put on invoices here is its credit.

    An allocation above what is due here is cut to what is due. A payment that
    looks like one from elsewhere is held until somebody decides (HC-76).
    """
    refusal = _payment_refusal(draft, command)
    if refusal is not None:
        return Failure(refusal)
    date = command.date or occasion.today
    record(
        draft,
        PaymentReceived(
            payment_id=command.payment_id,
            date=date,
            amount=command.amount,
            tenders=command.tenders,
            invoices=command.named,
            opening=command.opening or command.amount.zero,
            possible_duplicate_of=payment_like(
                draft, PaymentsLike(command.amount, date), command.system
            ),
            system=command.system,
        ),
    )
    _allocate(draft, command, occasion)
    follow_payments(draft, [command.payment_id], occasion)
    if the_payment(draft, command.payment_id).possible_duplicate_of:
        hold_duplicate(draft, command.payment_id)
    return settle(draft, occasion)


def _payment_refusal(draft: Draft, command: ImportPayment) -> Rejection | None:
    for tender in command.tenders:
        refusal = positive("tender", tender.amount)
        if refusal is not None:
            return refusal
    for invoice_id in command.named:
        missing = missing_invoice(draft, invoice_id)
        if missing is not None:
            return missing
        invoice = the_invoice(draft, invoice_id)
        mismatch = in_currency("invoice", invoice, command.amount.currency)
        if mismatch is not None:
            return mismatch
    return new_payment(draft, command.payment_id)


def _allocate(draft: Draft, command: ImportPayment, occasion: Occasion) -> None:
    for one in command.allocations:
        due = the_invoice(draft, one.invoice_id).due
        part = min(one.amount, due)
        if part.is_positive:
            allocate(draft, command.payment_id, one.invoice_id, part, occasion)
