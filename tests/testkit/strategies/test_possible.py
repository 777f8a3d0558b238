"""What the strategies draw is possible, and within its bounds."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from credits_core.commands import Command, RegisterInvoice
from credits_core.decide import Decision
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.exact import Quantity
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.permission import EVERYTHING, AnyActor, Permission
from credits_core.policy import Policy
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME
from credits_testkit.strategies import (
    FIRST_DAY,
    History,
    actors,
    amounts,
    commands,
    credits,
    customers,
    days,
    entries,
    histories,
    invoices,
    ledgers,
    names,
    payments,
    policies,
    quantities,
    returns,
)
from credits_testkit.telling import outcome


@given(amounts(min_minor=3, max_minor=9, currencies=["EUR"]))
def test_amounts_keep_their_bounds(amount: Money) -> None:
    assert amount.currency == "EUR"
    assert 3 <= amount.minor <= 9


@given(quantities(min_micros=3, max_micros=9))
def test_quantities_keep_their_bounds(quantity: Quantity) -> None:
    assert 3 <= quantity.micros <= 9


@given(days(max_date=FIRST_DAY), names(max_size=3), customers(max_size=4))
def test_days_and_names_keep_their_bounds(
    day: object, name: str, customer_id: CustomerId
) -> None:
    assert isinstance(day, type(FIRST_DAY))
    assert day <= FIRST_DAY
    assert 1 <= len(name) <= 3
    assert 1 <= len(customer_id) <= 4


@given(st.one_of(invoices(), payments(), credits(), returns()))
def test_a_document_fits_on_an_empty_ledger(command: Command) -> None:
    done = outcome(Ledger(customer_id=ACME), command)

    assert isinstance(done, Decision)


@given(invoices(min_lines=2, max_lines=2, min_minor=5, max_minor=6))
def test_an_invoice_has_as_many_lines_as_asked_for(bill: RegisterInvoice) -> None:
    assert [5 <= line.amount.minor <= 6 for line in bill.lines] == [True, True]


@given(histories(min_size=1, max_size=6, policy=policies()))
def test_a_history_is_what_a_desk_makes_of_its_commands(history: History) -> None:
    clock = HandClock(BEGIN)
    desk = Desk(ledgers=MemoryLedgers(), clock=clock, policy=history.policy)

    for entry in history.entries:
        clock.set(entry.at)
        assert desk.submit(entry.command, BOSS).unwrap() == entry

    assert desk.ledgers.load_whole(history.customer_id) == history.ledger


@given(
    ledgers(min_invoices=2, min_payments=1, min_credits=2, min_returns=1, max_size=4)
)
def test_a_ledger_has_at_least_what_was_asked_for(ledger: Ledger) -> None:
    assert len(ledger.invoices) >= 2
    assert len(ledger.payments) >= 1
    assert sum(one.stands_alone for one in ledger.credits.values()) >= 2
    assert len(ledger.returns) >= 1


@given(ledgers(customer_id=CustomerId("BETA"), min_invoices=1), st.data())
def test_a_command_is_possible_on_its_ledger(
    ledger: Ledger, data: st.DataObject
) -> None:
    command = data.draw(commands(ledger))

    done = outcome(ledger, command, ledger.version)

    assert command.customer_id == "BETA"
    assert isinstance(done, Decision), command


@given(entries(customer_id=CustomerId("BETA")))
def test_an_entry_is_of_a_command_that_was_carried_out(entry: Entry) -> None:
    assert entry.version >= 1
    assert entry.customer_id == entry.command.customer_id == "BETA"


@given(actors(), actors(permissions=[Permission.VIEW_CREDITS]))
def test_actors_have_the_permissions_asked_for(boss: AnyActor, one: AnyActor) -> None:
    assert boss.permissions == EVERYTHING
    assert Permission.VIEW_CREDITS in one.permissions


@given(policies(today=FIRST_DAY))
def test_policies_close_nothing_from_today_on(policy: Policy) -> None:
    closed = policy.closed_through

    assert closed is None or closed <= FIRST_DAY - timedelta(days=1)
