"""Looking up what a command names, or refusing because it is not there."""

from __future__ import annotations

from returns.result import Failure, Result, Success

from ..credit import Credit
from ..customer_return import CustomerReturn
from ..fold import Draft
from ..identity import CreditId, InvoiceId, PaymentId, ReturnId
from ..invoice import Invoice
from ..money import Money
from ..parts import ACredit, AnInvoice, APayment, AReturn
from ..payment import Payment
from ..rejections import (
    AlreadyRecorded,
    CurrencyMismatch,
    CustomerMismatch,
    NonPositiveAmount,
    Rejection,
    Unknown,
)
from .links import find_credit, find_invoice, find_payment, find_return


def known_invoice(draft: Draft, invoice_id: InvoiceId) -> Result[Invoice, Rejection]:
    """The customer's invoice of that id."""
    found = find_invoice(draft, invoice_id)
    if found is not None:
        return Success(found)
    return Failure(_nobody(draft, AnInvoice(invoice_id), "invoice", invoice_id))


def missing_invoice(
    draft: Draft, invoice_id: InvoiceId
) -> CustomerMismatch | Unknown | None:
    """The refusal if the customer has no such invoice."""
    if find_invoice(draft, invoice_id) is not None:
        return None
    return _nobody(draft, AnInvoice(invoice_id), "invoice", invoice_id)


def missing_credit(
    draft: Draft, credit_id: CreditId
) -> CustomerMismatch | Unknown | None:
    """The refusal if the customer has no such credit."""
    if find_credit(draft, credit_id) is not None:
        return None
    return _nobody(draft, ACredit(credit_id), "credit", credit_id)


def known_payment(draft: Draft, payment_id: PaymentId) -> Result[Payment, Rejection]:
    """The customer's payment of that id, with its links."""
    found = find_payment(draft, payment_id)
    if found is not None:
        return Success(found)
    return Failure(_nobody(draft, APayment(payment_id), "payment", payment_id))


def known_credit(draft: Draft, credit_id: CreditId) -> Result[Credit, Rejection]:
    """The customer's credit of that id."""
    found = find_credit(draft, credit_id)
    if found is not None:
        return Success(found)
    return Failure(_nobody(draft, ACredit(credit_id), "credit", credit_id))


def known_return(
    draft: Draft, return_id: ReturnId
) -> Result[CustomerReturn, Rejection]:
    """The customer's return of that id."""
    found = find_return(draft, return_id)
    if found is not None:
        return Success(found)
    return Failure(_nobody(draft, AReturn(return_id), "return", return_id))


def new_invoice(draft: Draft, invoice_id: InvoiceId) -> AlreadyRecorded | None:
    """The refusal if an invoice of that id exists, with whomever."""
    found = find_invoice(draft, invoice_id)
    if found is None and AnInvoice(invoice_id) not in draft.ledger.elsewhere:
        return None
    return AlreadyRecorded(what="invoice", id=invoice_id)


def new_payment(draft: Draft, payment_id: PaymentId) -> AlreadyRecorded | None:
    """The refusal if a payment of that id exists, with whomever."""
    found = find_payment(draft, payment_id)
    if found is None and APayment(payment_id) not in draft.ledger.elsewhere:
        return None
    return AlreadyRecorded(what="payment", id=payment_id)


def new_credit(draft: Draft, credit_id: CreditId) -> AlreadyRecorded | None:
    """The refusal if a credit of that id exists, with whomever."""
    found = find_credit(draft, credit_id)
    if found is None and ACredit(credit_id) not in draft.ledger.elsewhere:
        return None
    return AlreadyRecorded(what="credit", id=credit_id)


def new_return(draft: Draft, return_id: ReturnId) -> AlreadyRecorded | None:
    """The refusal if a return of that id exists, with whomever."""
    found = find_return(draft, return_id)
    if found is None and AReturn(return_id) not in draft.ledger.elsewhere:
        return None
    return AlreadyRecorded(what="return", id=return_id)


def positive(what: str, amount: Money) -> NonPositiveAmount | None:
    """The refusal if *amount* is nothing or less (HC-50)."""
    if amount.is_positive:
        return None
    return NonPositiveAmount(what=what, amount=amount)


def in_currency(
    what: str, document: Invoice | Credit | Payment, currency: str
) -> CurrencyMismatch | None:
    """The refusal if *document* is in another currency (HC-49)."""
    if document.currency == currency:
        return None
    return CurrencyMismatch(
        what=what, id=document.id, currency=document.currency, expected=currency
    )


def _nobody(
    draft: Draft,
    part: AnInvoice | APayment | ACredit | AReturn,
    what: str,
    document_id: str,
) -> CustomerMismatch | Unknown:
    if part in draft.ledger.elsewhere:
        owner = draft.ledger.customer_id
        return CustomerMismatch(what=what, id=document_id, customer_id=owner)
    return Unknown(what=what, id=document_id)
