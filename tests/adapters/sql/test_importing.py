"""A first load leaves what the desk would leave, customer by customer."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import count, groupby

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from returns.methods import unwrap_or_failure

from credits_core.commands import Command, IssueCredit
from credits_core.desk import Desk, Order
from credits_core.identity import CreditId, CustomerId, TenantId, UserId
from credits_core.ledger import Ledger
from credits_core.permission import Actor, Permission, Role
from credits_core.rejections import AlreadyRecorded, NotPermitted, Rejection
from credits_memory import HandClock
from credits_sql import Imported, Importer, SqlLedgers, SqlStore, open_store
from credits_sql.bulk.books import Book
from credits_sql.bulk.deciding import BrokenLawError, checked
from credits_sql.bulk.report import REFUSED_MAX
from credits_sql.tables import METADATA
from credits_testkit.occasions import BOSS
from credits_testkit.orders import exact, grant, invoice, pay, usd
from credits_testkit.strategies import histories
from credits_testkit.telling import told

from .dumping import dump
from .places import TENANT

pytestmark = pytest.mark.extras

CLOCK = HandClock(datetime(2031, 3, 31, 12, tzinfo=UTC))
CUSTOMERS = tuple(map(CustomerId, ("ACME", "Beta", "Gamma", "Delta")))
NUMBERS = count()
ODD = 'a\ttab, a\nline, a\rreturn, \\N, \\., "quotes", ’, 𝕏, NULL'


def of(customer_id: str, *commands: Command) -> list[Order]:
    """Those commands, of that customer, without keys."""
    return [
        Order(command=attrs.evolve(one, customer_id=CustomerId(customer_id)))
        for one in commands
    ]


def renamed(name: str, *commands: Command) -> list[Order]:
    """Orders of a customer of that *name* whose ids nobody else has."""
    return of(name, *(grant(f"{name} {n}", 5) for n, _ in enumerate(commands)))


@st.composite
def streams(draw: DrawFn) -> list[Order]:
    """Orders of some customers, who may give the same ids and the same keys."""
    orders: list[Order] = []
    for customer_id in CUSTOMERS[: draw(st.integers(1, len(CUSTOMERS)))]:
        told = draw(histories(customer_id=customer_id, max_size=12, min_credits=1))
        keys = st.sampled_from([None, None, None, "k", f"{customer_id} k"])
        orders += [Order(command=one, key=draw(keys)) for one in told.commands]
        if draw(st.booleans()):
            orders += renamed(f"alone {customer_id}", *told.commands)
    return orders


def one_by_one(ledgers: SqlLedgers, orders: Iterable[Order]) -> list[Rejection]:
    """Give the desk each customer's orders together; the refusals."""
    desk = Desk(ledgers=ledgers, clock=CLOCK)
    refused: list[Rejection] = []
    for _, group in groupby(orders, lambda one: one.command.customer_id):
        outcome = unwrap_or_failure(desk.together(tuple(group), BOSS))
        if not isinstance(outcome, tuple):
            refused.append(outcome)
    return refused


def new_tenants(store: SqlStore) -> Iterator[tuple[TenantId, SqlLedgers]]:
    """Tenants who have nothing yet."""
    while True:
        tenant_id = TenantId(f"tenant {next(NUMBERS)}")
        yield tenant_id, store.ledgers(tenant_id)


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[SqlStore]:
    """A store in a file."""
    with open_store(sqlite_url, TENANT) as opened:
        yield opened


def importer(ledgers: SqlLedgers, commands_at_once: int = 4_000) -> Importer:
    return Importer(ledgers=ledgers, clock=CLOCK, commands_at_once=commands_at_once)


@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(orders=streams(), at_once=st.sampled_from([1, 10, 4_000]))
def test_an_import_ends_where_the_desk_would_end(
    store: SqlStore, orders: list[Order], at_once: int
) -> None:
    """Each row of each table is the same, and so are the refusals."""
    tenants = new_tenants(store)
    single, desk_ledgers = next(tenants)
    bulk, ledgers = next(tenants)
    refusals = one_by_one(desk_ledgers, orders)

    done = importer(ledgers, at_once).run(orders, BOSS)

    assert [one.rejection for one in done.refused] == refusals
    assert dump(store, bulk) == dump(store, single)


def test_every_table_is_written_and_odd_text_comes_as_it_is(store: SqlStore) -> None:
    commands: list[Command] = [
        invoice("A", 5),
        pay("P", 8, "A"),
        attrs.evolve(grant("C", 7), note=ODD, number="\\\\"),
        invoice("B", 9),
        pay("Q", 1, "B", credits=exact(4)),
    ]
    orders = of("ACME", *commands)
    orders[0] = attrs.evolve(orders[0], key="key \\t")
    tenants = new_tenants(store)
    single, desk_ledgers = next(tenants)
    bulk, ledgers = next(tenants)
    assert not one_by_one(desk_ledgers, orders)

    importer(ledgers).run(orders, BOSS)

    assert dump(store, bulk) == dump(store, single)
    (credit,) = (
        one for one in ledgers.load_whole(CUSTOMERS[0]).credits.values() if one.note
    )
    assert (credit.note, credit.number) == (ODD, "\\\\")


def test_a_book_has_rows_for_every_table() -> None:
    """A table that is added later must be written by an import too."""
    from credits_sql.bulk.writing import INTO

    assert [into.table for into in INTO] == METADATA.sorted_tables


class _BrokenOffError(Exception):
    pass


def test_an_import_that_was_broken_off_goes_on_where_it_was(store: SqlStore) -> None:
    """Six customers, a transaction each; it is broken off after the third."""
    orders = [one for name in "abcdef" for one in renamed(name, *[grant("C", 1)] * 3)]
    tenants = new_tenants(store)
    whole, undisturbed = next(tenants)
    broken, ledgers = next(tenants)
    importer(undisturbed, 3).run(orders, BOSS)

    def break_off(done: Imported) -> None:
        if done.customers == 3:
            raise _BrokenOffError

    with pytest.raises(_BrokenOffError):
        importer(ledgers, 3).run(orders, BOSS, break_off)
    there = len(list(ledgers.customers()))
    done = importer(ledgers, 3).run(orders, BOSS)

    assert 3 <= there < 6
    assert (done.known, done.customers, done.refused) == (there, 6 - there, ())
    assert dump(store, broken) == dump(store, whole)


def test_what_progress_is_told_of_is_committed(store: SqlStore) -> None:
    orders = [one for name in "abc" for one in renamed(name, grant("C", 1))]
    _, ledgers = next(new_tenants(store))
    seen: list[tuple[int, int]] = []

    importer(ledgers, 1).run(
        orders,
        BOSS,
        lambda done: seen.append((done.customers, len(list(ledgers.customers())))),
    )

    assert [customers for customers, _ in seen] == [1, 2, 3]
    assert all(there >= told for told, there in seen)


@pytest.mark.parametrize("commits", [True, False])
def test_over_a_hosts_connection_all_or_nothing_comes(
    store: SqlStore, commits: bool
) -> None:
    orders = [one for name in "abc" for one in renamed(name, grant("C", 1))]
    tenant_id, _ = next(new_tenants(store))

    with store.engine.connect() as connection:
        inside = SqlLedgers(connection, tenant_id)
        done = importer(inside, 1).run(orders, BOSS)
        if commits:
            connection.commit()

    assert done.customers == 3
    there = list(store.ledgers(tenant_id).customers())
    assert there == (["a", "b", "c"] if commits else [])


def test_inside_a_block_of_its_thread_it_is_undone_with_the_block(
    store: SqlStore,
) -> None:
    _, ledgers = next(new_tenants(store))

    with pytest.raises(_BrokenOffError), ledgers.exclusively(CUSTOMERS):  # noqa: PT012
        importer(ledgers).run(renamed("a", grant("C", 1)), BOSS)
        raise _BrokenOffError

    assert list(ledgers.customers()) == []


def test_a_customer_who_is_there_already_gets_what_is_new(store: SqlStore) -> None:
    """Their orders are given to the desk; what it refuses leaves them as they were."""
    _, ledgers = next(new_tenants(store))
    importer(ledgers).run(of("ACME", grant("C", 5)), BOSS)

    again = of("ACME", grant("C", 5), grant("D", 5))
    more = of("ACME", grant("E", 5))
    done = importer(ledgers).run([*again], BOSS)
    added = importer(ledgers).run(more, BOSS)

    (refused,) = done.refused
    assert refused.rejection == AlreadyRecorded(what="credit", id="C")
    assert added.commands == 1
    assert set(ledgers.load_whole(CUSTOMERS[0]).credits) == {"C", "E"}


def test_nothing_is_imported_without_its_permission(store: SqlStore) -> None:
    _, ledgers = next(new_tenants(store))
    viewer = Actor(UserId("v"), (Role("Viewer", frozenset({Permission.VIEW_CREDITS})),))

    done = importer(ledgers).run(of("ACME", grant("C", 5)), viewer)

    (refused,) = done.refused
    missing = (Permission.CREATE_CREDITS,)
    assert refused.rejection == NotPermitted(missing=missing)
    assert list(ledgers.customers()) == []


def test_a_source_that_is_wrong_throughout_is_given_up(sqlite_store: SqlStore) -> None:
    bad = IssueCredit(customer_id=CUSTOMERS[0], credit_id=CreditId("C"), amount=usd(0))
    orders = (one for n in count() for one in of(f"customer {n}", bad))

    done = importer(sqlite_store.ledgers(), 50).run(orders, BOSS)

    assert not done.is_complete
    assert len(done.refused) == REFUSED_MAX


def test_memory_is_flat_however_much_comes(sqlite_store: SqlStore) -> None:
    """Eight times as many customers need about as much as an eighth of them."""

    def peak(name: str, customers: int) -> int:
        orders = (
            one
            for number in range(customers)
            for one in renamed(f"{name}{number}", *[grant("C", 1)] * 5)
        )
        tracemalloc.start()
        importer(sqlite_store.ledgers(), 50).run(orders, BOSS)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak("warm", 10)
    assert peak("many", 160) < 2 * peak("few", 20)


def test_a_ledger_that_breaks_a_law_is_not_written() -> None:
    lawful = told(invoice("A", 5), pay("P", 8, "A"))
    assert checked(Book(lawful, ())).ledger is lawful
    broken: Ledger = attrs.evolve(lawful, credits={})

    with pytest.raises(BrokenLawError, match="L4"):
        checked(Book(broken, ()))
