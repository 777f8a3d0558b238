"""The commands ``explain`` and ``next``."""

from __future__ import annotations

from credits_core.enquiries import (
    ExplainCredit,
    ExplainInvoice,
    NextCredits,
    OwnerOfCredit,
    OwnerOfInvoice,
    WhyNot,
)
from credits_core.identity import CreditId, CustomerId, InvoiceId

from ..failures import CannotRunError, Exit
from .options import Currency, money_of
from .pictures import steps_sheet
from .sheets import Report, sheet
from .users import Seat, User


def explain(*, who: User, invoice: str | None = None, credit: str | None = None) -> int:
    """Explain an invoice, a credit, or why that credit cannot pay that invoice.

    An invoice: why it is paid or not. A credit: where every cent came from and went.
    """
    with who.at_the_desk() as seat:
        if invoice is not None and credit is not None:
            report = _why_not(seat, CreditId(credit), InvoiceId(invoice))
        elif invoice is not None:
            report = _invoice(seat, InvoiceId(invoice))
        elif credit is not None:
            report = _credit(seat, CreditId(credit))
        else:
            raise CannotRunError("Name --invoice, --credit, or both.")
    who.show(report)
    return Exit.FINE


def _invoice(seat: Seat, invoice_id: InvoiceId) -> Report:
    owner = seat.ask(OwnerOfInvoice(invoice_id=invoice_id))
    found = seat.ask(ExplainInvoice(customer_id=owner, invoice_id=invoice_id))
    steps = steps_sheet("What happened", "Due", found.steps)
    return Report(told=found.why, sheets=(steps,))


def _credit(seat: Seat, credit_id: CreditId) -> Report:
    owner = seat.ask(OwnerOfCredit(credit_id=credit_id))
    found = seat.ask(ExplainCredit(customer_id=owner, credit_id=credit_id))
    parts = ((one.amount.figures, one.where) for one in found.went_to)
    went = sheet("Where it is", ("Amount>", "Where"), parts)
    steps = steps_sheet("What happened", "Left", found.steps)
    return Report(told=found.came_from, sheets=(went, steps))


def _why_not(seat: Seat, credit_id: CreditId, invoice_id: InvoiceId) -> Report:
    owner = seat.ask(OwnerOfInvoice(invoice_id=invoice_id))
    query = WhyNot(customer_id=owner, credit_id=credit_id, invoice_id=invoice_id)
    found = seat.ask(query)
    reasons = tuple(one.sentence for one in found.reasons)
    fine = f"Credit {credit_id} can pay {found.most} of invoice {invoice_id}."
    rows = ((one.code, one.sentence) for one in found.reasons)
    return Report(
        told=reasons or (fine,), sheets=(sheet("Reasons", ("Code", "Why"), rows),)
    )


def upcoming(
    customer: str,
    amount: str,
    *invoices: str,
    who: User,
    currency: Currency,
) -> int:
    """Show which credits would be used next for that amount, and why those.

    With invoices, it is what a receipt of that amount would take for them.
    """
    try:
        query = NextCredits(
            customer_id=CustomerId(customer),
            amount=money_of(amount, currency),
            invoices=tuple(map(InvoiceId, invoices)),
        )
    except ValueError as error:
        raise CannotRunError(str(error)) from error
    with who.at_the_desk() as seat:
        found = seat.ask(query)
    taken = (
        (
            *(one.credit.id, one.credit.effective_date.isoformat()),
            *(one.invoice_id or "", one.amount.figures),
        )
        for one in found.taken
    )
    left = ((one.credit.id, one.reason.sentence) for one in found.passed_over)
    sheets = (
        sheet("Next, the oldest first", ("Credit", "Since", "For", "Amount>"), taken),
        sheet("Older, but passed over", ("Credit", "Why"), left),
    )
    short = (f"{found.short} is missing.",) if found.short else ()
    who.show(Report(told=short, sheets=sheets))
    return Exit.FINE
