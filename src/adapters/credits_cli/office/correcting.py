"""The commands ``edit`` and ``void``."""

from __future__ import annotations

from credits_core.commands import (
    Command,
    EditCredit,
    EditInvoice,
    EditPayment,
    LineChange,
    Mode,
    VoidApplication,
    VoidInvoice,
    VoidMode,
    VoidPayment,
)
from credits_core.identity import (
    CreditId,
    CustomerId,
    EditId,
    InvoiceId,
    LineId,
    PaymentId,
)

from ..failures import CannotRunError
from .options import Cascade, Currency, money_of
from .ordering import How, carry_out
from .users import User


def edit(
    customer: str,
    amount: str,
    *,
    who: User,
    how: How | None = None,
    currency: Currency,
    credit: str | None = None,
    payment: str | None = None,
    invoice: str | None = None,
    edit_id: str | None = None,
    line: str = "1",
    cascade: Cascade = False,
) -> int:
    """Change the amount of a credit or a payment, or a line of an invoice by so much.

    An edit of an invoice has a name, ``--edit-id``, and its amount may be negative.
    """

    def command() -> Command:
        customer_id, money = CustomerId(customer), money_of(amount, currency)
        if credit is not None:
            name = CreditId(credit)
            return EditCredit(customer_id=customer_id, credit_id=name, amount=money)
        if payment is not None:
            return EditPayment(
                customer_id=customer_id,
                payment_id=PaymentId(payment),
                amount=money,
                mode=Mode.CASCADE if cascade else Mode.STRICT,
            )
        if invoice is None or edit_id is None:
            raise CannotRunError(
                "Name --credit, --payment, or --invoice with --edit-id."
            )
        return EditInvoice(
            customer_id=customer_id,
            invoice_id=InvoiceId(invoice),
            edit_id=EditId(edit_id),
            changes=(LineChange(line_id=LineId(line), amount=money),),
        )

    return carry_out(who, how or How(), command)


def void(
    customer: str,
    *,
    who: User,
    how: How | None = None,
    invoice: str | None = None,
    payment: str | None = None,
    credit: str | None = None,
    cascade: Cascade = False,
) -> int:
    """Void an invoice or a payment.

    With invoice, payment and credit together, it is that use of the credit.
    """

    def command() -> Command:
        customer_id = CustomerId(customer)
        if invoice is not None and payment is not None and credit is not None:
            return VoidApplication(
                customer_id=customer_id,
                payment_id=PaymentId(payment),
                credit_id=CreditId(credit),
                invoice_id=InvoiceId(invoice),
            )
        if invoice is not None and payment is None and credit is None:
            mode = VoidMode.CASCADE if cascade else VoidMode.STRICT
            name = InvoiceId(invoice)
            return VoidInvoice(customer_id=customer_id, invoice_id=name, mode=mode)
        if payment is not None and invoice is None and credit is None:
            return VoidPayment(
                customer_id=customer_id,
                payment_id=PaymentId(payment),
                mode=Mode.CASCADE if cascade else Mode.STRICT,
            )
        raise CannotRunError("Name --invoice or --payment, or both with --credit.")

    return carry_out(who, how or How(), command)
