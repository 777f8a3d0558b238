"""Commands that are mostly wrong, in several ways at once.

Ids are anybody's or nobody's, amounts may be nothing, currencies do not fit. What is
told of them is a matter of precedence alone, and both voices must tell the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Literal

import attrs

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    CompleteReturn,
    CorrectReturn,
    CreditAmount,
    CreditUnused,
    CreditUse,
    CreditUsed,
    DeleteCredit,
    EditCredit,
    EditInvoice,
    EditPayment,
    Exact,
    Fill,
    ImportChange,
    ImportCredit,
    ImportPayment,
    IssueCredit,
    LineChange,
    Mode,
    Named,
    NamedCredit,
    NoCredits,
    PaymentAmount,
    ReceivePayment,
    RecordPaymentReversed,
    RegisterInvoice,
    ReleaseHold,
    RemoteChange,
    ReopenReturn,
    ReturnLine,
    VoidApplication,
    VoidInvoice,
    VoidMode,
    VoidPayment,
)
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
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_testkit.chances import Chance

AMOUNTS: Final = (1, 0, -1, 2, 3, 5, 100, 9_999)


@attrs.frozen
class Nonsense:
    """Somebody who gives commands of a customer without looking at the *ledgers*."""

    chance: Chance
    ledgers: tuple[Ledger, ...]
    today: date
    customer_id: CustomerId
    currency: str

    def command(self) -> Command:
        """Any command at all."""
        return self.chance.of(_KINDS)(self)

    def _id(self, kind: Literal["invoices", "payments", "credits", "returns"]) -> str:
        known = [one for ledger in self.ledgers for one in getattr(ledger, kind)]
        return str(self.chance.of([*known, f"no {kind}"]))

    def invoice(self) -> InvoiceId:
        return InvoiceId(self._id("invoices"))

    def payment(self) -> PaymentId:
        return PaymentId(self._id("payments"))

    def credit(self) -> CreditId:
        return CreditId(self._id("credits"))

    def free_credit(self) -> CreditId:
        return CreditId(self._id("credits").replace(":", " "))

    def goods(self) -> ReturnId:
        return ReturnId(self._id("returns"))

    def invoices(self, most: int) -> tuple[InvoiceId, ...]:
        drawn = (self.invoice() for _ in range(self.chance.below(most + 1)))
        return tuple(dict.fromkeys(drawn))

    def money(self) -> Money:
        return Money(self.chance.of(AMOUNTS), self.currency)

    def day(self) -> date | None:
        days = (None, 0, -40, 5)
        ago = self.chance.of(days)
        return None if ago is None else self.today + timedelta(days=ago)

    def pieces(self) -> Quantity:
        return Quantity.of(self.chance.of((1, 0, 2, 3, 5)))

    def line(self) -> LineId:
        return LineId(self.chance.of(("1", "2", "9")))

    def mode(self) -> Mode:
        return self.chance.of(tuple(Mode))

    def tenders(self, least: int) -> tuple[Tender, ...]:
        count = least + self.chance.below(2)
        return tuple(Tender(Method.CASH, self.money()) for _ in range(count))

    def use(self) -> CreditUse:
        names = dict.fromkeys(self.credit() for _ in range(1 + self.chance.below(3)))
        named = Named(tuple(NamedCredit(name, self.money()) for name in names))
        uses: tuple[CreditUse, ...] = (NoCredits(), Fill(), Exact(self.money()), named)
        return self.chance.of(uses)

    def rows(self, *, sold: bool) -> tuple[ReturnLine, ...]:
        """Goods of an invoice, some of them without a value, or goods of none."""
        return tuple(
            ReturnLine(
                id=LineId(str(number)),
                quantity=self.pieces(),
                value=None if sold and self.chance.once_in(2) else self.money(),
                invoice_line=self.line() if sold else None,
            )
            for number in range(1 + self.chance.below(3))
        )

    def application(self) -> tuple[PaymentId, CreditId, InvoiceId]:
        made = [one for ledger in self.ledgers for one in ledger.applications.values()]
        if made and not self.chance.once_in(3):
            one = self.chance.of(made)
            return (one.payment_id, one.credit_id, one.invoice_id)
        return (self.payment(), self.credit(), self.invoice())


def _issue(some: Nonsense) -> Command:
    return IssueCredit(
        customer_id=some.customer_id,
        credit_id=some.free_credit(),
        amount=some.money(),
        effective_date=some.day(),
    )


def _edit_credit(some: Nonsense) -> Command:
    return EditCredit(
        customer_id=some.customer_id,
        credit_id=some.credit(),
        amount=some.money(),
        revision=some.chance.of((None, 1, 2, 3)),
    )


def _cancel(some: Nonsense) -> Command:
    mode = some.chance.of(tuple(CancelMode))
    return CancelCredit(
        customer_id=some.customer_id, credit_id=some.credit(), mode=mode
    )


def _delete(some: Nonsense) -> Command:
    return DeleteCredit(customer_id=some.customer_id, credit_id=some.credit())


def _release(some: Nonsense) -> Command:
    return ReleaseHold(customer_id=some.customer_id, credit_id=some.credit())


def _register(some: Nonsense) -> Command:
    count = 1 + some.chance.below(5)
    lines = (
        InvoiceLine(id=LineId(str(n)), amount=some.money(), quantity=some.pieces())
        for n in range(count)
    )
    return RegisterInvoice(
        customer_id=some.customer_id,
        invoice_id=some.invoice(),
        lines=tuple(lines),
        date=some.day(),
    )


def _edit_invoice(some: Nonsense) -> Command:
    lines = dict.fromkeys(some.line() for _ in range(some.chance.below(3)))
    by = (-1, 1, 0, -3, -100, -9_999)
    changes = (
        LineChange(
            line_id=line,
            amount=Money(some.chance.of(by), some.currency),
            quantity=Quantity.of(some.chance.of((0, -1, 1))),
        )
        for line in lines
    )
    return EditInvoice(
        customer_id=some.customer_id,
        invoice_id=some.invoice(),
        edit_id=EditId(some.chance.of(("E1", "E2", "E3", "E9"))),
        changes=tuple(changes),
    )


def _void_invoice(some: Nonsense) -> Command:
    mode = some.chance.of(tuple(VoidMode))
    return VoidInvoice(
        customer_id=some.customer_id, invoice_id=some.invoice(), mode=mode
    )


def _receive(some: Nonsense) -> Command:
    return ReceivePayment(
        customer_id=some.customer_id,
        payment_id=some.payment(),
        invoices=some.invoices(4),
        tenders=some.tenders(0),
        credits=some.use(),
        date=some.day(),
    )


def _edit_payment(some: Nonsense) -> Command:
    return EditPayment(
        customer_id=some.customer_id,
        payment_id=some.payment(),
        amount=some.money(),
        mode=some.mode(),
    )


def _void_payment(some: Nonsense) -> Command:
    return VoidPayment(
        customer_id=some.customer_id,
        payment_id=some.payment(),
        mode=some.mode(),
        including_credits=some.chance.once_in(2),
    )


def _reverse(some: Nonsense) -> Command:
    return RecordPaymentReversed(
        customer_id=some.customer_id, payment_id=some.payment()
    )


def _void_application(some: Nonsense) -> Command:
    payment_id, credit_id, invoice_id = some.application()
    return VoidApplication(
        customer_id=some.customer_id,
        payment_id=payment_id,
        credit_id=credit_id,
        invoice_id=invoice_id,
        reopen=some.chance.once_in(2),
    )


def _complete(some: Nonsense) -> Command:
    sold = not some.chance.once_in(3)
    return CompleteReturn(
        customer_id=some.customer_id,
        return_id=some.goods(),
        invoice_id=some.invoice() if sold else None,
        lines=some.rows(sold=sold),
    )


def _reopen(some: Nonsense) -> Command:
    return ReopenReturn(
        customer_id=some.customer_id, return_id=some.goods(), mode=some.mode()
    )


def _correct(some: Nonsense) -> Command:
    return CorrectReturn(
        customer_id=some.customer_id,
        return_id=some.goods(),
        lines=some.rows(sold=not some.chance.once_in(3)),
        mode=some.mode(),
    )


def _import_credit(some: Nonsense) -> Command:
    return ImportCredit(
        customer_id=some.customer_id,
        credit_id=some.free_credit(),
        system=some.chance.of(("books", "shop")),
        remote_id="7",
        amount=some.money(),
        effective_date=some.day(),
    )


def _import_payment(some: Nonsense) -> Command:
    return ImportPayment(
        customer_id=some.customer_id,
        payment_id=some.payment(),
        system=some.chance.of(("books", "shop")),
        tenders=some.tenders(1),
        invoices=some.invoices(3),
        date=some.day(),
    )


def _import_change(some: Nonsense) -> Command:
    payment_id, credit_id, invoice_id = some.application()
    told = Money(some.chance.of((1, 0, 2, 100)), some.currency)
    changes: tuple[RemoteChange, ...] = (
        CreditAmount(some.credit(), told),
        PaymentAmount(some.payment(), told),
        CreditUsed(some.payment(), some.credit(), some.invoice(), some.money()),
        CreditUnused(payment_id, credit_id, invoice_id),
    )
    return ImportChange(customer_id=some.customer_id, change=some.chance.of(changes))


_KINDS: Final[tuple[Callable[[Nonsense], Command], ...]] = (
    *(_receive,) * 4,
    *(_issue, _edit_credit, _cancel, _delete, _release),
    *(_register, _edit_invoice, _void_invoice),
    *(_edit_payment, _void_payment, _reverse, *(_void_application,) * 2),
    *(*(_complete,) * 2, _reopen, *(_correct,) * 2),
    *(_import_credit, _import_payment, *(_import_change,) * 3),
)
"""Every kind of command, and those that may be wrong in more ways more often."""
