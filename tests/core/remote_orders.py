"""What another system may report, as the commands that take it over."""

from __future__ import annotations

from datetime import date
from typing import Final

from credits_core.commands import (
    CreditAmount,
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
    RemoteAllocation,
    RemoteChange,
)
from credits_core.credit import Credit
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.invoice import Invoice
from credits_core.ledger import Ledger
from credits_core.payment import Method, Tender
from credits_testkit.orders import ACME, usd

FIRST_DAY: Final = date(2025, 11, 3)
X: Final = CreditId("X")
OF_P: Final = CreditId("qbo_unapplied:P")
"""The credit of the payment P, read in from qbo."""


def memo(minor: int = 5, opening: int | None = None) -> ImportCredit:
    """A memo of qbo, of 3 November."""
    return ImportCredit(
        customer_id=ACME,
        credit_id=X,
        system="qbo",
        remote_id="77",
        amount=usd(minor),
        opening=None if opening is None else usd(opening),
        effective_date=FIRST_DAY,
        number="CM 77",
        note="from QBO",
    )


def remote_payment(
    minor: int = 5,
    *also: str,
    opening: int | None = None,
    on: date | None = None,
    **allocated: int,
) -> ImportPayment:
    """A payment read in from qbo, on what it was allocated to there."""
    return ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("P"),
        system="qbo",
        tenders=(Tender(Method.CHECK, usd(minor)),),
        allocations=tuple(
            RemoteAllocation(invoice_id=InvoiceId(name), amount=usd(part))
            for name, part in allocated.items()
        ),
        invoices=tuple(map(InvoiceId, also)),
        opening=None if opening is None else usd(opening),
        date=on,
    )


def says(change: RemoteChange) -> ImportChange:
    """The other system reports a change."""
    return ImportChange(customer_id=ACME, change=change)


def credit_is(minor: int, credit_id: CreditId = X) -> ImportChange:
    """The other system says what a credit is."""
    return says(CreditAmount(credit_id, usd(minor)))


def payment_is(minor: int, name: str = "P") -> ImportChange:
    """The other system says what a payment was."""
    return says(PaymentAmount(PaymentId(name), usd(minor)))


def credit_of(ledger: Ledger, credit_id: CreditId = X) -> Credit:
    """A credit of the ledger; the memo if none is named."""
    return ledger.credits[credit_id]


def invoice_of(ledger: Ledger, name: str = "A") -> Invoice:
    """An invoice of the ledger."""
    return ledger.invoices[InvoiceId(name)]
