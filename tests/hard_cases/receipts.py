"""The notation of receipts: money, and the credits that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from credits_core.commands import (
    CreditUse,
    EditPayment,
    Exact,
    Fill,
    Mode,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
    RecordPaymentReversed,
    VoidApplication,
    VoidPayment,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.payment import Method, Tender

from .notation import Notation
from .writing import day, money

T_co = TypeVar("T_co", covariant=True)


class ReceiptNotation(Notation[T_co]):
    """Commands about payments and what they were spent on."""

    def pay(
        self,
        name: str,
        amount: str | None,
        *,
        on: tuple[str, ...] = (),
        exact: str | None = None,
        named: Mapping[str, str] | None = None,
        fill: bool = False,
        date: str | None = None,
        replaces: str | None = None,
    ) -> T_co:
        """Receive cash, and credits as well if one of the three ways is given."""
        tenders = () if amount is None else (Tender(Method.CASH, money(amount)),)
        return self.write(
            ReceivePayment(
                customer_id=self.customer_id,
                payment_id=PaymentId(name),
                invoices=tuple(map(InvoiceId, on)),
                tenders=tenders,
                credits=_use(exact, named, fill),
                date=day(date),
                replaces=None if replaces is None else PaymentId(replaces),
            )
        )

    def use(
        self,
        name: str,
        *,
        on: tuple[str, ...],
        exact: str | None = None,
        named: Mapping[str, str] | None = None,
        replaces: str | None = None,
    ) -> T_co:
        """The receipt of 0 that only applies credits: as asked, else "fill"."""
        return self.pay(
            name,
            None,
            on=on,
            exact=exact,
            named=named,
            fill=exact is None and named is None,
            replaces=replaces,
        )

    def edit_payment(self, name: str, to: str, *, mode: Mode = Mode.STRICT) -> T_co:
        """Take another amount as received."""
        return self.write(
            EditPayment(
                customer_id=self.customer_id,
                payment_id=PaymentId(name),
                amount=money(to),
                mode=mode,
            )
        )

    def void_payment(
        self, name: str, *, mode: Mode = Mode.STRICT, including_credits: bool = False
    ) -> T_co:
        """Void the cash of a receipt, or the whole receipt."""
        return self.write(
            VoidPayment(
                customer_id=self.customer_id,
                payment_id=PaymentId(name),
                mode=mode,
                including_credits=including_credits,
            )
        )

    def bounced(self, name: str) -> T_co:
        """Record that the money of a receipt never arrived."""
        return self.write(
            RecordPaymentReversed(
                customer_id=self.customer_id,
                payment_id=PaymentId(name),
                reason="The check bounced.",
            )
        )

    def void_use(
        self, payment: str, credit: str, invoice: str, *, reopen: bool = False
    ) -> T_co:
        """Void what one receipt applied of one credit on one invoice."""
        return self.write(
            VoidApplication(
                customer_id=self.customer_id,
                payment_id=PaymentId(payment),
                credit_id=CreditId(credit),
                invoice_id=InvoiceId(invoice),
                reopen=reopen,
            )
        )


def _use(exact: str | None, named: Mapping[str, str] | None, fill: bool) -> CreditUse:
    if exact is not None:
        return Exact(money(exact))
    if named is not None:
        wanted = (
            NamedCredit(CreditId(name), money(amount)) for name, amount in named.items()
        )
        return Named(tuple(wanted))
    return Fill() if fill else NoCredits()
