"""Questions about one customer, answered from everything that is on record."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from returns.result import Failure

from credits_core.commands import IssueCredit
from credits_core.customer_return import ReturnedLine
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.exact import NONE, Quantity
from credits_core.identity import CreditId, CustomerId, InvoiceId, LineId, PaymentId
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.payment import Allocation, Application
from credits_core.policy import Duplicates, Policy
from credits_core.queries import (
    CreditDetail,
    CreditRecord,
    CreditsOfCustomer,
    CustomerCredits,
    History,
    InvoiceDetail,
    InvoiceRecord,
    Journal,
)
from credits_core.rejections import Unknown
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import (
    ACME,
    LINE,
    bring_back,
    cancel,
    exact,
    grant,
    invoice,
    pay,
    unapply,
    usd,
)

TODAY = BEGIN.date()


@pytest.fixture
def desk() -> Desk:
    return Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))


def _euros(name: str, minor: int) -> IssueCredit:
    return attrs.evolve(grant(name, 1), amount=Money(minor, "EUR"))


def test_open_credits_come_in_fifo_order_with_totals_for_each_currency(
    desk: Desk,
) -> None:
    """K2 is older than K1; what is used up or cancelled is not open any more."""
    for command in (
        *(grant("K1", 5), grant("K2", 7, on=date(2025, 12, 1)), _euros("K3", 9)),
        *(grant("K4", 1), cancel("K4"), invoice("A", 3)),
        pay("P", 0, "A", credits=exact(3)),
    ):
        desk.submit(command, BOSS).unwrap()
    credits = desk.ledgers.load_whole(ACME).credits

    found = desk.ask(CustomerCredits(customer_id=ACME), BOSS).unwrap()

    names = ("K2", "K1", "K3")
    assert found == CreditsOfCustomer(
        available=(Money(9, "EUR"), usd(9)),
        scheduled=(),
        held=(),
        open_credits=tuple(credits[CreditId(name)] for name in names),
    )


def test_what_cannot_be_used_today_is_not_available(desk: Desk) -> None:
    """5 are scheduled for tomorrow (HC-42), 3 are held as a duplicate (HC-76)."""
    policy = Policy(possible_duplicates=Duplicates.HOLD)
    desk = attrs.evolve(desk, policy=policy)
    for command in (
        *(grant("K", 5, on=date(2026, 1, 2)), pay("P", 3), pay("Q", 3)),
        grant("L", 2),
    ):
        desk.submit(command, BOSS).unwrap()

    found = desk.ask(CustomerCredits(customer_id=ACME), BOSS).unwrap()

    assert isinstance(found, CreditsOfCustomer)
    assert (found.available, found.scheduled, found.held) == (
        (usd(5),),
        (usd(5),),
        (usd(3),),
    )


def test_a_customer_nobody_has_heard_of_holds_nothing(desk: Desk) -> None:
    nobody = CustomerId("NOBODY")

    assert desk.ask(CustomerCredits(customer_id=nobody), BOSS).unwrap() == (
        CreditsOfCustomer(available=(), scheduled=(), held=(), open_credits=())
    )
    assert desk.ask(History(customer_id=nobody), BOSS).unwrap() == Journal(entries=())


def test_a_credit_tells_every_use_it_ever_had_voided_ones_too(desk: Desk) -> None:
    for command in (
        *(invoice("A", 3), invoice("B", 3), grant("K", 5)),
        pay("P", 0, "A", "B", credits=exact(5)),
        unapply("P", "K", "A"),
    ):
        desk.submit(command, BOSS).unwrap()
    credit = desk.ledgers.load_whole(ACME).credits[CreditId("K")]

    found = desk.ask(CreditDetail(customer_id=ACME, credit_id=credit.id), BOSS).unwrap()

    on_a = Application(
        number=1,
        payment_id=PaymentId("P"),
        credit_id=credit.id,
        invoice_id=InvoiceId("A"),
        amount=usd(3),
        date=TODAY,
        voided_on=TODAY,
    )
    on_b = attrs.evolve(
        on_a, number=2, invoice_id=InvoiceId("B"), amount=usd(2), voided_on=None
    )
    assert found == CreditRecord(credit=credit, lines=(), uses=(on_a, on_b))


def test_the_credit_of_a_return_shows_the_goods(desk: Desk) -> None:
    desk.submit(bring_back("R", 4), BOSS).unwrap()
    credit = desk.ledgers.load_whole(ACME).credits[CreditId("return:R")]

    found = desk.ask(CreditDetail(customer_id=ACME, credit_id=credit.id), BOSS).unwrap()

    goods = ReturnedLine(
        id=LineId("r"),
        product="",
        quantity=Quantity.of(4),
        value=usd(4),
        unit_price=NONE,
    )
    assert found == CreditRecord(credit=credit, lines=(goods,), uses=())


def test_an_invoice_tells_how_it_was_paid_in_the_order_of_its_entries(
    desk: Desk,
) -> None:
    for command in (
        *(invoice("A", 9), grant("K", 5), pay("P", 2, "A")),
        pay("Q", 1, "A", credits=exact(4)),
        unapply("Q", "K", "A"),
    ):
        desk.submit(command, BOSS).unwrap()
    known = desk.ledgers.load_whole(ACME).invoices[InvoiceId("A")]

    found = desk.ask(
        InvoiceDetail(customer_id=ACME, invoice_id=known.id), BOSS
    ).unwrap()

    by_p = Allocation(
        number=1,
        payment_id=PaymentId("P"),
        invoice_id=known.id,
        amount=usd(2),
        date=TODAY,
    )
    by_k = Application(
        number=2,
        payment_id=PaymentId("Q"),
        credit_id=CreditId("K"),
        invoice_id=known.id,
        amount=usd(4),
        date=TODAY,
        voided_on=TODAY,
    )
    by_q = attrs.evolve(by_p, number=3, payment_id=PaymentId("Q"), amount=usd(1))
    line = InvoiceLine(id=LINE, amount=usd(9), quantity=Quantity.of(9))
    assert found == InvoiceRecord(
        invoice=known, lines=(line,), tenders=(by_p, by_k, by_q)
    )


def test_the_history_holds_what_was_carried_out_and_not_what_was_refused(
    desk: Desk,
) -> None:
    first = desk.submit(grant("K", 5), BOSS, "k").unwrap()
    desk.submit(grant("K", 6), BOSS)
    second = desk.submit(cancel("K"), BOSS).unwrap()

    found = desk.ask(History(customer_id=ACME), BOSS).unwrap()

    assert found == Journal(entries=(first, second))
    assert isinstance(first, Entry)


def test_what_is_not_there_is_unknown_also_if_another_customer_has_it(
    desk: Desk,
) -> None:
    other = CustomerId("OTHER")
    for command in (invoice("A", 9), grant("K", 5)):
        desk.submit(attrs.evolve(command, customer_id=other), BOSS).unwrap()

    credit = desk.ask(CreditDetail(customer_id=ACME, credit_id=CreditId("K")), BOSS)
    bill = desk.ask(InvoiceDetail(customer_id=ACME, invoice_id=InvoiceId("A")), BOSS)

    assert credit == Failure(Unknown(what="credit", id="K"))
    assert bill == Failure(Unknown(what="invoice", id="A"))
