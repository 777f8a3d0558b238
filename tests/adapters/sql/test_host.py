"""A host's own transaction: what the ledgers write in it is the host's to commit."""

from __future__ import annotations

import pytest
from returns.pipeline import is_successful
from sqlalchemy import Connection

from credits_core.identity import CreditId
from credits_core.parts import ACredit
from credits_sql import SqlLedgers, SqlStore
from credits_testkit.contracts.events_given import issued
from credits_testkit.contracts.given import Writer, footprint
from credits_testkit.contracts.story import tell
from credits_testkit.orders import ACME

from .places import TENANT

pytestmark = pytest.mark.extras


class _LostHeartError(Exception):
    pass


def _host_row(connection: Connection) -> None:
    connection.exec_driver_sql("INSERT INTO host VALUES (1)")


@pytest.fixture
def host(store: SqlStore) -> SqlStore:
    """A store in whose database the host has a table of its own, empty."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS host")
        connection.exec_driver_sql("CREATE TABLE host (number INTEGER)")
    return store


def _rows_of_host(store: SqlStore) -> int:
    with store.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM host").scalar_one()
    return int(found)


def test_both_are_there_when_the_host_commits(host: SqlStore) -> None:
    with host.engine.begin() as connection:
        _host_row(connection)
        tell(SqlLedgers(connection, TENANT))

    assert _rows_of_host(host) == 1
    assert host.ledgers().load_whole(ACME).version > 1


@pytest.mark.parametrize("ours_first", [True, False])
def test_neither_is_there_when_the_host_rolls_back(
    host: SqlStore, ours_first: bool
) -> None:
    with host.engine.connect() as connection:
        if ours_first:
            tell(SqlLedgers(connection, TENANT))
            _host_row(connection)
        else:
            _host_row(connection)
            tell(SqlLedgers(connection, TENANT))
        connection.rollback()

    assert _rows_of_host(host) == 0
    assert host.ledgers().load_whole(ACME).is_new


def test_a_block_that_fails_leaves_the_hosts_work_alone(host: SqlStore) -> None:
    with host.engine.begin() as connection:
        _host_row(connection)
        ledgers = SqlLedgers(connection, TENANT)
        kept = Writer(ledgers).write(issued("C1", "10"))
        with pytest.raises(_LostHeartError), ledgers.exclusively([ACME]):  # noqa: PT012
            Writer(ledgers).write(issued("C2", "10"))
            raise _LostHeartError

    assert _rows_of_host(host) == 1
    assert host.ledgers().load_whole(ACME) == kept.after


def test_a_refused_commit_leaves_the_hosts_work_alone(host: SqlStore) -> None:
    with host.engine.begin() as connection:
        _host_row(connection)
        ledgers = SqlLedgers(connection, TENANT)
        stale = Writer(ledgers).change(issued("C2", "10"))
        kept = Writer(ledgers).write(issued("C1", "10"))
        assert not is_successful(ledgers.commit(stale))

    assert _rows_of_host(host) == 1
    assert host.ledgers().load_whole(ACME) == kept.after


def test_the_host_sees_what_was_written_before_it_commits(host: SqlStore) -> None:
    asked = footprint(ACredit(CreditId("C1")))

    with host.engine.connect() as connection:
        ledgers = SqlLedgers(connection, TENANT)
        with ledgers.exclusively([ACME]), ledgers.exclusively([ACME]):
            Writer(ledgers).write(issued("C1", "10"))
        seen = ledgers.load(ACME, asked)
        connection.rollback()

    assert list(seen.credits) == ["C1"]
    assert list(host.ledgers().load(ACME, asked).credits) == []
