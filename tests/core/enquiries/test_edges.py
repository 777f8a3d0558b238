"""The first and the last day, age and size that still count (R20, R21, R24)."""

from __future__ import annotations

from datetime import timedelta

import attrs
import pytest

from credits_core.commands import EditCredit
from credits_core.desk import Desk
from credits_core.enquiries import (
    CreditsAsOf,
    CreditsTable,
    CustomerHistory,
    ExplainCredit,
    NextCredits,
    RollForwardOfPeriod,
)
from credits_core.enquiries.ages import CreditAt
from credits_core.enquiries.credits_table import PAGE_MAX
from credits_core.enquiries.moved import MovementKind
from credits_core.enquiries.movements import Movement, movements
from credits_core.identity import CreditId, CustomerId
from credits_core.policy import Duplicates, Policy
from credits_core.search import CreditSearch, Sort
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME, grant, invoice, pay, usd

from .kept import asked

DAY = BEGIN.date()
EVE = DAY - timedelta(days=1)
BETA = CustomerId("Beta")
K = CreditId("K")


@pytest.fixture
def desk() -> Desk:
    return Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))


def test_what_was_recorded_on_the_last_known_day_is_known(desk: Desk) -> None:
    desk.submit(grant("K", 4, on=EVE), BOSS).unwrap()

    for known_on, left in ((DAY, [usd(4)]), (EVE, [])):
        as_of = CreditsAsOf(day=DAY, known_on=known_on)
        period = RollForwardOfPeriod(first=EVE, last=EVE, known_on=known_on)
        assert [one.total for one in asked(desk, as_of).totals] == left
        assert [one.closing for one in asked(desk, period).totals] == left


def test_the_last_day_of_a_span_belongs_to_it(desk: Desk) -> None:
    """One credit for each of the first and the last day of two spans."""
    for age, minor in ((0, 1), (30, 10), (31, 100)):
        on = DAY - timedelta(days=age)
        desk.submit(grant(f"K{age}", minor, on=on), BOSS).unwrap()

    (ageing,) = asked(desk, CreditsAsOf(day=DAY, ages=(30,))).totals

    assert ageing.aged == (usd(11), usd(100))


def test_a_span_of_one_day_may_be_asked_for(desk: Desk) -> None:
    assert asked(desk, CreditsAsOf(day=DAY, ages=(0, 1))).spans == (
        *((0, 0), (1, 1)),
        (2, None),
    )


def test_each_credit_is_told_with_all_that_a_list_of_open_credits_shows(
    desk: Desk,
) -> None:
    """Two payments of 9 on one day look alike, so the second's 4 are held."""
    careful = attrs.evolve(desk, policy=Policy(possible_duplicates=Duplicates.HOLD))
    for command in (
        *(invoice("A", 5), invoice("B", 5), pay("P", 9, "A"), pay("Q", 9, "B")),
        attrs.evolve(grant("K", 7, on=EVE), number="CR-7"),
    ):
        careful.submit(command, BOSS).unwrap()

    found = asked(careful, CreditsAsOf(day=DAY, customer_id=ACME))

    of_k, of_p, of_q = found.credits
    assert of_k == CreditAt(
        credit_id=K,
        number="CR-7",
        effective_date=EVE,
        age=1,
        left=usd(7),
        is_held=False,
    )
    assert (of_p.is_held, of_q.is_held) == (False, True)
    assert found.totals[0].held == usd(4)


def test_what_is_held_is_added_up_over_all_customers(desk: Desk) -> None:
    careful = attrs.evolve(desk, policy=Policy(possible_duplicates=Duplicates.HOLD))
    for name, customer in (("1", ACME), ("2", BETA)):
        for command in (
            *(invoice(f"A{name}", 5), invoice(f"B{name}", 5)),
            *(pay(f"P{name}", 9, f"A{name}"), pay(f"Q{name}", 9, f"B{name}")),
        ):
            careful.submit(attrs.evolve(command, customer_id=customer), BOSS).unwrap()

    (total,) = asked(careful, CreditsAsOf(day=DAY)).totals

    assert (total.held, total.total) == (usd(8), usd(16))


def test_an_edited_credit_was_issued_or_retracted_by_the_difference(
    desk: Desk,
) -> None:
    """5 granted, made 7, then 4."""
    desk.submit(grant("K", 5), BOSS).unwrap()
    for minor in (7, 4):
        edit = EditCredit(customer_id=ACME, credit_id=K, amount=usd(minor))
        desk.submit(edit, BOSS).unwrap()

    assert list(movements(desk.ledgers.journal(ACME))) == [
        Movement(
            credit_id=K,
            kind=kind,
            amount=usd(minor),
            recorded=DAY,
            business=DAY,
            version=version,
        )
        for version, (kind, minor) in enumerate(
            (
                (MovementKind.ISSUED, 5),
                (MovementKind.ISSUED, 2),
                (MovementKind.RETRACTED, 3),
            ),
            start=1,
        )
    ]


def test_another_note_moves_nothing(desk: Desk) -> None:
    desk.submit(grant("K", 5), BOSS).unwrap()
    note = EditCredit(customer_id=ACME, credit_id=K, note="for the broken crate")
    desk.submit(note, BOSS).unwrap()

    (of_grant,) = movements(desk.ledgers.journal(ACME))

    assert (of_grant.kind, of_grant.amount) == (MovementKind.ISSUED, usd(5))


def test_nothing_counts_before_what_it_changes(desk: Desk) -> None:
    """K counts from tomorrow on, and so does what is made of it today."""
    tomorrow = DAY + timedelta(days=1)
    desk.submit(grant("K", 5, on=tomorrow), BOSS).unwrap()
    desk.submit(EditCredit(customer_id=ACME, credit_id=K, amount=usd(7)), BOSS).unwrap()

    told = movements(desk.ledgers.journal(ACME))

    assert [(one.recorded, one.business) for one in told] == [(DAY, tomorrow)] * 2


def test_too_much_money_counts_from_the_day_on_which_it_came(desk: Desk) -> None:
    """12 came yesterday for an invoice of 9, and are recorded today."""
    desk.submit(invoice("A", 9), BOSS).unwrap()
    desk.submit(pay("P", 12, "A", on=EVE), BOSS).unwrap()

    (movement,) = movements(desk.ledgers.journal(ACME))

    assert (movement.amount, movement.kind) == (usd(3), MovementKind.ISSUED)
    assert (movement.recorded, movement.business) == (DAY, EVE)


def test_a_step_tells_when_it_was(desk: Desk) -> None:
    desk.submit(grant("K", 5), BOSS).unwrap()

    query = ExplainCredit(customer_id=ACME, credit_id=K)
    (step,) = asked(desk, query).steps

    assert (step.version, step.at, step.today) == (1, BEGIN, DAY)


def test_the_longest_page_may_be_asked_for() -> None:
    assert CreditsTable(size=PAGE_MAX).size == PAGE_MAX
    assert CustomerHistory(customer_id=ACME, size=PAGE_MAX).size == PAGE_MAX


def test_each_refusal_of_a_question_is_one_sentence() -> None:
    with pytest.raises(ValueError, match=r"^The ages of the spans grow, from 0 on\.$"):
        CreditsAsOf(day=DAY, ages=(-1,))
    with pytest.raises(ValueError, match=r"^The period ends before it begins\.$"):
        RollForwardOfPeriod(first=DAY, last=EVE)
    with pytest.raises(ValueError, match=r"^This is no cursor of this search\.$"):
        CreditsTable(cursor="nonsense")
    with pytest.raises(ValueError, match=r"^Only open credits of one currency are "):
        CreditSearch(sort=Sort.AVAILABLE)
    with pytest.raises(ValueError, match=r"^An amount above zero is looked for\.$"):
        NextCredits(customer_id=ACME, amount=usd(0))
