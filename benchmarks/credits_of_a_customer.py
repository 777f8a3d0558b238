"""A customer with many open credits, who pays one invoice after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from typing import Final

from returns.pipeline import is_successful

from credits_core.commands import (
    Command,
    Exact,
    IssueCredit,
    ReceivePayment,
    RegisterInvoice,
)
from credits_core.credit import Manual
from credits_core.desk import Desk
from credits_core.entry import Effects, Entry
from credits_core.events import CreditIssued
from credits_core.fold import fold
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
    UserId,
)
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.ports import Change, Ledgers
from credits_memory import HandClock

TODAY: Final = date(2025, 6, 30)
AT: Final = datetime(2025, 6, 30, 12, tzinfo=UTC)
ANNA: Final = Actor(UserId("anna"), (Role("Everything", EVERYTHING),))
CUSTOMER: Final = CustomerId("ACME")
_ONE: Final = Money.of("100.00", "USD")
_CASH: Final = Money.of("50.00", "USD")
_BATCH: Final = 1_000
_CREDITS_A_DAY: Final = 100


def fill(ledgers: Ledgers, credits: int) -> None:
    """Give the customer so many open *credits*, as a first import would."""
    for start in range(0, credits, _BATCH):
        numbers = range(start, min(start + _BATCH, credits))
        seen = ledgers.load(CUSTOMER, frozenset())
        events = tuple(_issued(number, credits) for number in numbers)
        entry = Entry(
            customer_id=CUSTOMER,
            version=seen.version + 1,
            at=AT,
            today=TODAY,
            user_id=ANNA.user_id,
            on_behalf_of=None,
            command=_issue(f"batch {start}"),
            events=events,
            effects=Effects(),
        )
        change = Change(seen=seen, after=fold(seen, events), entry=entry)
        if not is_successful(ledgers.commit(change)):
            raise RuntimeError("Nobody else should be here.")


def _issued(number: int, credits: int) -> CreditIssued:
    age = timedelta(days=1 + (credits - number) // _CREDITS_A_DAY)
    return CreditIssued(
        credit_id=CreditId(f"C{number}"),
        origin=Manual(),
        amount=_ONE,
        opening=_ONE.zero,
        effective_date=TODAY - age,
        sequence=number,
        number=f"C{number}",
        note="",
        generated_by=(),
        funded_by=(),
        issued_by=ANNA.user_id,
        caused_by=None,
    )


def _issue(name: str) -> IssueCredit:
    credit_id = CreditId(name)
    return IssueCredit(customer_id=CUSTOMER, credit_id=credit_id, amount=_ONE)


def payments(ledgers: Ledgers) -> Iterator[Callable[[], None]]:
    """Mixed payments, one after another, each to be carried out by calling it.

    Before each one, its invoice is registered and what the one before it used up
    is replaced.
    """
    desk = Desk(ledgers=ledgers, clock=HandClock(AT, TODAY))

    def submit(command: Command) -> None:
        if not is_successful(desk.submit(command, ANNA)):
            raise RuntimeError(f"{command} was refused.")

    for number in count():
        submit(_register(number))
        if number:
            submit(_issue(f"new {number} a"))
            submit(_issue(f"new {number} b"))
        yield partial(submit, _payment(number))


def _register(number: int) -> RegisterInvoice:
    line = InvoiceLine(id=LineId("1"), amount=_ONE + _ONE + _CASH)
    invoice_id = InvoiceId(f"I{number}")
    return RegisterInvoice(customer_id=CUSTOMER, invoice_id=invoice_id, lines=(line,))


def _payment(number: int) -> ReceivePayment:
    return ReceivePayment(
        customer_id=CUSTOMER,
        payment_id=PaymentId(f"P{number}"),
        invoices=(InvoiceId(f"I{number}"),),
        tenders=(Tender(Method.CASH, _CASH),),
        credits=Exact(_ONE + _ONE),
    )
