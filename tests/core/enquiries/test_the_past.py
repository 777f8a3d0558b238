"""What was left at a past day, and how it came to what is left now (R24)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credits_core.commands import Command, EditPayment
from credits_core.desk import Desk
from credits_core.enquiries import (
    Basis,
    CreditsAsOf,
    CreditsAtDay,
    RollForward,
    RollForwardOfPeriod,
)
from credits_core.identity import CreditId, CustomerId, PaymentId
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import (
    ACME,
    cancel,
    edit,
    exact,
    grant,
    invoice,
    pay,
    unapply,
    usd,
)
from credits_testkit.strategies import History, histories

from .kept import asked, desk_over

BETA = CustomerId("Beta")
FIRST_DAY = BEGIN.date()
END = date(9999, 12, 31)


def _left(found: CreditsAtDay) -> dict[CreditId, Money]:
    return {one.credit_id: one.left for one in found.credits}


def _stored(ledger: Ledger) -> dict[CreditId, Money]:
    return {one.id: one.available for one in ledger.credits.values() if one.available}


def _totals(found: CreditsAtDay) -> dict[str, Money]:
    return {one.total.currency: one.total for one in found.totals}


@given(history=histories(max_size=20, min_credits=1, min_payments=1))
@settings(max_examples=40)
def test_by_recorded_days_each_evening_is_as_it_was(history: History) -> None:
    """Whatever was recorded later, also dated back, does not show."""
    desk = desk_over(history)

    for step in history.steps:
        day = step.entry.today
        query = CreditsAsOf(day=day, customer_id=ACME, basis=Basis.RECORDED)
        assert _left(asked(desk, query)) == _stored(step.after)


@given(history=histories(max_size=20, min_credits=1, min_payments=1))
@settings(max_examples=40)
def test_by_business_days_all_that_is_dated_leads_to_the_tables(
    history: History,
) -> None:
    query = CreditsAsOf(day=END, customer_id=ACME)

    assert _left(asked(desk_over(history), query)) == _stored(history.ledger)


@given(history=histories(max_size=20), days=st.integers(-40, 40))
@settings(max_examples=50)
def test_nothing_that_is_left_was_ever_below_zero(history: History, days: int) -> None:
    """Also where documents are dated back."""
    desk = desk_over(history)
    day = FIRST_DAY + timedelta(days=days)

    for basis in Basis:
        found = asked(desk, CreditsAsOf(day=day, customer_id=ACME, basis=basis))
        assert [one for one in found.credits if not one.left.is_positive] == []


@given(
    one=histories(max_size=15),
    other=histories(max_size=15, customer_id=BETA),
    first=st.integers(-5, 15),
    length=st.integers(0, 15),
    basis=st.sampled_from(Basis),
)
@settings(max_examples=60)
def test_a_roll_forward_leads_from_one_evening_to_another(
    one: History, other: History, first: int, length: int, basis: Basis
) -> None:
    """For each customer and in total, by either kind of day."""
    desk = desk_over(one, other)
    start = FIRST_DAY + timedelta(days=first)
    end = start + timedelta(days=length)
    eve = start - timedelta(days=1)

    rolled = asked(desk, RollForwardOfPeriod(first=start, last=end, basis=basis))
    opening = asked(desk, CreditsAsOf(day=eve, basis=basis))
    closing = asked(desk, CreditsAsOf(day=end, basis=basis))

    totals = {figures.currency: figures for figures in rolled.totals}
    for currency, figures in totals.items():
        nothing = Money(0, currency)
        assert figures.opening == _totals(opening).get(currency, nothing)
        assert figures.closing == _totals(closing).get(currency, nothing)
    assert set(totals) >= set(_totals(closing)) | set(_totals(opening))
    assert _summed([one.figures for one in rolled.customers]) == totals


def _summed(parts: list[RollForward]) -> dict[str, RollForward]:
    sums: dict[str, Counter[str]] = {}
    for part in parts:
        figures = {name: getattr(part, name).minor for name in _FIGURES}
        sums.setdefault(part.currency, Counter()).update(figures)
    return {
        currency: RollForward(
            **{name: Money(minor[name], currency) for name in _FIGURES}
        )
        for currency, minor in sums.items()
    }


_FIGURES = (
    *("opening", "issued", "retracted", "applied"),
    *("returned", "cancelled", "written_off", "deleted"),
)


@given(history=histories(max_size=12, min_credits=1), known=st.integers(0, 12))
@settings(max_examples=40)
def test_a_report_can_be_told_again_as_it_was(history: History, known: int) -> None:
    """Later entries change a business day, but not what was known of it."""
    day = FIRST_DAY + timedelta(days=known)
    earlier = History(history.customer_id, history.policy, history.steps[: known + 1])
    query = CreditsAsOf(day=day, customer_id=ACME, known_on=day)

    assert asked(desk_over(history), query) == asked(desk_over(earlier), query)


@pytest.fixture
def desk() -> Desk:
    return Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))


def _on(desk: Desk, day: int) -> date:
    assert isinstance(desk.clock, HandClock)
    desk.clock.set(BEGIN + timedelta(days=day))
    return desk.clock.today()


def test_a_period_is_told_movement_by_movement(desk: Desk) -> None:
    """100 granted before; 40 issued by an edit, 70 used, 30 of it back, 10 gone."""
    desk.submit(grant("K", 100), BOSS).unwrap()
    commands: tuple[Command, ...] = (
        invoice("A", 90),
        pay("P", 90, "A"),
        edit("E", "A", -40),
        invoice("B", 70),
        pay("Q", 0, "B", credits=exact(70)),
        unapply("Q", "K", "B"),
        pay("R", 0, "B", credits=exact(40)),
        cancel("reduction:E"),
    )
    for day, command in enumerate(commands, start=1):
        _on(desk, day)
        desk.submit(command, BOSS).unwrap()
    first, last = FIRST_DAY + timedelta(days=1), FIRST_DAY + timedelta(days=8)

    rolled = asked(desk, RollForwardOfPeriod(first=first, last=last))

    (figures,) = rolled.totals
    assert figures == RollForward(
        opening=usd(100),
        issued=usd(40),
        retracted=usd(0),
        applied=usd(110),
        returned=usd(70),
        cancelled=usd(40),
        written_off=usd(0),
        deleted=usd(0),
    )
    assert figures.closing == usd(60)


def test_open_credits_are_aged_by_their_effective_dates(desk: Desk) -> None:
    """10 of today, 20 that is 45 days old, 40 that is 200 days old, 5 for later."""
    old, older = FIRST_DAY - timedelta(days=45), FIRST_DAY - timedelta(days=200)
    later = FIRST_DAY + timedelta(days=3)
    for command in (
        *(grant("K", 10), grant("L", 20, on=old), grant("M", 40, on=older)),
        grant("N", 5, on=later),
    ):
        desk.submit(command, BOSS).unwrap()

    recorded = asked(desk, CreditsAsOf(day=FIRST_DAY, basis=Basis.RECORDED))
    business = asked(desk, CreditsAsOf(day=FIRST_DAY))

    assert recorded.spans == ((0, 30), (31, 60), (61, 90), (91, None))
    (ageing,) = recorded.totals
    assert ageing.aged == (usd(10), usd(20), usd(0), usd(40))
    assert (ageing.scheduled, ageing.total) == (usd(5), usd(75))
    assert business.totals[0].total == usd(70)
    assert business.credits == ()


def test_a_receipt_dated_back_shows_on_its_day_but_not_to_whoever_looked_then(
    desk: Desk,
) -> None:
    """50 granted; on the 9th it turns out that 20 of it were used on the 3rd."""
    desk.submit(grant("K", 50), BOSS).unwrap()
    desk.submit(invoice("A", 20), BOSS).unwrap()
    third, ninth = FIRST_DAY + timedelta(days=2), _on(desk, 8)
    desk.submit(pay("P", 0, "A", credits=exact(20), on=third), BOSS).unwrap()

    at_third = CreditsAsOf(day=third, customer_id=ACME)
    as_known = CreditsAsOf(day=third, customer_id=ACME, known_on=third)
    recorded = CreditsAsOf(day=third, customer_id=ACME, basis=Basis.RECORDED)

    left = [_left(asked(desk, one)) for one in (at_third, as_known, recorded)]
    assert left == [{"K": usd(30)}, {"K": usd(50)}, {"K": usd(50)}]
    evening = CreditsAsOf(day=ninth, customer_id=ACME, basis=Basis.RECORDED)
    assert _left(asked(desk, evening)) == {"K": usd(30)}


def test_money_that_a_payment_gets_back_is_left_from_that_day_on(desk: Desk) -> None:
    """120 was received on the first day; 20 more than was due became so on the 5th."""
    desk.submit(invoice("A", 120), BOSS).unwrap()
    desk.submit(pay("P", 120, "A"), BOSS).unwrap()
    fifth = _on(desk, 4)
    raise_it = EditPayment(customer_id=ACME, payment_id=PaymentId("P"), amount=usd(140))
    desk.submit(raise_it, BOSS).unwrap()

    fourth = CreditsAsOf(day=fifth - timedelta(days=1), customer_id=ACME)
    on_fifth = asked(desk, CreditsAsOf(day=fifth, customer_id=ACME))

    assert asked(desk, fourth).credits == ()
    (credit,) = on_fifth.credits
    assert (credit.left, credit.age) == (usd(20), 4)


@pytest.mark.parametrize("ages", [(30, 30), (60, 30), (-1,)])
def test_spans_that_overlap_cannot_be_asked_for(ages: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="spans grow"):
        CreditsAsOf(day=FIRST_DAY, ages=ages)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before"):
        RollForwardOfPeriod(first=FIRST_DAY, last=FIRST_DAY - timedelta(days=1))
