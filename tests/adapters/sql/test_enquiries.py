"""Every enquiry is answered from tables as it is from memory, over any histories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import Final, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from returns.methods import unwrap_or_failure

from credits_core.desk import Desk
from credits_core.enquiries import (
    AnyEnquiry,
    AvailableCredit,
    Basis,
    CreditsAsOf,
    CreditsTable,
    CustomerHistory,
    CustomerProfile,
    ExplainCredit,
    ExplainInvoice,
    LineageOfCredit,
    LineageOfCustomer,
    NextCredits,
    OwnerOfCredit,
    OwnerOfInvoice,
    RollForwardOfPeriod,
    WhyNot,
)
from credits_core.identity import CreditId, CustomerId, InvoiceId, TenantId
from credits_core.laws import Step
from credits_core.money import Money
from credits_core.ports import Change, Ledgers, Register
from credits_core.search import CreditSearch
from credits_memory import HandClock, MemoryLedgers, MemoryRegister
from credits_sql import SqlStore
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME
from credits_testkit.strategies import History, histories, searches

pytestmark = pytest.mark.extras

BETA: Final = CustomerId("Beta")
NUMBERS: Final = count()
PAGES_MAX: Final = 100
AMOUNTS: Final = st.integers(1, 9_000)


@st.composite
def _asked(draw: st.DrawFn, told: tuple[History, ...]) -> list[AnyEnquiry]:
    """Each enquiry once, about documents that are there and one that is not."""
    customer_id = draw(st.sampled_from((ACME, BETA)))
    ledgers = [history.ledger for history in told]
    credit_id = draw(
        st.sampled_from([*(c for one in ledgers for c in one.credits), CreditId("?")])
    )
    invoice_id = draw(
        st.sampled_from([*(i for one in ledgers for i in one.invoices), InvoiceId("?")])
    )
    first = BEGIN.date() + timedelta(days=draw(st.integers(-3, 12)))
    last = first + timedelta(days=draw(st.integers(0, 12)))
    basis, size = draw(st.sampled_from(Basis)), draw(st.integers(1, 4))
    known_on = draw(st.none() | st.just(last))
    one = draw(st.none() | st.just(customer_id))
    return [
        CreditsTable(search=draw(searches((ACME, BETA))), size=size),
        CustomerProfile(customer_id=customer_id, size=size),
        CustomerHistory(customer_id=customer_id, size=size),
        AvailableCredit(customer_ids=(BETA, ACME, CustomerId("nobody"))),
        CreditsAsOf(day=last, customer_id=one, basis=basis, known_on=known_on),
        RollForwardOfPeriod(
            first=first, last=last, customer_id=one, basis=basis, known_on=known_on
        ),
        ExplainInvoice(customer_id=customer_id, invoice_id=invoice_id),
        ExplainCredit(customer_id=customer_id, credit_id=credit_id),
        WhyNot(customer_id=customer_id, credit_id=credit_id, invoice_id=invoice_id),
        NextCredits(
            customer_id=customer_id, amount=Money(draw(st.integers(1, 9_000)), "USD")
        ),
        LineageOfCustomer(customer_id=customer_id),
        LineageOfCredit(customer_id=customer_id, credit_id=credit_id),
        OwnerOfCredit(credit_id=credit_id),
        OwnerOfInvoice(invoice_id=invoice_id),
    ]


def _desk(ledgers: Ledgers, register: Register, told: tuple[History, ...]) -> Desk:
    """A desk over empty ledgers, some days after the end of those histories."""
    days = 3 + max(len(history.steps) for history in told)
    clock = HandClock(BEGIN + timedelta(days=days))
    return Desk(ledgers=ledgers, clock=clock, register=register)


def _tell(desk: Desk, steps: Iterable[Step]) -> None:
    for step in steps:
        change = Change(seen=step.before, after=step.after, entry=step.entry)
        desk.ledgers.commit(change).unwrap()


def _answer(desk: Desk, enquiry: AnyEnquiry) -> object:
    """The answer or the refusal; of a table, all pages from the first to the last."""
    found: object = unwrap_or_failure(desk.ask(enquiry, BOSS))
    if not isinstance(enquiry, CreditsTable):
        return found
    return _rows(desk, enquiry.search, enquiry.size)


def _rows(desk: Desk, search: CreditSearch, size: int) -> list[object]:
    rows: list[object] = []
    cursor: str | None = None
    for _ in range(PAGES_MAX):
        query = CreditsTable(search=search, size=size, cursor=cursor)
        page = desk.ask(query, BOSS).unwrap()
        rows += page.rows
        cursor = page.later
        if cursor is None:
            return rows
    raise AssertionError("The table does not end.")


def test_memory_and_tables_answer_every_enquiry_alike(store: SqlStore) -> None:
    """Two customers with any histories, each kind of enquiry, on each database.

    Everything is asked in the middle of the histories too, on the same connections.
    """
    seen: set[type] = set()

    @given(data=st.data())
    @settings(
        max_examples=8,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def alike(data: st.DataObject) -> None:
        told = tuple(
            data.draw(histories(customer_id=one, max_size=15, min_credits=1))
            for one in (ACME, BETA)
        )
        memory = MemoryLedgers()
        tenant_id = TenantId(f"enquiries {next(NUMBERS)}")
        plain = _desk(memory, MemoryRegister(memory), told)
        tables = _desk(store.ledgers(tenant_id), store.register(tenant_id), told)
        enquiries, middle = data.draw(_asked(told)), data.draw(st.integers(0, 16))
        for part in (slice(middle), slice(middle, None)):
            for desk in (plain, tables):
                _tell(desk, (step for one in told for step in one.steps[part]))
            for enquiry in enquiries:
                seen.add(type(enquiry))
                assert _answer(tables, enquiry) == _answer(plain, enquiry), enquiry

    alike()

    assert seen == set(get_args(AnyEnquiry))
