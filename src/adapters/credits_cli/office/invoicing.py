"""The commands ``bill`` and ``return``."""

from __future__ import annotations

from datetime import date

from credits_core.commands import CompleteReturn, RegisterInvoice, ReturnLine
from credits_core.exact import Quantity
from credits_core.identity import CustomerId, InvoiceId, LineId, ReturnId
from credits_core.invoice import InvoiceLine

from .options import Currency, money_of
from .ordering import How, carry_out
from .users import User


def bill(
    customer: str,
    invoice: str,
    amount: str,
    *,
    who: User,
    how: How | None = None,
    currency: Currency,
    quantity: str = "0",
    product: str = "",
    day: date | None = None,
) -> int:
    """Register an invoice of one line, called 1; what has a quantity can come back."""
    return carry_out(
        who,
        how or How(),
        lambda: RegisterInvoice(
            customer_id=CustomerId(customer),
            invoice_id=InvoiceId(invoice),
            date=day,
            lines=(
                InvoiceLine(
                    id=LineId("1"),
                    amount=money_of(amount, currency),
                    quantity=Quantity.of(quantity),
                    product=product,
                ),
            ),
        ),
    )


def bring_back(
    customer: str,
    name: str,
    quantity: str,
    *,
    who: User,
    how: How | None = None,
    invoice: str | None = None,
    line: str = "1",
    value: str | None = None,
    currency: Currency = "USD",
    product: str = "",
) -> int:
    """Take goods back: of an invoice and its line, or of none for a value."""
    return carry_out(
        who,
        how or How(),
        lambda: CompleteReturn(
            customer_id=CustomerId(customer),
            return_id=ReturnId(name),
            invoice_id=None if invoice is None else InvoiceId(invoice),
            lines=(
                ReturnLine(
                    id=LineId("1"),
                    quantity=Quantity.of(quantity),
                    value=None if value is None else money_of(value, currency),
                    product=product,
                    invoice_line=None if invoice is None else LineId(line),
                ),
            ),
        ),
    )
