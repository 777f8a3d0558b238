"""The case that is measured: the whole command through the desk of the library."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from returns.pipeline import is_successful
from typing_extensions import override

from credits_core.commands import Exact, ReceivePayment, RegisterInvoice
from credits_core.credit import Manual
from credits_core.desk import Desk
from credits_core.entry import Effects, Entry
from credits_core.events import CreditIssued, Event, InvoiceRegistered
from credits_core.fold import fold
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
    TenantId,
    UserId,
)
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.parts import Footprint
from credits_core.payment import Method, Tender
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.ports import Change, Ledgers
from credits_memory import HandClock
from credits_sql import SqlLedgers, open_store

from . import shape

TENANT = TenantId("benchmark")
ANNA = Actor(UserId("anna"), (Role("Everything", EVERYTHING),))
AT = datetime(2025, 6, 30, 12, tzinfo=UTC)


def fill(url: str) -> None:
    """Write what is there before the first payment, one change a customer."""
    with open_store(url, TENANT) as store:
        ledgers = store.ledgers()
        for customer in range(1, shape.HOT + 1):
            _fill_one(ledgers, customer)


def paying(
    url: str, turns: Iterable[tuple[int, int]]
) -> Iterator[Callable[[], object]]:
    """Payments through a desk, each to be carried out by calling it.

    The desk, the permissions, the key, the rules, the laws that the tables keep,
    the journal and the balance are all part of it.
    """
    with open_store(url, TENANT, create=False) as store:
        ledgers = _Counting(store.engine, TENANT)
        desk = Desk(ledgers=ledgers, clock=HandClock(AT, shape.TODAY))
        for number, customer in turns:
            yield payment(desk, number, customer)


def blocks() -> int:
    """How many exclusive blocks were begun in this process: one a payment if no more.

    Each one above that was a payment tried again.
    """
    return _Counting.begun


class _Counting(SqlLedgers):
    """Ledgers that count how often a payment was begun."""

    begun = 0

    @override
    @contextmanager
    def foreseeing(
        self, customer_id: CustomerId, footprint: Footprint, key: str | None
    ) -> Generator[None]:
        _Counting.begun += 1
        with super().foreseeing(customer_id, footprint, key):
            yield


def payment(desk: Desk, number: int, customer: int) -> Callable[[], object]:
    """One payment through the *desk*, to be carried out by calling it."""

    def pay() -> None:
        command = ReceivePayment(
            customer_id=CustomerId(f"K{customer}"),
            payment_id=PaymentId(f"P{number}"),
            invoices=(InvoiceId(f"I{customer}"),),
            tenders=(Tender(Method.CASH, Money(shape.CASH, "USD")),),
            credits=Exact(Money(shape.FROM_CREDITS, "USD")),
        )
        if not is_successful(desk.submit(command, ANNA, key=f"key {number}")):
            raise RuntimeError(f"{command} was refused.")

    return pay


def _fill_one(ledgers: Ledgers, customer: int) -> None:
    seen = ledgers.load(CustomerId(f"K{customer}"), frozenset())
    lines = (InvoiceLine(id=LineId("1"), amount=Money(shape.TOTAL, "USD")),)
    command = RegisterInvoice(
        customer_id=seen.customer_id, invoice_id=InvoiceId(f"I{customer}"), lines=lines
    )
    events: tuple[Event, ...] = (_registered(command), *_credits(customer))
    entry = Entry(
        customer_id=seen.customer_id,
        version=1,
        at=AT,
        today=shape.TODAY,
        user_id=ANNA.user_id,
        on_behalf_of=None,
        command=command,
        events=events,
        effects=Effects(),
    )
    change = Change(seen=seen, after=fold(seen, events), entry=entry)
    if not is_successful(ledgers.commit(change)):
        raise RuntimeError("Nobody else should be here.")


def _registered(command: RegisterInvoice) -> InvoiceRegistered:
    return InvoiceRegistered(
        invoice_id=command.invoice_id,
        number=str(command.invoice_id),
        date=shape.BEGIN,
        due_date=None,
        total=Money(shape.TOTAL, "USD"),
        lines=command.lines,
    )


def _credits(customer: int) -> Iterator[CreditIssued]:
    """Credits that are used up, and then those that are open, a day apart at most."""
    amount = Money(shape.CREDIT, "USD")
    for number in range(shape.USED + shape.open_credits(customer)):
        yield CreditIssued(
            credit_id=CreditId(f"C{customer}-{number}"),
            origin=Manual(),
            amount=amount,
            opening=amount if number < shape.USED else amount.zero,
            effective_date=shape.BEGIN + timedelta(days=number % shape.OPEN),
            sequence=number,
            number=f"C{customer}-{number}",
            note="",
            generated_by=(),
            funded_by=(),
            issued_by=ANNA.user_id,
            caused_by=None,
        )
