"""What is dated in a closed period stays as it is, unless it is a fact (HC-31)."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs
import pytest

from credits_core.commands import (
    CancelMode,
    Command,
    CreditAmount,
    CreditUsed,
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
    RemoteAllocation,
)
from credits_core.credit import FromRemotePayment
from credits_core.decide import Decision
from credits_core.events import ApplicationVoided, CashReleased, CreditIssued
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.ledger import Ledger
from credits_core.policy import ClosedPeriod, Policy
from credits_core.rejections import PeriodClosed
from credits_testkit.orders import (
    ACME,
    bounce,
    bring_back,
    cancel,
    cash,
    edit,
    exact,
    grant,
    invoice,
    pay,
    repay,
    revoke,
    unapply,
    usd,
    void,
)
from credits_testkit.telling import EMPTY, kind_of, outcome, refusal, told

JANUARY: Final = date(2026, 1, 31)
CLOSED: Final = Policy(closed_through=JANUARY)
REVERSING: Final = attrs.evolve(CLOSED, in_closed_period=ClosedPeriod.REVERSE_TODAY)
FEBRUARY: Final = 40
"""The day on which everything here is asked for, counted from 1 January."""

BOOK: Final = told(
    *(invoice("A", 10), invoice("B", 5), pay("P", 14, "A"), grant("K", 2)),
    pay("Q", 0, "B", credits=exact(4)),
)
"""A book of January: P paid A and, with its credit of 4, B; K is 2."""


def _closed(*entries: str) -> PeriodClosed:
    return PeriodClosed(closed_through=JANUARY, entries=entries)


@pytest.mark.parametrize(
    ("command", "entries"),
    [
        (attrs.evolve(invoice("C", 1), date=JANUARY), ("invoice C",)),
        (pay("R", 9, on=JANUARY), ("payment R",)),
        (grant("L", 1, on=JANUARY), ("credit L",)),
        (edit("E", "A", 1), ("invoice A",)),
        (edit("E", "A", -1), ("invoice A",)),
        (void("A"), ("invoice A", "P on A")),
        (void("B"), ("invoice B", "overpayment:P on B")),
        (repay("P", 15), ("payment P",)),
        (repay("P", 12), ("payment P", "overpayment:P on B")),
        (
            revoke("P"),
            ("payment P", "P on A", "overpayment:P on B"),
        ),
        (unapply("Q", "overpayment:P", "B"), ("overpayment:P on B",)),
    ],
    ids=kind_of,
)
def test_whatever_would_change_the_closed_month_is_refused_with_the_list(
    command: Command, entries: tuple[str, ...]
) -> None:
    assert refusal(BOOK, command, FEBRUARY, CLOSED) == _closed(*entries)


def test_a_revert_is_refused_with_all_that_stands_there() -> None:
    book = told(
        *(invoice("A", 3), invoice("B", 3), grant("K", 6)),
        pay("Q", 0, "A", "B", credits=exact(6)),
    )

    answer = refusal(book, cancel("K", CancelMode.REVERT), FEBRUARY, CLOSED)

    assert answer == _closed("K on B", "K on A")


@pytest.mark.parametrize(
    "command",
    [
        pay("R", 1, "B"),
        pay("R", 9),
        grant("L", 1),
        cancel("K"),
        bring_back("R", 3, "A"),
        attrs.evolve(invoice("C", 1), date=date(2026, 2, 1)),
    ],
    ids=kind_of,
)
def test_what_is_only_dated_in_february_is_carried_out(command: Command) -> None:
    assert isinstance(outcome(BOOK, command, FEBRUARY, CLOSED), Decision)


@pytest.mark.parametrize(
    "command",
    [
        bounce("P"),
        ImportChange(customer_id=ACME, change=PaymentAmount(PaymentId("P"), usd(0))),
        ImportChange(
            customer_id=ACME,
            change=CreditUsed(PaymentId("X"), CreditId("K"), InvoiceId("B"), usd(1)),
        ),
        ImportChange(customer_id=ACME, change=CreditAmount(CreditId("K"), usd(1))),
        ImportCredit(
            customer_id=ACME,
            credit_id=CreditId("X"),
            system="qbo",
            remote_id="7",
            amount=usd(1),
            effective_date=JANUARY,
        ),
        ImportPayment(
            customer_id=ACME,
            payment_id=PaymentId("X"),
            system="qbo",
            tenders=cash(1),
            date=JANUARY,
        ),
    ],
    ids=kind_of,
)
def test_a_fact_is_recorded_in_any_case(command: Command) -> None:
    assert isinstance(outcome(BOOK, command, FEBRUARY, CLOSED), Decision)


def test_the_same_commands_pass_while_no_period_is_closed() -> None:
    for command in (void("A"), repay("P", 12), edit("E", "A", 1)):
        assert isinstance(outcome(BOOK, command, FEBRUARY), Decision)


@pytest.mark.parametrize("command", [void("A"), repay("P", 12)], ids=kind_of)
def test_a_policy_reverses_with_the_date_of_today(command: Command) -> None:
    """What was put on A and B in January is taken back in February."""
    answer = outcome(BOOK, command, FEBRUARY, REVERSING)

    assert isinstance(answer, Decision)
    taken = (ApplicationVoided, CashReleased)
    dates = {one.date for one in answer.events if isinstance(one, taken)}
    assert dates == {date(2026, 2, 10)}
    assert answer.after.allocations[1].date == BOOK.allocations[1].date


def test_a_policy_that_reverses_still_writes_nothing_into_the_closed_month() -> None:
    command = pay("R", 9, on=JANUARY)

    assert refusal(BOOK, command, FEBRUARY, REVERSING) == _closed("payment R")


def _imported() -> Ledger:
    paid = ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("X"),
        system="qbo",
        tenders=cash(10),
        allocations=(RemoteAllocation(invoice_id=InvoiceId("A"), amount=usd(10)),),
        date=date(2026, 1, 5),
    )
    return told(invoice("A", 10), paid)


def test_the_credit_of_an_old_payment_may_come_up_later() -> None:
    """X of January paid A; A is voided in February, and X's credit is as old as X."""
    answer = outcome(_imported(), void("A"), FEBRUARY, REVERSING)

    assert isinstance(answer, Decision)
    issued = [one for one in answer.events if isinstance(one, CreditIssued)]
    assert [(one.origin, one.effective_date) for one in issued] == [
        (FromRemotePayment("qbo", PaymentId("X")), date(2026, 1, 5))
    ]


def test_what_the_command_itself_made_and_took_back_is_not_in_the_list() -> None:
    """C paid D 4; P takes 2 of it back, later the other 2: only the 4 stood there."""
    book = told(
        *(invoice("X", 1), invoice("C", 4), invoice("Y", 2), invoice("D", 4)),
        pay("P", 5, "X"),
        *(pay("Q1", 0, "C", credits=exact(2)), pay("Q2", 0, "Y", credits=exact(2))),
        *(edit("E1", "Y", -2), pay("Q3", 0, "C", credits=exact(2))),
        *(edit("E2", "C", -4), pay("Q4", 0, "D", credits=exact(4))),
    )

    answer = refusal(book, revoke("P"), FEBRUARY, CLOSED)

    assert answer == _closed(
        *("payment P", "P on X", "overpayment:P on Y", "reduction:E1 on C"),
        *("reduction:E2 on D", "overpayment:P on C"),
    )


def test_nothing_is_closed_for_an_empty_book() -> None:
    assert isinstance(outcome(EMPTY, grant("K", 1), FEBRUARY, CLOSED), Decision)
