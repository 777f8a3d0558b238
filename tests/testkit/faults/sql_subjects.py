"""The SQL adapter of this project, to be struck down on each of its databases.

The crash walk takes these by their names, such as
``tests.testkit.faults.sql_subjects:sqlite``.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import attrs
from sqlalchemy import Connection, RowMapping, create_engine, text
from sqlalchemy.pool import NullPool

from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId, TenantId
from credits_core.ports import Ledgers
from credits_core.wire import answer_from, entry_from
from credits_sql import open_store
from credits_testkit.faults.broken_stores import AnswersEarly
from credits_testkit.faults.engines import look_on
from credits_testkit.faults.postgres_database import PostgresDatabase
from credits_testkit.faults.sqlite_file import SqliteFile
from credits_testkit.faults.stored import Stored
from credits_testkit.faults.subjects import Subject
from credits_testkit.faults.watch import Watch
from tests.adapters.sql.raw_reader import balances, read_raw
from tests.postgres import (
    FAST,
    PostgresServer,
    killable_postgres,
    running_postgres,
)

NAMED: Final = "CREDITS_FAULTS_POSTGRESQL"
"""The environment variable that names a database instead of starting a server."""

TENANT: Final = TenantId("tenant")


@contextmanager
def sqlite() -> Iterator[Subject]:
    """The adapter on a file of its own."""
    with tempfile.TemporaryDirectory(prefix="credits-faults-") as folder:
        yield sqlite_in(Path(folder))


def sqlite_in(folder: Path) -> Subject:
    """The adapter on a new file in *folder*."""
    database = SqliteFile(folder / "books.db")
    open_store(database.url, TENANT).close()
    return Subject(name="SQLite", database=database, opened=watched, stored=stored_at)


@contextmanager
def postgresql() -> Iterator[Subject]:
    """The adapter on a server of its own, or on the empty database that is named."""
    named = os.environ.get(NAMED)
    if named:
        with postgresql_at(named) as subject:
            yield subject
        return
    with running_postgres() as server, postgresql_on(server) as subject:
        yield subject


@contextmanager
def killable_postgresql() -> Iterator[Subject]:
    """The adapter on a server that keeps its promises when its processes are killed."""
    with killable_postgres() as killable, postgresql_on(killable.server) as subject:
        yield attrs.evolve(subject, server=killable)


@contextmanager
def forgetful_postgresql() -> Iterator[Subject]:
    """The adapter on a server that confirms what is not yet on the disk."""
    with killable_postgres(FAST) as killable, postgresql_on(killable.server) as subject:
        killable.server.execute("CHECKPOINT")  # the tables themselves are not forgotten
        yield attrs.evolve(subject, server=killable)


@contextmanager
def answering_early() -> Iterator[Subject]:
    """The adapter with the habit of answering before it commits."""
    with sqlite() as subject:
        yield attrs.evolve(subject, opened=_early)


@contextmanager
def _early(url: str, watch: Watch) -> Iterator[Ledgers]:
    watch.habit = AnswersEarly()
    with watched(url, watch) as ledgers:
        yield ledgers


@contextmanager
def postgresql_on(server: PostgresServer) -> Iterator[Subject]:
    """The adapter on a new database of a *server*."""
    name = server.create_database()
    with postgresql_at(server.url(name)) as subject:
        yield subject
    server.drop_database(name)


@contextmanager
def postgresql_at(url: str) -> Iterator[Subject]:
    """The adapter on the database at *url*, which nobody else uses meanwhile."""
    open_store(url, TENANT).close()
    database = PostgresDatabase(url)
    yield Subject(
        name="PostgreSQL", database=database, opened=watched, stored=stored_at
    )
    database.close()


@contextmanager
def watched(url: str, watch: Watch) -> Iterator[Ledgers]:
    """Ledgers over a store on which *watch* looks on."""
    with open_store(url, TENANT, create=False) as store:
        look_on(store.engine, watch)
        yield store.ledgers()


def stored_at(url: str) -> Stored:
    """All there is of the tenant, read from the tables with plain SQL."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        customers = [
            CustomerId(row["customer_id"]) for row in _rows(connection, "ledger")
        ]
        entries = [_entry(row) for row in _rows(connection, "journal")]
        entries.sort(key=lambda one: one.version)
        by_place = {(str(one.customer_id), one.version): one for one in entries}
        return Stored(
            ledgers={one: read_raw(connection, TENANT, one) for one in customers},
            journals={
                one: tuple(entry for entry in entries if entry.customer_id == one)
                for one in customers
            },
            answers={
                row["key"]: _answer(row, by_place)
                for row in _rows(connection, "answer")
            },
            balances={
                (CustomerId(customer_id), currency): available
                for (customer_id, currency), available in balances(
                    connection, TENANT
                ).items()
            },
        )


def _rows(connection: Connection, table: str) -> list[RowMapping]:
    query = text(f"SELECT * FROM credits_{table} WHERE tenant_id = :t")
    return list(connection.execute(query, {"t": TENANT}).mappings())


def _entry(row: RowMapping) -> Entry:
    entry = entry_from(_plain(row["body"]))
    assert (entry.version, entry.key) == (row["version"], row["key"])
    return entry


def _answer(row: RowMapping, entries: Mapping[tuple[str, int], Entry]) -> Answer:
    if row["body"] is not None:
        return answer_from(_plain(row["body"]))
    entry = entries[row["customer_id"], row["version"]]
    return Answer(key=row["key"], fingerprint=row["fingerprint"], outcome=entry)


def _plain(body: Any) -> Any:  # noqa: ANN401
    return json.loads(body) if isinstance(body, str) else body
