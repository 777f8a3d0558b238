"""Moving old journal entries out of the database, so that replay stays provable.

The text of an entry goes to a file, and what stays in the table is its digest: who,
when and which command can still be seen there, no entry can be lost or changed
unnoticed, and whoever has the file reads the journal as if nothing had been moved.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs
from sqlalchemy import Connection, Engine, bindparam, select, text, update
from sqlalchemy import Integer as IntegerType

from credits_core.identity import CustomerId, TenantId

from .locks import begin_writing
from .logs import tell
from .sending import fetch, write
from .statements import Row, Statement, given
from .tables import journal

Body: TypeAlias = Callable[[CustomerId, int, str], str]
"""Gives the text of a customer's entry of that version, from what its row holds."""

_MARK: Final = '{"archived":'
_PAGE: Final = 500

_OLD: Final = Statement(
    select(journal.c.customer_id, journal.c.version, journal.c.body)
    .where(
        journal.c.tenant_id == given(journal.c.tenant_id),
        journal.c.at < given(journal.c.at, "before"),
        text(f"substr(body, 1, {len(_MARK)}) <> '{_MARK}'"),
    )
    .order_by(journal.c.customer_id, journal.c.version)
    .limit(bindparam("most", type_=IntegerType))
)
_MOVED: Final = Statement(
    update(journal)
    .values(body=bindparam("mark"))
    .where(
        journal.c.tenant_id == given(journal.c.tenant_id),
        journal.c.customer_id == given(journal.c.customer_id),
        journal.c.version == given(journal.c.version),
    )
)
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS entry (
    tenant_id TEXT, customer_id TEXT, version INTEGER, body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, customer_id, version)
) WITHOUT ROWID
"""
_KEEP: Final = "INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?)"
_FIND: Final = (
    "SELECT body FROM entry WHERE tenant_id = ? AND customer_id = ? AND version = ?"
)


class ArchivedError(Exception):
    """An entry was moved to an archive that is not at hand, or not as it was."""


@attrs.frozen
class Archive:
    """A *file* of journal entries, of any number of tenants."""

    file: Path

    def keep(self, tenant_id: TenantId, rows: Iterable[Any]) -> None:
        """Write the entries of *rows* down, durably; those that are there stay."""
        with closing(sqlite3.connect(self.file)) as connection, connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(_TABLE)
            kept = ((tenant_id, row.customer_id, row.version, row.body) for row in rows)
            connection.executemany(_KEEP, kept)

    def body(self, tenant_id: TenantId, customer_id: CustomerId, version: int) -> str:
        """The text of one entry; raises ``ArchivedError`` if it is not here."""
        if not self.file.exists():
            raise ArchivedError(f"There is no archive {self.file}.")
        with closing(sqlite3.connect(self.file)) as connection:
            connection.execute(_TABLE)
            found = connection.execute(_FIND, (tenant_id, customer_id, version))
            for (body,) in found:
                return str(body)
        raise ArchivedError(f"Entry {version} of {customer_id} is not in {self.file}.")


def archive_journal(
    engine: Engine, tenant_id: TenantId, archive: Archive, before: datetime
) -> int:
    """Move all entries from *before* an instant to *archive*; how many those were.

    They are in the file before they leave the table, so that it can be stopped and
    begun again at any moment.
    """
    moved = 0
    with engine.connect() as connection:
        for rows in _pages(connection, tenant_id, before):
            archive.keep(tenant_id, rows)
            begin_writing(connection)
            write(connection, _MOVED, [_mark(archive, tenant_id, row) for row in rows])
            connection.commit()
            moved += len(rows)
            tell("archived", tenant_id=tenant_id, count=moved)
    return moved


def reading_from(archive: Archive | None, tenant_id: TenantId) -> Body:
    """How the text of an entry is found: in its row, or by its digest in *archive*."""

    def body(customer_id: CustomerId, version: int, held: str) -> str:
        if not held.startswith(_MARK):
            return held
        if archive is None:
            raise ArchivedError(f"Entry {version} of {customer_id} is in an archive.")
        found = archive.body(tenant_id, customer_id, version)
        if _digest(found) != json.loads(held)["archived"]:
            raise ArchivedError(f"Entry {version} of {customer_id} was changed.")
        return found

    return body


def _pages(
    connection: Connection, tenant_id: TenantId, before: datetime
) -> Iterator[list[Any]]:
    while True:
        rows = fetch(
            connection,
            _OLD,
            tenant_id=tenant_id,
            before=before.astimezone(UTC).isoformat(),
            most=_PAGE,
        )
        connection.rollback()
        if not rows:
            return
        yield list(rows)


def _mark(archive: Archive, tenant_id: TenantId, row: Any) -> Row:  # noqa: ANN401
    """What is to stand in the row, once the file is seen to hold the same text."""
    if archive.body(tenant_id, row.customer_id, row.version) != row.body:
        raise ArchivedError(f"The archive has another entry {row.version}.")
    return {
        "tenant_id": tenant_id,
        "customer_id": row.customer_id,
        "version": row.version,
        "mark": f'{_MARK}"{_digest(row.body)}"}}',
    }


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
