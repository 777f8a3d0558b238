"""Strategies for documents that need no others: they fit on an empty ledger.

Each draws the command that records the document, as a host would hand it in. What
fits on a ledger that has something already is drawn by ``commands``.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from credits_core.commands import (
    CompleteReturn,
    IssueCredit,
    ReceivePayment,
    RegisterInvoice,
    ReturnLine,
)
from credits_core.exact import Quantity
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
)
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.payment import Method, Tender

from ..chances import CURRENCIES
from ..orders import ACME
from .values import days

_PIECES_MAX = 1_000_000
_MINOR_MAX = 10**9


def _amounts(
    currency: str, min_lines: int, max_lines: int, min_minor: int, max_minor: int
) -> st.SearchStrategy[list[Money]]:
    """One amount for each line of a document."""
    amounts = _money(currency, min_minor, max_minor)
    return st.lists(amounts, min_size=min_lines, max_size=max_lines)


def _money(currency: str, min_minor: int, max_minor: int) -> st.SearchStrategy[Money]:
    return st.integers(min_minor, max_minor).map(lambda minor: Money(minor, currency))


@st.composite
def invoices(
    draw: DrawFn,
    *,
    customer_id: CustomerId = ACME,
    invoice_id: str = "I1",
    min_lines: int = 1,
    max_lines: int = 3,
    min_minor: int = 1,
    max_minor: int = _MINOR_MAX,
    currencies: Sequence[str] = CURRENCIES,
) -> RegisterInvoice:
    """Invoices of so many lines, each of *min_minor* to *max_minor* minor units."""
    currency = draw(st.sampled_from(currencies))
    amounts = draw(_amounts(currency, min_lines, max_lines, min_minor, max_minor))
    lines = [
        InvoiceLine(
            id=LineId(f"{number}"),
            amount=amount,
            quantity=Quantity.of(min(max(amount.minor, 1), _PIECES_MAX)),
        )
        for number, amount in enumerate(amounts, start=1)
    ]
    return RegisterInvoice(
        customer_id=customer_id,
        invoice_id=InvoiceId(invoice_id),
        lines=tuple(lines),
        due_date=draw(st.none() | days()),
    )


@st.composite
def payments(
    draw: DrawFn,
    *,
    customer_id: CustomerId = ACME,
    payment_id: str = "P1",
    invoices: Sequence[InvoiceId] = (),
    max_tenders: int = 2,
    min_minor: int = 1,
    max_minor: int = _MINOR_MAX,
    currencies: Sequence[str] = CURRENCIES,
) -> ReceivePayment:
    """Receipts of money on the given *invoices*, or on none of them.

    Each tender is of *min_minor* to *max_minor* minor units.
    """
    currency = draw(st.sampled_from(currencies))
    amounts = _money(currency, min_minor, max_minor)
    tenders = st.builds(Tender, st.sampled_from(Method), amounts)
    return ReceivePayment(
        customer_id=customer_id,
        payment_id=PaymentId(payment_id),
        invoices=tuple(invoices),
        tenders=tuple(draw(st.lists(tenders, min_size=1, max_size=max_tenders))),
    )


@st.composite
def credits(
    draw: DrawFn,
    *,
    customer_id: CustomerId = ACME,
    credit_id: str = "C1",
    min_minor: int = 1,
    max_minor: int = _MINOR_MAX,
    currencies: Sequence[str] = CURRENCIES,
) -> IssueCredit:
    """Manual credits of *min_minor* to *max_minor* minor units, some backdated."""
    minor = draw(st.integers(min_minor, max_minor))
    return IssueCredit(
        customer_id=customer_id,
        credit_id=CreditId(credit_id),
        amount=Money(minor, draw(st.sampled_from(currencies))),
        effective_date=draw(st.none() | days()),
    )


@st.composite
def returns(
    draw: DrawFn,
    *,
    customer_id: CustomerId = ACME,
    return_id: str = "R1",
    min_lines: int = 1,
    max_lines: int = 3,
    min_minor: int = 1,
    max_minor: int = _MINOR_MAX,
    currencies: Sequence[str] = CURRENCIES,
) -> CompleteReturn:
    """Returns of goods that were sold nobody knows where (HC-61), at given values."""
    currency = draw(st.sampled_from(currencies))
    amounts = draw(_amounts(currency, min_lines, max_lines, min_minor, max_minor))
    lines = [
        ReturnLine(id=LineId(f"r{number}"), quantity=Quantity.of(1), value=amount)
        for number, amount in enumerate(amounts, start=1)
    ]
    return CompleteReturn(
        customer_id=customer_id, return_id=ReturnId(return_id), lines=tuple(lines)
    )
