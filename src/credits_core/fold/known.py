"""Finding in a draft what an event or a rule names, or saying that it is missing."""

from __future__ import annotations

from typing import NoReturn

from ..credit import Credit
from ..customer_return import CustomerReturn
from ..identity import CreditId, InvoiceId, LineId, PaymentId, ReturnId
from ..invoice import Invoice, InvoiceLine
from ..parts import (
    ACredit,
    AnInvoice,
    APayment,
    AReturn,
    LinesOf,
    OutsideFootprintError,
    Part,
)
from ..payment import Payment
from .draft import Draft


def the_invoice(draft: Draft, invoice_id: InvoiceId) -> Invoice:
    """The invoice, which exists."""
    found = draft.invoices.get(invoice_id)
    return found if found is not None else _missing(AnInvoice(invoice_id))


def the_lines(draft: Draft, invoice_id: InvoiceId) -> dict[LineId, InvoiceLine]:
    """The lines of an invoice, which exists."""
    found = draft.lines.get(invoice_id)
    return found if found is not None else _missing(LinesOf(invoice_id))


def the_payment(draft: Draft, payment_id: PaymentId) -> Payment:
    """The payment, which exists."""
    found = draft.payments.get(payment_id)
    return found if found is not None else _missing(APayment(payment_id))


def the_credit(draft: Draft, credit_id: CreditId) -> Credit:
    """The credit, which exists."""
    found = draft.credits.get(credit_id)
    return found if found is not None else _missing(ACredit(credit_id))


def the_return(draft: Draft, return_id: ReturnId) -> CustomerReturn:
    """The return, which exists."""
    found = draft.returns.get(return_id)
    return found if found is not None else _missing(AReturn(return_id))


def _missing(part: Part) -> NoReturn:
    raise OutsideFootprintError(frozenset((part,)))
