"""Commands of a small world, decoded from numbers, so that any list is a history.

Ids and amounts come from a few, so that commands meet one another; what exists is
chosen more often than what does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import chain, repeat
from typing import Final, TypeVar

from credits_core import commands as c
from credits_core.exact import Quantity
from credits_core.identity import (
    CreditId,
    CustomerId,
    EditId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
)
from credits_core.invoice import InvoiceLine, LineKind
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Method, Tender

T = TypeVar("T")

DAY: Final = date(2025, 3, 10)
_NOTES: Final = ("", "Grüße 🍎", 'it\'s "quoted" -- %s :x\n')


class Chance:
    """A customer's next command, chosen by numbers among what the *ledger* has."""

    def __init__(self, numbers: Iterable[int], ledger: Ledger, turn: int) -> None:
        """Choose by *numbers*, then by zeros; *turn* makes new ids."""
        self._numbers = chain(numbers, repeat(0))
        self._ledger = ledger
        self._turn = turn
        self._customer: CustomerId = ledger.customer_id

    def command(self) -> c.Command:
        """The command."""
        kinds: tuple[Callable[[], c.Command], ...] = (
            self._receive,
            self._receive,
            self._register,
            self._register,
            self._edit_invoice,
            self._issue,
            self._about_a_credit,
            self._about_a_payment,
            self._about_a_return,
            self._void_invoice,
            self._void_application,
            self._import,
            self._import_change,
        )
        return self._of(kinds)()

    def _of(self, choices: Sequence[T]) -> T:
        return choices[next(self._numbers) % len(choices)]

    def _money(self, most: int = 6) -> Money:
        return Money(
            10 * self._of(range(1, most + 1)), self._of(("USD",) * 9 + ("EUR",))
        )

    def _known(self, names: Iterable[str]) -> str:
        """One of those *names*, mostly a late one; rarely one that nobody has."""
        known = [*names][-4:]
        return self._of([*known, *known, *known, "nobody's"])

    def _invoice(self) -> InvoiceId:
        return InvoiceId(self._known(self._ledger.invoices))

    def _payment(self) -> PaymentId:
        return PaymentId(self._known(self._ledger.payments))

    def _credit(self) -> CreditId:
        return CreditId(self._known(self._ledger.credits))

    def _new(self, letter: str) -> str:
        """A new id; now and then the same for both customers."""
        place = self._of(("", "", "", self._customer))
        return f"{letter}{self._turn}{place}"

    def _receive(self) -> c.Command:
        invoices = tuple(
            dict.fromkeys(self._invoice() for _ in range(self._of((1, 1, 2))))
        )
        money = self._money(9)
        uses: tuple[c.CreditUse, ...] = (
            c.NoCredits(),
            c.Fill(),
            c.Exact(Money(money.minor, money.currency)),
            c.Named((c.NamedCredit(self._credit(), Money(10, money.currency)),)),
        )
        tenders = (Tender(self._of(list(Method)), money), Tender(Method.OTHER, money))
        return c.ReceivePayment(
            customer_id=self._customer,
            payment_id=PaymentId(self._new("P")),
            invoices=self._of((invoices, invoices, invoices, ())),
            tenders=tenders[: self._of((1, 1, 0, 2))],
            credits=self._of(uses),
        )

    def _register(self) -> c.Command:
        line = InvoiceLine(
            id=LineId("L1"),
            amount=self._money(),
            quantity=Quantity.of(4),
            product=self._of(_NOTES),
        )
        freight = InvoiceLine(id=LineId("L0"), amount=line.amount, kind=LineKind.CHARGE)
        return c.RegisterInvoice(
            customer_id=self._customer,
            invoice_id=InvoiceId(self._new("I")),
            lines=(line, freight)[: self._of((1, 2))],
            due_date=self._of((None, DAY)),
        )

    def _edit_invoice(self) -> c.Command:
        money = self._money(4)
        change = c.LineChange(
            line_id=LineId(self._of(("L1", "L1", "L2"))),
            amount=self._of((money, -money)),
        )
        return c.EditInvoice(
            customer_id=self._customer,
            invoice_id=self._invoice(),
            edit_id=EditId(self._new("E")),
            changes=(change,),
        )

    def _issue(self) -> c.Command:
        return c.IssueCredit(
            customer_id=self._customer,
            credit_id=CreditId(self._new("C")),
            amount=self._money(),
            effective_date=DAY + timedelta(days=self._of((0, -1, -9, 1))),
            note=self._of(_NOTES),
        )

    def _about_a_credit(self) -> c.Command:
        who, what = self._customer, self._credit()
        cancel, revert = c.CancelMode.BALANCE_ONLY, c.CancelMode.REVERT
        choices: tuple[Callable[[], c.Command], ...] = (
            lambda: c.EditCredit(
                customer_id=who, credit_id=what, amount=self._money(), note="edited"
            ),
            lambda: c.CancelCredit(customer_id=who, credit_id=what, mode=cancel),
            lambda: c.CancelCredit(customer_id=who, credit_id=what, mode=revert),
            lambda: c.DeleteCredit(customer_id=who, credit_id=what),
            lambda: c.ReleaseHold(customer_id=who, credit_id=what),
        )
        return self._of(choices)()

    def _about_a_payment(self) -> c.Command:
        customer, payment = self._customer, self._payment()
        mode = self._of((c.Mode.STRICT, c.Mode.CASCADE))
        choices: tuple[Callable[[], c.Command], ...] = (
            lambda: c.EditPayment(
                customer_id=customer,
                payment_id=payment,
                amount=self._money(9),
                mode=mode,
            ),
            lambda: c.VoidPayment(
                customer_id=customer,
                payment_id=payment,
                mode=mode,
                including_credits=self._of((False, True)),
            ),
            lambda: c.RecordPaymentReversed(customer_id=customer, payment_id=payment),
        )
        return self._of(choices)()

    def _about_a_return(self) -> c.Command:
        customer, mode = self._customer, self._of((c.Mode.STRICT, c.Mode.CASCADE))
        known = ReturnId(self._known(self._ledger.returns))
        quantity = Quantity.of(self._of((1, 2)))
        bought = c.ReturnLine(
            id=LineId("R1"), quantity=quantity, invoice_line=LineId("L1")
        )
        gift = c.ReturnLine(
            id=LineId("R1"), quantity=quantity, value=self._money(), batch="B"
        )
        new = ReturnId(self._new("RT"))
        choices: tuple[c.Command, ...] = (
            c.CompleteReturn(
                customer_id=customer,
                return_id=new,
                lines=(bought,),
                invoice_id=self._invoice(),
            ),
            c.CompleteReturn(customer_id=customer, return_id=new, lines=(gift,)),
            c.ReopenReturn(customer_id=customer, return_id=known, mode=mode),
            c.CorrectReturn(
                customer_id=customer,
                return_id=known,
                lines=(self._of((bought, gift)),),
                mode=mode,
            ),
        )
        return self._of(choices)

    def _void_invoice(self) -> c.Command:
        return c.VoidInvoice(
            customer_id=self._customer,
            invoice_id=self._invoice(),
            mode=self._of(list(c.VoidMode)),
        )

    def _void_application(self) -> c.Command:
        uses = list(self._ledger.applications.values())
        if not uses:
            return self._issue()
        use = self._of(uses)
        return c.VoidApplication(
            customer_id=self._customer,
            payment_id=use.payment_id,
            credit_id=use.credit_id,
            invoice_id=use.invoice_id,
            reopen=self._of((False, True)),
        )

    def _import(self) -> c.Command:
        if self._of((True, False)):
            return c.ImportCredit(
                customer_id=self._customer,
                credit_id=CreditId(self._new("M")),
                system="books",
                remote_id=self._new("m"),
                amount=Money(60, "USD"),
                opening=Money(self._of((0, 20, 60)), "USD"),
            )
        part = c.RemoteAllocation(invoice_id=self._invoice(), amount=Money(10, "USD"))
        return c.ImportPayment(
            customer_id=self._customer,
            payment_id=PaymentId(self._new("Q")),
            system="books",
            tenders=(Tender(Method.TRANSFER, Money(60, "USD")),),
            allocations=(part,)[: self._of((0, 1))],
            opening=Money(self._of((0, 20)), "USD"),
        )

    def _import_change(self) -> c.Command:
        credit, payment, invoice = self._credit(), self._payment(), self._invoice()
        changes: tuple[c.RemoteChange, ...] = (
            c.CreditAmount(credit, self._money()),
            c.PaymentAmount(payment, self._money()),
            c.CreditUsed(PaymentId(self._new("U")), credit, invoice, Money(10, "USD")),
            c.CreditUnused(payment, credit, invoice),
        )
        return c.ImportChange(customer_id=self._customer, change=self._of(changes))
