"""What is told of invoices and credits, sentence by sentence (R25)."""

from __future__ import annotations

import attrs
import pytest

from credits_core.commands import Exact
from credits_core.credit import FromRemoteMemo, FromRemotePayment, Hold, Origin
from credits_core.desk import Desk
from credits_core.enquiries import (
    ExplainCredit,
    ExplainInvoice,
    NextCredits,
    WhyNot,
)
from credits_core.enquiries.cursors import Cursor, read, written
from credits_core.enquiries.moved import MovementKind
from credits_core.enquiries.movements import movements
from credits_core.enquiries.sentences import of_credit, of_invoice, of_origin
from credits_core.enquiries.steps import Step
from credits_core.events import (
    CreditCancelled,
    CreditDeleted,
    CreditEdited,
    CreditEvent,
    CreditGrew,
    CreditHeld,
    CreditReopened,
    CreditRetracted,
    CreditWrittenOff,
    Event,
    ForfeitShrank,
    HoldReleased,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId, UserId
from credits_core.policy import Duplicates, Policy
from credits_core.rejections import CreditIsHeld, PeriodClosed
from credits_core.search import CreditSearch
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import (
    ACME,
    cancel,
    edit,
    grant,
    invoice,
    pay,
    unapply,
    usd,
)

from .kept import asked

K = CreditId("K")
A = InvoiceId("A")


@pytest.fixture
def desk() -> Desk:
    return Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (CreditGrew(credit_id=K, amount=usd(5)), "0.05 USD more became part of"),
        (
            CreditRetracted(credit_id=K, amount=usd(5), cause="raised"),
            "0.05 USD came back from credit K.",
        ),
        (
            ForfeitShrank(credit_id=K, amount=usd(5)),
            "0.05 USD that was forfeited is not there any more.",
        ),
        (
            CreditCancelled(credit_id=K, amount=usd(5)),
            "0.05 USD of credit K was forfeited.",
        ),
        (HoldReleased(credit_id=K), "HoldReleased."),
    ],
)
def test_what_became_of_money_that_was_too_much_is_told(
    event: Event, sentence: str
) -> None:
    assert of_invoice(event).startswith(sentence)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (
            CreditEdited(credit_id=K, old_amount=usd(5), amount=usd(7), note=""),
            "Its amount was changed from 0.05 USD to 0.07 USD.",
        ),
        (CreditGrew(credit_id=K, amount=usd(2)), "It grew by 0.02 USD."),
        (
            CreditRetracted(credit_id=K, amount=usd(2), cause="return reopened"),
            "0.02 USD was retracted: return reopened.",
        ),
        (
            CreditCancelled(credit_id=K, amount=usd(2)),
            "It was cancelled, and 0.02 USD given up.",
        ),
        (
            CreditWrittenOff(credit_id=K, amount=usd(2)),
            "0.02 USD that came home to it was written off.",
        ),
        (
            ForfeitShrank(credit_id=K, amount=usd(2)),
            "0.02 USD that was forfeited is not behind it any more.",
        ),
        (CreditReopened(credit_id=K), "Its cancellation was taken back."),
        (
            CreditDeleted(credit_id=K, amount=usd(2)),
            "It was deleted with 0.02 USD in it.",
        ),
        (CreditHeld(credit_id=K, hold=Hold.CONFLICT), "It is held: conflict."),
        (HoldReleased(credit_id=K), "It is not held any more."),
    ],
)
def test_what_happened_to_a_credit_is_told(event: CreditEvent, sentence: str) -> None:
    assert of_credit(event) == sentence


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (FromRemoteMemo("qbo", "77"), "credit memo 77 of qbo"),
        (
            FromRemotePayment("qbo", PaymentId("Q1")),
            "money of payment Q1 of qbo that is on no invoice",
        ),
    ],
)
def test_where_a_credit_came_from_is_told(origin: Origin, words: str) -> None:
    assert of_origin(origin) == words


def test_a_lowered_invoice_tells_what_became_of_the_money(desk: Desk) -> None:
    """100 paid, to 80 and up to 85: 20 became credit, 5 came back from it."""
    for command in (
        *(invoice("A", 100), pay("P", 100, "A")),
        *(edit("E1", "A", -20), edit("E2", "A", 5)),
    ):
        desk.submit(command, BOSS).unwrap()

    found = asked(desk, ExplainInvoice(customer_id=ACME, invoice_id=A))

    lowered, raised = found.steps[-2:]
    assert lowered.sentences[-1] == "0.20 USD paid too much became credit reduction:E1."
    assert raised.sentences[-1] == "0.05 USD came back from credit reduction:E1."
    assert "0.15 USD that was paid too much became credit." in found.why


def test_what_was_given_up_of_a_lowered_invoice_is_told(desk: Desk) -> None:
    """100 paid, to 80, and the 20 are given up."""
    for command in (
        *(invoice("A", 100), pay("P", 100, "A")),
        *(edit("E1", "A", -20), cancel("reduction:E1")),
    ):
        desk.submit(command, BOSS).unwrap()

    found = asked(desk, ExplainInvoice(customer_id=ACME, invoice_id=A))

    told = found.steps[-1].sentences
    assert told == ("0.20 USD of credit reduction:E1 was forfeited.",)
    assert "0.20 USD that was paid too much was forfeited." in found.why


def test_a_step_that_moves_nothing_leaves_what_was_left(desk: Desk) -> None:
    """K was cancelled; its use comes home, and is usable again."""
    for command in (
        *(grant("K", 5), invoice("A", 3), pay("Q", 0, "A", credits=Exact(usd(3)))),
        *(cancel("K"), attrs.evolve(unapply("Q", "K", "A"), reopen=True)),
    ):
        desk.submit(command, BOSS).unwrap()

    found = asked(desk, ExplainCredit(customer_id=ACME, credit_id=K))

    assert "Its cancellation was taken back." in found.steps[-1].sentences
    assert found.steps[-1].after == usd(3)
    came, went = (
        [
            one.amount
            for one in movements(desk.ledgers.journal(ACME))
            if one.kind is kind
        ]
        for kind in (MovementKind.ISSUED, MovementKind.CANCELLED)
    )
    assert (came, went) == ([usd(5)], [usd(2)])


def test_a_held_credit_is_passed_over(desk: Desk) -> None:
    """Two payments of 9 on one day look alike, so the second's 4 are held."""
    careful = attrs.evolve(desk, policy=Policy(possible_duplicates=Duplicates.HOLD))
    for command in (
        *(invoice("A", 5), invoice("B", 5)),
        *(pay("P", 9, "A"), pay("Q", 9, "B")),
    ):
        careful.submit(command, BOSS).unwrap()

    found = asked(careful, NextCredits(customer_id=ACME, amount=usd(8)))

    held = CreditIsHeld(
        credit_id=CreditId("overpayment:Q"), hold=Hold.POSSIBLE_DUPLICATE
    )
    assert [one.reason for one in found.passed_over] == [held]
    assert found.short == usd(4)


def test_a_step_of_the_system_tells_for_whom_it_was() -> None:
    step = Step(
        version=1,
        at=BEGIN,
        today=BEGIN.date(),
        user_id=UserId("job"),
        on_behalf_of=UserId("anna"),
        command="IssueCredit",
        sentences=(),
        after=usd(0),
    )

    assert step.who == "job for anna"


def test_credits_that_are_not_needed_are_not_taken(desk: Desk) -> None:
    for command in (grant("K", 4), grant("L", 5)):
        desk.submit(command, BOSS).unwrap()

    found = asked(desk, NextCredits(customer_id=ACME, amount=usd(4)))

    assert [one.credit.id for one in found.taken] == [K]


def test_a_closed_period_is_a_reason_too(desk: Desk) -> None:
    for command in (grant("K", 4), invoice("A", 5)):
        desk.submit(command, BOSS).unwrap()
    closed = attrs.evolve(desk, policy=Policy(closed_through=BEGIN.date()))
    query = WhyNot(customer_id=ACME, credit_id=K, invoice_id=A)

    assert [type(one) for one in asked(closed, query).reasons] == [PeriodClosed]


def test_what_is_no_cursor_is_refused() -> None:
    """One is too long, the other is of a place that no row can have."""
    search = CreditSearch()
    nowhere = written(Cursor((1, "K")), search)

    with pytest.raises(ValueError, match="no cursor of this search"):
        read("A" * 5_000, search)
    with pytest.raises(ValueError, match="no cursor of this search"):
        read(nowhere, search)


def test_the_end_of_a_table_has_a_cursor_too() -> None:
    search = CreditSearch()
    end = Cursor(None, is_backward=True)

    assert read(written(end, search), search) == end
