"""The state of all companies in one SQLite file.

It is written through: an answer is sent after its changes are in the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from typing_extensions import override

from .state import Header, Kept, Reply, State

_TABLES = """
create table if not exists company (
    realm_id text primary key,
    name text not null,
    last_id integer not null,
    last_number integer not null,
    facts text not null
) strict;
create table if not exists object (
    realm_id text not null,
    entity text not null,
    id text not null,
    text text,
    outside integer not null,
    at integer not null,
    primary key (realm_id, entity, id)
) strict, without rowid;
create table if not exists reply (
    realm_id text not null,
    request_id text not null,
    digest text not null,
    status integer not null,
    content_type text not null,
    body blob not null,
    at real not null,
    entity text not null,
    id text not null,
    primary key (realm_id, request_id)
) strict, without rowid;
"""
_COMPANY = """
insert into company values (?, ?, ?, ?, ?) on conflict do update set
    name = excluded.name, last_id = excluded.last_id,
    last_number = excluded.last_number, facts = excluded.facts
"""
_OBJECT = "insert or replace into object values (?, ?, ?, ?, ?, ?)"
_REPLY = "insert or replace into reply values (?, ?, ?, ?, ?, ?, ?, ?, ?)"


class StateFile(State):
    """One file with all companies; one simulator at a time may use it."""

    def __init__(self, path: Path) -> None:
        """Open the file at *path*, which is made if it is not there."""
        self._connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = normal")
        self._connection.executescript(_TABLES)

    @override
    def headers(self) -> Iterable[Header]:
        rows = self._connection.execute("select * from company order by rowid")
        return [Header(*row) for row in rows]

    @override
    def objects(self, realm_id: str) -> Iterator[Kept]:
        query = "select entity, id, text, outside, at from object where realm_id = ?"
        for row in self._connection.execute(query, (realm_id,)):
            yield Kept(*row)

    @override
    def replies(self, realm_id: str) -> Iterator[Reply]:
        query = "select * from reply where realm_id = ?"
        for row in self._connection.execute(query, (realm_id,)):
            yield Reply(
                row[1], row[2], row[3], row[4], row[5], row[6], (row[7], row[8])
            )

    @override
    def keep(self, header: Header, objects: Iterable[Kept]) -> None:
        self._begin()
        self._connection.execute(
            _COMPANY,
            (
                header.realm_id,
                header.name,
                header.last_id,
                header.last_number,
                header.facts,
            ),
        )
        realm_id = header.realm_id
        rows = [(realm_id, o.entity, o.id, o.text, o.outside, o.at) for o in objects]
        self._connection.executemany(_OBJECT, rows)

    @override
    def remember(self, realm_id: str, reply: Reply) -> None:
        self._begin()
        row = (realm_id, reply.request_id, reply.digest, reply.status)
        more = (reply.content_type, reply.body, reply.at, *reply.key)
        self._connection.execute(_REPLY, (*row, *more))

    @override
    def finish(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("commit")

    def close(self) -> None:
        """Close the file."""
        self.finish()
        self._connection.close()

    def _begin(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("begin immediate")
