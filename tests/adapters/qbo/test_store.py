"""The rows of the exchange, in memory and in databases, keep the same promises."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest
from sqlalchemy import Engine, create_engine

from credits_qbo.store import (
    Binding,
    Dirty,
    MemorySyncStore,
    Place,
    SqlSyncStore,
    SyncStore,
    Tie,
    create_tables,
)
from credits_qbo.store.unit import TakenError
from tests.postgres import PostgresServer

pytestmark = pytest.mark.extras

Opener = Callable[[str], SyncStore]


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """What opens the rows of one company, by its realm."""
    if request.param == "memory":
        stores: dict[str, SyncStore] = {}
        yield lambda realm: stores.setdefault(realm, MemorySyncStore())
        return
    engine = _engine(request, tmp_path)
    create_tables(engine)
    create_tables(engine)
    yield lambda realm: SqlSyncStore(engine, "tenant", realm)
    engine.dispose()


def _engine(request: pytest.FixtureRequest, folder: Path) -> Engine:
    if request.param == "sqlite":
        return create_engine(f"sqlite:///{folder}/rows.db")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.url(server.create_database())
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"))


@pytest.fixture
def store(opener: Opener) -> SyncStore:
    return opener("1")


TIE = Tie(
    key="k1", customer_id="ACME", entity="Payment", remote_id="7", token=3, base="b"
)


def test_a_row_is_given_back_as_it_was_put(store: SyncStore) -> None:
    with store.unit() as unit:
        unit.put(TIE)
        inside = unit.get(Tie, "k1")

    with store.unit() as unit:
        assert inside == unit.get(Tie, "k1") == TIE
        assert unit.get(Tie, "K1") is None


def test_a_row_takes_the_place_of_the_one_of_its_name(store: SyncStore) -> None:
    other = attrs.evolve(TIE, base="c", generation=2)
    with store.unit() as unit:
        unit.put(TIE)
        unit.put(other)

    with store.unit() as unit:
        assert unit.find(Tie) == (other,)
        unit.drop(Tie, "k1")
        unit.drop(Tie, "k1")
        assert unit.find(Tie) == ()


def test_rows_are_found_by_their_fields_in_the_order_of_their_names(
    store: SyncStore,
) -> None:
    names = ("b", "B", "a", "Ä", "a1")
    rows = [Dirty(key=name, customer_id="ACME", stamp=1) for name in names]
    with store.unit() as unit:
        for row in (*rows, Dirty(key="x", customer_id="other", stamp=1)):
            unit.put(row)

    with store.unit() as unit:
        found = unit.find(Dirty, customer_id="ACME")

    assert [one.key for one in found] == sorted(names)


def test_a_block_that_is_left_by_an_exception_wrote_nothing(store: SyncStore) -> None:
    def leave() -> None:
        with store.unit() as unit:
            unit.put(TIE)
            unit.put(Place(name="changes", value="now"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave()

    with store.unit() as unit:
        assert unit.find(Tie) == ()
        assert unit.get(Place, "changes") is None


def test_two_things_here_cannot_be_one_object_there(store: SyncStore) -> None:
    other = attrs.evolve(TIE, key="k2")
    with store.unit() as unit:
        unit.put(TIE)

    with pytest.raises(TakenError), store.unit() as unit:
        unit.put(other)

    with store.unit() as unit:
        assert unit.find(Tie) == (TIE,)


def test_what_has_no_object_there_yet_is_not_in_the_way(store: SyncStore) -> None:
    first = attrs.evolve(TIE, remote_id="")
    second = attrs.evolve(first, key="k2")
    with store.unit() as unit:
        unit.put(first)
        unit.put(second)
        unit.put(attrs.evolve(TIE, key="k3", entity="CreditMemo"))

    with store.unit() as unit:
        assert len(unit.find(Tie)) == 3


def test_a_customer_there_is_one_customer_here(store: SyncStore) -> None:
    with store.unit() as unit:
        unit.put(Binding(entity="Customer", local_id="A", remote_id="1"))

    with pytest.raises(TakenError), store.unit() as unit:
        unit.put(Binding(entity="Customer", local_id="B", remote_id="1"))


def test_companies_see_nothing_of_one_another(opener: Opener) -> None:
    with opener("1").unit() as unit:
        unit.put(TIE)

    with opener("2").unit() as unit:
        assert unit.find(Tie) == ()
        unit.put(TIE)


def test_blocks_follow_one_another_and_lose_no_update(store: SyncStore) -> None:
    """Four threads count to 25 each in one row: it ends at 100."""

    def count() -> None:
        for _ in range(25):
            with store.unit() as unit:
                known = unit.get(Place, "count")
                value = 0 if known is None else int(known.value)
                unit.put(Place(name="count", value=str(value + 1)))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.unit() as unit:
        assert unit.get(Place, "count") == Place(name="count", value="100")
