"""What another system reports, in a word or two each."""

from __future__ import annotations

from credits_core.commands import (
    CreditAmount,
    CreditUnused,
    CreditUsed,
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
    RemoteAllocation,
    RemoteChange,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.payment import Method, Tender

from ...orders import ACME, usd


def memo(minor: int, opening: int = 0) -> ImportCredit:
    """The memo M, of which so much was used before."""
    return ImportCredit(
        customer_id=ACME,
        credit_id=CreditId("M"),
        system="books",
        remote_id="77",
        amount=usd(minor),
        opening=usd(opening),
    )


def remote_payment(minor: int, opening: int = 0, **allocated: int) -> ImportPayment:
    """The payment R, with so much of it on each of those invoices."""
    return ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("R"),
        system="books",
        tenders=(Tender(Method.CHECK, usd(minor)),),
        allocations=tuple(
            RemoteAllocation(invoice_id=InvoiceId(name), amount=usd(part))
            for name, part in allocated.items()
        ),
        opening=usd(opening),
    )


def credit_is(credit: str, minor: int) -> ImportChange:
    """The amount of a credit over there."""
    return _says(CreditAmount(CreditId(credit), usd(minor)))


def payment_is(payment: str, minor: int) -> ImportChange:
    """The amount of a payment over there."""
    return _says(PaymentAmount(PaymentId(payment), usd(minor)))


def used(payment: str, credit: str, invoice: str, minor: int) -> ImportChange:
    """So much of a credit was put on an invoice over there."""
    use = (PaymentId(payment), CreditId(credit), InvoiceId(invoice))
    return _says(CreditUsed(*use, usd(minor)))


def unused(payment: str, credit: str, invoice: str) -> ImportChange:
    """That was taken back over there."""
    use = (PaymentId(payment), CreditId(credit), InvoiceId(invoice))
    return _says(CreditUnused(*use))


def _says(change: RemoteChange) -> ImportChange:
    return ImportChange(customer_id=ACME, change=change)
