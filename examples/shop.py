"""A small shop with one customer: the desk over memory, with short words.

The pages in ``docs`` tell their stories with it. A host would write something
like it around its own orders and users; everything here is public API.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from credits_core import (
    EVERYTHING,
    Actor,
    Command,
    CreditId,
    CustomerId,
    Desk,
    EditId,
    EditInvoice,
    Entry,
    InvoiceId,
    InvoiceLine,
    IssueCredit,
    LineChange,
    LineId,
    Method,
    Money,
    NoCredits,
    PaymentId,
    Policy,
    Quantity,
    ReceivePayment,
    RegisterInvoice,
    Rejection,
    Role,
    Tender,
    UserId,
)
from credits_core.commands import CreditUse
from credits_core.credit import Credit
from credits_core.invoice import Invoice
from credits_core.ledger import Ledger
from credits_memory import HandClock, MemoryLedgers

ACME = CustomerId("ACME")
"""The one customer of the shop."""

ANNA = Actor(UserId("anna"), (Role("Bookkeeper", EVERYTHING),))
"""The one user of the shop; she may do everything."""

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""When the shop opens: 2 March 2026."""


def usd(amount: str) -> Money:
    """An amount of US dollars."""
    return Money.of(amount, "USD")


class Shop:
    """A desk with everything kept in memory, and short words for its commands."""

    def __init__(self, policy: Policy | None = None) -> None:
        """Open the shop under *policy*, or under that of the product."""
        self.clock = HandClock(MORNING)
        self.desk = Desk(
            ledgers=MemoryLedgers(), clock=self.clock, policy=policy or Policy()
        )

    def do(self, command: Command) -> Entry:
        """Carry out *command* for Anna; it is a mistake if it is refused."""
        return self.desk.submit(command, ANNA).unwrap()

    def refused(self, command: Command) -> Rejection:
        """Why *command* is refused; it is a mistake if it is not."""
        return self.desk.submit(command, ANNA).failure()

    def bill(
        self,
        invoice_id: str,
        total: str,
        *,
        quantity: str = "10",
        on: date | None = None,
    ) -> Entry:
        """Register an invoice over *total*, with one line called ``1``."""
        line = InvoiceLine(
            id=LineId("1"), amount=usd(total), quantity=Quantity.of(quantity)
        )
        command = RegisterInvoice(
            customer_id=ACME, invoice_id=InvoiceId(invoice_id), lines=(line,), date=on
        )
        return self.do(command)

    def change(self, invoice_id: str, edit_id: str, by: str) -> Entry:
        """Change the total of an invoice by a difference, in one save."""
        changed = LineChange(line_id=LineId("1"), amount=usd(by))
        command = EditInvoice(
            customer_id=ACME,
            invoice_id=InvoiceId(invoice_id),
            edit_id=EditId(edit_id),
            changes=(changed,),
        )
        return self.do(command)

    def grant(self, credit_id: str, amount: str, *, on: date | None = None) -> Entry:
        """Grant a manual credit, as old as *on* says."""
        command = IssueCredit(
            customer_id=ACME,
            credit_id=CreditId(credit_id),
            amount=usd(amount),
            effective_date=on,
        )
        return self.do(command)

    def receive(
        self,
        payment_id: str,
        *invoices: str,
        cash: str = "",
        credits: CreditUse | None = None,
        on: date | None = None,
    ) -> Entry:
        """Receive cash and credits on invoices, in the order given."""
        tenders = (Tender(Method.CASH, usd(cash)),) if cash else ()
        command = ReceivePayment(
            customer_id=ACME,
            payment_id=PaymentId(payment_id),
            invoices=tuple(map(InvoiceId, invoices)),
            tenders=tenders,
            credits=credits or NoCredits(),
            date=on,
        )
        return self.do(command)

    @property
    def ledger(self) -> Ledger:
        """Everything there is of the customer."""
        return self.desk.ledgers.load_whole(ACME)

    def invoice(self, invoice_id: str) -> Invoice:
        """An invoice as it is now."""
        return self.ledger.invoices[InvoiceId(invoice_id)]

    def credit(self, credit_id: str) -> Credit:
        """A credit as it is now."""
        return self.ledger.credits[CreditId(credit_id)]

    def show(self) -> None:
        """Print what every invoice owes and what is left of every credit."""
        ledger = self.ledger
        for invoice in ledger.invoices.values():
            print(f"{invoice.id}: total {invoice.total.figures}, {_paid(invoice)}")
        for credit in sorted(ledger.credits.values(), key=lambda one: one.order):
            left = f"{credit.available.figures} of {credit.amount.figures} available"
            print(f"{credit.id}: {left}, {credit.status.value}")


def _paid(invoice: Invoice) -> str:
    status = invoice.status.value.replace("_", " ")
    return f"due {invoice.due.figures}, {status}"
