"""A small world in which histories are drawn: what could be asked for next.

Moves are tuples of small numbers, so that a failing history shrinks to a short
one with small amounts. Most of what they ask for is possible; the rest tests the
refusals.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    CompleteReturn,
    CorrectReturn,
    CreditAmount,
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
    Mode,
    Named,
    NamedCredit,
    NoCredits,
    PaymentAmount,
    ReceivePayment,
    RecordPaymentReversed,
    ReleaseHold,
    RemoteAllocation,
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
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
)
from credits_core.ledger import Ledger
from credits_testkit.orders import ACME, LINE, cash, edit, invoice, usd

Move = tuple[int, int, int, int, int]
"""Which command, and four numbers that it makes of what it likes."""

T = TypeVar("T")


def command_of(move: Move, ledger: Ledger) -> Command:  # noqa: C901, PLR0911, PLR0912
    """The command that *move* means, given what there is."""
    kind, a, b, c, d = move
    new = str(ledger.version + 1)
    match kind % 20:
        case 0 | 1:
            return invoice(f"I{new}", a % 5)
        case 2 | 3 | 4:
            return _receipt(f"P{new}", ledger, a, b, c, d)
        case 5:
            return _credit(f"C{new}", a, b)
        case 6 | 7:
            return _edit(f"E{new}", ledger, a, b)
        case 8:
            modes = tuple(VoidMode)
            return VoidInvoice(
                customer_id=ACME, invoice_id=_invoice(ledger, a), mode=modes[b % 3]
            )
        case 9 | 10:
            return EditPayment(
                customer_id=ACME,
                payment_id=_payment(ledger, a),
                amount=usd(b % 7),
                mode=_mode(c),
            )
        case 11:
            return _void_payment(ledger, a, b)
        case 12:
            return RecordPaymentReversed(
                customer_id=ACME, payment_id=_payment(ledger, a)
            )
        case 13 | 14:
            return _void_application(ledger, a, b)
        case 15:
            return CancelCredit(
                customer_id=ACME,
                credit_id=_any_credit(ledger, a),
                mode=tuple(CancelMode)[b % 2],
            )
        case 16:
            return _touch_credit(ledger, a, b, c)
        case 17 | 18:
            return _return(f"R{new}", ledger, a, b, c)
        case _:
            return _remote(f"X{new}", ledger, a, b, c)


def _credit(name: str, a: int, b: int) -> IssueCredit:
    return IssueCredit(
        customer_id=ACME,
        credit_id=CreditId(name),
        amount=usd(a % 5),
        effective_date=date(2026, 1, 1) + timedelta(days=b % 5 - 2),
    )


def _receipt(name: str, ledger: Ledger, *n: int) -> ReceivePayment:
    a, b, c, d = n
    ids = sorted(ledger.invoices)
    named = tuple(ids[(a + i) % len(ids)] for i in range(min(b % 3, len(ids))))
    uses = (NoCredits(), NoCredits(), Exact(usd(1 + c % 3)), Fill())
    use = uses[d % 5] if d % 5 < 4 else _named(ledger, c)
    return ReceivePayment(
        customer_id=ACME,
        payment_id=PaymentId(name),
        invoices=named,
        tenders=cash((c // 3) % 6),
        credits=use,
    )


def _named(ledger: Ledger, c: int) -> Named:
    one = NamedCredit(_any_credit(ledger, c), usd(1 + c % 2))
    return Named((one,))


def _edit(name: str, ledger: Ledger, a: int, b: int) -> EditInvoice:
    return edit(name, _invoice(ledger, a), b % 9 - 5)


def _void_payment(ledger: Ledger, a: int, b: int) -> VoidPayment:
    return VoidPayment(
        customer_id=ACME,
        payment_id=_payment(ledger, a),
        mode=_mode(b),
        including_credits=b % 3 == 0,
    )


def _void_application(ledger: Ledger, a: int, b: int) -> VoidApplication:
    applications = list(ledger.applications.values())
    if not applications:
        return VoidApplication(
            customer_id=ACME,
            payment_id=PaymentId("P0"),
            credit_id=CreditId("C0"),
            invoice_id=InvoiceId("I0"),
        )
    one = applications[a % len(applications)]
    return VoidApplication(
        customer_id=ACME,
        payment_id=one.payment_id,
        credit_id=one.credit_id,
        invoice_id=one.invoice_id,
        reopen=b % 4 == 0,
    )


def _touch_credit(ledger: Ledger, a: int, b: int, c: int) -> Command:
    credit_id = _any_credit(ledger, a)
    if b % 3 == 0:
        return DeleteCredit(customer_id=ACME, credit_id=credit_id)
    if b % 3 == 1:
        return EditCredit(customer_id=ACME, credit_id=credit_id, amount=usd(c % 6))
    return ReleaseHold(customer_id=ACME, credit_id=credit_id)


def _return(name: str, ledger: Ledger, *n: int) -> Command:
    a, b, c = n
    if a % 3 == 0 and ledger.returns:
        known = _pick(sorted(ledger.returns), b)
        if c % 2:
            return ReopenReturn(customer_id=ACME, return_id=known, mode=_mode(c // 2))
        on = LINE if ledger.returns[known].invoice_id else None
        return CorrectReturn(
            customer_id=ACME,
            return_id=known,
            lines=(_goods(1 + c % 4, on),),
            mode=_mode(c // 2),
        )
    on_invoice = b % 2 == 0 and bool(ledger.invoices)
    return CompleteReturn(
        customer_id=ACME,
        return_id=ReturnId(name),
        invoice_id=_invoice(ledger, c) if on_invoice else None,
        lines=(_goods(1 + a % 3, LINE if on_invoice else None),),
    )


def _goods(count: int, on: LineId | None) -> ReturnLine:
    return ReturnLine(
        id=LineId("r"),
        quantity=Quantity.of(count),
        value=None if on else usd(count),
        invoice_line=on,
    )


def _remote(name: str, ledger: Ledger, *n: int) -> Command:
    a, b, c = n
    if a % 4 == 0:
        return ImportCredit(
            customer_id=ACME,
            credit_id=CreditId(name),
            system="qbo",
            remote_id=name,
            amount=usd(1 + b % 4),
            opening=usd(min(c % 3, 1 + b % 4)),
        )
    if a % 4 == 1:
        invoice_id = _invoice(ledger, c)
        known = invoice_id in ledger.invoices
        return ImportPayment(
            customer_id=ACME,
            payment_id=PaymentId(name),
            system="qbo",
            tenders=cash(2 + b % 4),
            allocations=(RemoteAllocation(invoice_id=invoice_id, amount=usd(1)),)
            if known
            else (),
            opening=usd(c % 2),
        )
    if a % 4 == 2:
        change = CreditAmount(_any_credit(ledger, b), usd(c % 4))
        return ImportChange(customer_id=ACME, change=change)
    amount = PaymentAmount(_payment(ledger, b), usd(c % 5))
    return ImportChange(customer_id=ACME, change=amount)


def _mode(n: int) -> Mode:
    return tuple(Mode)[n % 2]


def _invoice(ledger: Ledger, n: int) -> InvoiceId:
    return _pick(sorted(ledger.invoices) or [InvoiceId("I0")], n)


def _payment(ledger: Ledger, n: int) -> PaymentId:
    return _pick(sorted(ledger.payments) or [PaymentId("P0")], n)


def _any_credit(ledger: Ledger, n: int) -> CreditId:
    return _pick(sorted(ledger.credits) or [CreditId("C0")], n)


def _pick(things: Sequence[T], n: int) -> T:
    return things[n % len(things)]
