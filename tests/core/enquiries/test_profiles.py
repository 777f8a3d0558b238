"""How customers stand, and that every way of asking comes to the same (R21)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credits_core.desk import Desk
from credits_core.enquiries import (
    AvailableCredit,
    Basis,
    CreditsAsOf,
    CreditsTable,
    CustomerHistory,
    CustomerProfile,
    RollForwardOfPeriod,
    open_credits_of,
)
from credits_core.identity import CustomerId
from credits_core.money import Money
from credits_core.ports import Balance
from credits_core.queries import CreditsOfCustomer, CustomerCredits
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME, grant, usd
from credits_testkit.strategies import History, histories, policies

from .kept import asked, desk_over

BETA = CustomerId("Beta")


@given(
    history=histories(max_size=20, min_credits=1, policy=policies()),
    size=st.integers(1, 4),
)
@settings(max_examples=40)
def test_profile_table_past_and_movements_come_to_the_same(
    history: History, size: int
) -> None:
    """The balances are those of the ledger, however they are asked for."""
    desk = desk_over(history, days=1)
    today = desk.clock.today()

    profile = asked(desk, CustomerProfile(customer_id=ACME, size=size))
    balances = asked(desk, AvailableCredit(customer_ids=(ACME, BETA))).balances
    recorded = asked(desk, CreditsAsOf(day=today, basis=Basis.RECORDED))
    rolled = asked(
        desk, RollForwardOfPeriod(first=today, last=today, basis=Basis.RECORDED)
    )
    whole = desk.ask(CustomerCredits(customer_id=ACME), BOSS).unwrap()

    assert isinstance(whole, CreditsOfCustomer)
    assert balances == {ACME: profile.balances, BETA: ()}
    assert _positive(one.available for one in profile.balances) == whole.available
    assert _positive(one.scheduled for one in profile.balances) == whole.scheduled
    assert _positive(one.held for one in profile.balances) == whole.held
    totals = tuple(one.total for one in profile.balances)
    assert tuple(one.total for one in recorded.totals) == totals
    assert _positive(one.closing for one in rolled.totals) == totals
    assert tuple(_open(desk, profile.more_credits, size)) == whole.open_credits[size:]
    first = tuple(row.credit for row in profile.open_credits)
    assert first == whole.open_credits[:size]


def _positive(amounts: object) -> tuple[Money, ...]:
    assert hasattr(amounts, "__iter__")
    return tuple(one for one in amounts if one)


def _open(desk: Desk, cursor: str | None, size: int) -> list[object]:
    found: list[object] = []
    while cursor is not None:
        search = open_credits_of(ACME)
        page = asked(desk, CreditsTable(search=search, size=size, cursor=cursor))
        found += (row.credit for row in page.rows)
        cursor = page.later
    return found


@given(history=histories(max_size=10, min_credits=1), size=st.integers(1, 4))
@settings(max_examples=20)
def test_the_history_is_read_from_its_end_to_its_beginning(
    history: History, size: int
) -> None:
    desk = desk_over(history)
    profile = asked(desk, CustomerProfile(customer_id=ACME, size=size))

    entries, before = list(profile.history.entries), profile.history.before
    while before is not None:
        query = CustomerHistory(customer_id=ACME, before=before, size=size)
        page = asked(desk, query)
        assert len(page.entries) <= size
        entries += page.entries
        before = page.before

    assert tuple(reversed(entries)) == history.entries


@pytest.fixture
def desk() -> Desk:
    return Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))


def test_a_balance_has_what_is_for_later_apart(desk: Desk) -> None:
    """9 today, and 5 from tomorrow on."""
    tomorrow = BEGIN.date().replace(day=2)
    for command in (grant("K", 9), grant("L", 5, on=tomorrow)):
        desk.submit(command, BOSS).unwrap()

    (balance,) = asked(desk, CustomerProfile(customer_id=ACME)).balances

    assert balance == Balance(available=usd(9), scheduled=usd(5), held=usd(0))
    assert balance.total == usd(14)


def test_a_customer_nobody_has_heard_of_has_an_empty_profile(desk: Desk) -> None:
    profile = asked(desk, CustomerProfile(customer_id=BETA))

    assert (profile.balances, profile.open_credits) == ((), ())
    assert (profile.more_credits, profile.history.entries) == (None, ())
    assert profile.history.before is None


def test_not_more_customers_are_asked_for_than_a_list_shows() -> None:
    many = tuple(CustomerId(f"C{number}") for number in range(10_001))
    AvailableCredit(customer_ids=many[:-1])

    with pytest.raises(ValueError, match="at most 10000"):
        AvailableCredit(customer_ids=many)


@pytest.mark.parametrize("size", [0, 501, True])
def test_a_profile_shows_a_sensible_number_of_rows(size: int) -> None:
    with pytest.raises(ValueError, match="1 to 500"):
        CustomerProfile(customer_id=ACME, size=size)
