"""What another system reports, with amounts that may be symbols."""

from __future__ import annotations

from credits_core.commands import (
    CreditAmount,
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
    RemoteAllocation,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.payment import Method, Tender
from credits_testkit.orders import ACME, usd


def memo(minor: int) -> ImportCredit:
    """The memo X of qbo."""
    return ImportCredit(
        customer_id=ACME,
        credit_id=CreditId("X"),
        system="qbo",
        remote_id="77",
        amount=usd(minor),
    )


def memo_is(minor: int) -> ImportChange:
    """The memo X is of so much now."""
    change = CreditAmount(CreditId("X"), usd(minor))
    return ImportChange(customer_id=ACME, change=change)


def remote_payment(minor: int, **allocated: int) -> ImportPayment:
    """The payment P of qbo, on what it was allocated to there."""
    return ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("P"),
        system="qbo",
        tenders=(Tender(Method.CHECK, usd(minor)),),
        allocations=tuple(
            RemoteAllocation(invoice_id=InvoiceId(name), amount=usd(part))
            for name, part in allocated.items()
        ),
    )


def payment_is(minor: int) -> ImportChange:
    """The payment P is of so much now."""
    change = PaymentAmount(PaymentId("P"), usd(minor))
    return ImportChange(customer_id=ACME, change=change)
