"""What QuickBooks Online applies by itself when a sale is saved.

Credits to charges by a payment of nothing; and money that was left over of a payment
by a further line of that payment.
"""

from __future__ import annotations

from ..amounts import Cents, Document
from ..books import Record, Use
from ..books.draft import Note
from ..changes import Operation
from .payments import AUTOMATIC_NOTE, UNDEPOSITED, keep
from .references import customer_reference
from .stamping import created, touched
from .work import Work


def apply_automatically(work: Work, kind: str, object_id: str) -> None:
    """Apply what is open to the sale that was saved, or the other way round."""
    record = work.draft.find(kind, object_id)
    customer = work.draft.find("Customer", record.customer) if record else None
    if record is None or customer is None:
        return
    if kind == "CreditMemo":
        if work.settings.auto_apply_credit:
            charges = work.draft.open_items("Invoice", customer.id)
            _link(work, customer, [record], charges)
        return
    if work.settings.auto_apply_credit:
        credits_ = work.draft.open_items("CreditMemo", customer.id)
        _link(work, customer, credits_, [record])
    if work.settings.auto_apply_credit or work.settings.auto_apply_payments:
        _use_left_over(work, object_id, customer)


def _link(
    work: Work, customer: Record, memos: list[Record], charges: list[Record]
) -> None:
    """One payment of nothing, as far as both sides go, the oldest first."""
    most = min(what_is_open(memos), what_is_open(charges))
    if most <= 0:
        return
    uses = (*the_first(charges, most), *the_first(memos, most))
    document = created(work.draft, _payment_of_nothing(work, customer))
    keep(work, document, uses, Note(Operation.CREATE, derived=True))


def what_is_open(records: list[Record]) -> int:
    """The sum of what is open."""
    return sum(record.balance for record in records)


def the_first(records: list[Record], most: int) -> list[Use]:
    """What is open of *records*, in their order, up to a sum of *most*."""
    uses: list[Use] = []
    for record in records:
        amount = min(record.balance, most)
        if amount > 0:
            most -= amount
            uses.append(Use(record.entity, record.id, amount))
    return uses


def _payment_of_nothing(work: Work, customer: Record) -> Document:
    currency = customer.document().get("CurrencyRef")
    document: Document = {
        "CustomerRef": customer_reference(customer),
        "DepositToAccountRef": {"value": UNDEPOSITED},
        "TotalAmt": Cents(0),
        "ProcessPayment": False,
        "TxnDate": work.today.isoformat(),
        "PrivateNote": AUTOMATIC_NOTE,
    }
    if currency:
        document["CurrencyRef"] = currency
    if work.settings.multi_currency:
        document["ExchangeRate"] = 1
    return document


def _use_left_over(work: Work, invoice_id: str, customer: Record) -> None:
    """Put money that is left over of payments on the invoice, the oldest first."""
    for payment in work.draft.open_items("Payment", customer.id):
        invoice = work.draft.find("Invoice", invoice_id)
        if invoice is None or invoice.balance <= 0:
            return
        amount = min(invoice.balance, payment.balance)
        uses = (*payment.uses, Use("Invoice", invoice_id, amount))
        document = touched(work.draft, payment.document())
        keep(work, document, uses, Note(Operation.UPDATE, derived=True))
