"""Corners of the past that an accountant would try, each with its figures (R24)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from credits_core.commands import (
    CancelMode,
    Command,
    DeleteCredit,
    EditCredit,
    ImportCredit,
    ImportPayment,
    VoidApplication,
)
from credits_core.desk import Desk
from credits_core.enquiries import Basis, CreditsAsOf, RollForward, RollForwardOfPeriod
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.money import Money
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import (
    ACME,
    bounce,
    cancel,
    cash,
    edit,
    exact,
    grant,
    invoice,
    of_credit,
    pay,
    unapply,
    usd,
    void,
)

from .kept import asked


@pytest.fixture
def desk() -> Desk:
    return Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))


def _day(number: int) -> date:
    """Each story begins on the first."""
    return BEGIN.date() + timedelta(days=number - 1)


def _tell(desk: Desk, story: Mapping[int, tuple[Command, ...]]) -> None:
    assert isinstance(desk.clock, HandClock)
    for day, commands in story.items():
        desk.clock.set(BEGIN + timedelta(days=day - 1))
        for command in commands:
            desk.submit(command, BOSS).unwrap()


def _left(desk: Desk, day: int, basis: Basis = Basis.BUSINESS) -> dict[str, int]:
    query = CreditsAsOf(day=_day(day), customer_id=ACME, basis=basis)
    return {one.credit_id: one.left.minor for one in asked(desk, query).credits}


def _moved(
    desk: Desk, first: int, last: int, basis: Basis = Basis.BUSINESS
) -> dict[str, int]:
    """What is not nothing in the roll-forward of a period."""
    period = RollForwardOfPeriod(first=_day(first), last=_day(last), basis=basis)
    (figures,) = asked(desk, period).totals
    return _plain(figures)


def _plain(figures: RollForward) -> dict[str, int]:
    columns = (
        *("opening", "issued", "retracted", "applied", "returned"),
        *("cancelled", "written_off", "deleted", "closing"),
    )
    amounts: dict[str, Money] = {name: getattr(figures, name) for name in columns}
    return {name: one.minor for name, one in amounts.items() if one}


def _import(name: str, minor: int, *invoices: str, on: date) -> ImportPayment:
    return ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId(name),
        system="books",
        tenders=cash(minor),
        invoices=tuple(map(InvoiceId, invoices)),
        date=on,
    )


def test_a_new_note_moves_no_receipt_into_another_period(desk: Desk) -> None:
    """50 granted; a note written on the 9th; on the 10th, a use of the 3rd is told."""
    note = EditCredit(customer_id=ACME, credit_id=CreditId("K"), note="as agreed")
    use = pay("P", 0, "A", credits=exact(20), on=_day(3))
    _tell(desk, {1: (grant("K", 50), invoice("A", 20)), 9: (note,), 10: (use,)})

    assert [_left(desk, day) for day in (2, 3, 9)] == [{"K": 50}, {"K": 30}, {"K": 30}]
    assert _moved(desk, 2, 8) == {"opening": 50, "applied": 20, "closing": 30}


def test_a_payment_read_in_late_counts_on_its_day_though_it_is_held(desk: Desk) -> None:
    """40 received here on the 3rd, and 40 there: read in on the 9th, held."""
    _tell(desk, {3: (pay("P", 40),), 9: (_import("Q", 40, on=_day(3)),)})

    found = asked(desk, CreditsAsOf(day=_day(5), customer_id=ACME))

    assert [(one.left.minor, one.age, one.is_held) for one in found.credits] == [
        (40, 2, False),
        (40, 2, True),
    ]
    assert _moved(desk, 1, 5) == {"issued": 80, "closing": 80}


def test_a_payment_that_serves_its_invoice_at_once_issues_only_the_rest(
    desk: Desk,
) -> None:
    """120 of the 3rd, read in on the 9th, on an invoice of 100: a credit of 20."""
    _tell(desk, {1: (invoice("A", 100),), 9: (_import("Q", 120, "A", on=_day(3)),)})

    assert [sum(_left(desk, day).values()) for day in (2, 3)] == [0, 20]
    assert _moved(desk, 1, 5) == {"issued": 20, "closing": 20}
    assert _moved(desk, 1, 9, Basis.RECORDED) == {"issued": 20, "closing": 20}


def test_a_forfeit_without_money_behind_it_is_no_forfeit_any_more(desk: Desk) -> None:
    """40 issued and forfeited; on the 9th the payment behind it bounces."""
    story = (invoice("A", 100), pay("P", 100, "A"), edit("E", "A", -40))
    _tell(desk, {1: (*story, cancel("reduction:E")), 9: (bounce("P"),)})
    (credit,) = desk.ledgers.load_whole(ACME).credits.values()

    assert (credit.amount, credit.cancelled) == (usd(0), usd(0))
    assert _moved(desk, 1, 8) == {"issued": 40, "cancelled": 40}
    assert _moved(desk, 9, 9) == {"retracted": 40, "cancelled": -40}
    assert _moved(desk, 1, 9) == {"issued": 40, "retracted": 40}


def test_a_use_of_a_later_day_is_taken_back_on_that_day(desk: Desk) -> None:
    """A receipt of the 20th is given on the 2nd and voided on the 5th."""
    use = pay("P", 0, "A", credits=exact(20), on=_day(20))
    back = unapply("P", "K", "A")
    _tell(desk, {1: (grant("K", 50), invoice("A", 20)), 2: (use,), 5: (back,)})

    assert [_left(desk, day)["K"] for day in (2, 19, 20)] == [50, 50, 50]
    assert _moved(desk, 20, 20) == {
        "opening": 50,
        "applied": 20,
        "returned": 20,
        "closing": 50,
    }
    assert _moved(desk, 2, 4, Basis.RECORDED) == {
        "opening": 50,
        "applied": 20,
        "closing": 30,
    }


def test_what_comes_home_to_a_cancelled_credit_is_written_off(desk: Desk) -> None:
    """20 of 50 are used, and 30 cancelled on the 4th; on the 6th the 20 come home."""
    _tell(
        desk,
        {
            1: (grant("K", 50), invoice("A", 20)),
            2: (pay("P", 0, "A", credits=exact(20)),),
            4: (cancel("K"),),
            6: (unapply("P", "K", "A"),),
        },
    )

    assert [_left(desk, day) for day in (2, 4, 6)] == [{"K": 30}, {}, {}]
    assert _moved(desk, 5, 7) == {"returned": 20, "written_off": 20}
    assert _moved(desk, 1, 7) == {
        "issued": 50,
        "applied": 20,
        "returned": 20,
        "cancelled": 30,
        "written_off": 20,
    }


def test_a_cancellation_that_undoes_its_uses_gives_up_all_of_it(desk: Desk) -> None:
    """Of 50, 20 are used; the other way of cancelling takes them back first."""
    revert = cancel("K", CancelMode.REVERT)
    _tell(
        desk,
        {
            1: (grant("K", 50), invoice("A", 20)),
            2: (pay("P", 0, "A", credits=exact(20)),),
            4: (revert,),
        },
    )

    assert _moved(desk, 4, 4) == {"opening": 30, "returned": 20, "cancelled": 50}


def test_a_cancellation_taken_back_gives_only_what_comes_home(desk: Desk) -> None:
    """30 of 50 were cancelled; with *reopen*, the 20 come home to be used again."""
    back = VoidApplication(
        customer_id=ACME,
        payment_id=PaymentId("P"),
        credit_id=CreditId("K"),
        invoice_id=InvoiceId("A"),
        reopen=True,
    )
    _tell(
        desk,
        {
            1: (grant("K", 50), invoice("A", 20)),
            2: (pay("P", 0, "A", credits=exact(20)), cancel("K")),
            6: (back,),
        },
    )

    assert _moved(desk, 6, 6) == {"returned": 20, "closing": 20}


def test_an_amount_is_lowered_after_some_of_it_was_used(desk: Desk) -> None:
    """Of 50, 20 are used; lowered to 30 on the 4th and raised to 60 on the 6th."""
    lower, more = (
        EditCredit(customer_id=ACME, credit_id=CreditId("K"), amount=usd(minor))
        for minor in (30, 60)
    )
    use = pay("P", 0, "A", credits=exact(20))
    _tell(
        desk,
        {1: (grant("K", 50), invoice("A", 20)), 2: (use,), 4: (lower,), 6: (more,)},
    )

    assert [_left(desk, day)["K"] for day in (2, 4, 6)] == [30, 10, 40]
    assert _moved(desk, 3, 5) == {"opening": 30, "retracted": 20, "closing": 10}
    assert _moved(desk, 6, 6) == {"opening": 10, "issued": 30, "closing": 40}


def test_days_of_which_nothing_is_told_yet_have_no_figures(desk: Desk) -> None:
    """A period that ends before the first fact, and a credit from a later day on."""
    _tell(desk, {3: (grant("K", 50, on=_day(8)),)})
    before = RollForwardOfPeriod(first=_day(1), last=_day(2))

    assert asked(desk, before).totals == ()
    assert (_left(desk, 7), _left(desk, 8)) == ({}, {"K": 50})
    assert _left(desk, 3, Basis.RECORDED) == {"K": 50}
    assert _moved(desk, 3, 3, Basis.RECORDED) == {"issued": 50, "closing": 50}


def test_what_happens_at_one_instant_counts_in_its_order(desk: Desk) -> None:
    """At noon of the 2nd: granted, used by a receipt, taken back, and deleted."""
    gone = DeleteCredit(customer_id=ACME, credit_id=CreditId("K"))
    use, back = pay("P", 0, "A", credits=of_credit("K", 20)), unapply("P", "K", "A")
    _tell(desk, {2: (invoice("A", 20), grant("K", 50), use, back, gone)})

    assert _left(desk, 2) == {}
    for basis in Basis:
        assert _moved(desk, 2, 2, basis) == {
            "issued": 50,
            "applied": 20,
            "returned": 20,
            "deleted": 50,
        }


def test_a_voided_invoice_gives_back_what_two_receipts_put_on_it(desk: Desk) -> None:
    """10 on the 2nd and 20 on the 3rd, dated back to the 1st, both home on the 5th."""
    _tell(
        desk,
        {
            1: (grant("K", 50), invoice("A", 90)),
            2: (pay("P", 0, "A", credits=exact(10)),),
            3: (pay("Q", 0, "A", credits=exact(20), on=_day(1)),),
            5: (void("A"),),
        },
    )

    assert [_left(desk, day)["K"] for day in (1, 2, 4, 5)] == [50, 20, 20, 50]
    assert _moved(desk, 5, 5) == {"opening": 20, "returned": 30, "closing": 50}


def test_what_was_used_before_a_memo_was_read_in_never_came(desk: Desk) -> None:
    """A memo of 50 of the 1st, of which 20 were used there; read in on the 4th."""
    memo = ImportCredit(
        customer_id=ACME,
        credit_id=CreditId("K"),
        system="books",
        remote_id="7",
        amount=usd(50),
        opening=usd(20),
        effective_date=_day(1),
    )
    _tell(desk, {4: (memo,)})

    assert _left(desk, 1) == {"K": 30}
    assert _moved(desk, 1, 1) == {"issued": 30, "closing": 30}
    assert _moved(desk, 1, 4, Basis.RECORDED) == {"issued": 30, "closing": 30}
