"""Rows kept in a database, beside the ledgers or elsewhere.

All rows of a company are written under one lock, which is a row of its own: on
PostgreSQL it is locked before anything is read, on SQLite the transaction begins as
the only writer.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

import attrs
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Table,
    Text,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError
from typing_extensions import override

from ..schema import upgrade
from ..tables import METADATA, PREFIX, name_column_type
from . import statements
from .records import KINDS, UNIQUE, AnyRecord, Record, name_of
from .statements import Shape
from .unit import SyncStore, TakenError, Unit

_PATIENCE_MS: Final = 60_000
"""How long another process is waited for on SQLite, which has no queue."""

_HEAD: Final = Table(
    f"{PREFIX}company",
    METADATA,
    Column("tenant_id", Text, primary_key=True),
    Column("realm_id", Text, primary_key=True),
)


def _table(kind: type[Record]) -> Table:
    """The table of one kind of row: its fields, after whose they are."""
    owner = [Column(name, Text, primary_key=True) for name in statements.OWNER]
    columns = [
        Column(
            field.name,
            BigInteger if field.type in {int, "int"} else name_column_type(),
            nullable=False,
            primary_key=field.name in kind.names,
        )
        for field in attrs.fields(kind)
    ]
    name = Shape.of(kind).table
    table = Table(name, METADATA, *owner, *columns)
    if fields := UNIQUE.get(kind):
        Index(
            f"{name}_of_object",
            *(table.c[one] for one in ("tenant_id", "realm_id", *fields)),
            unique=True,
            sqlite_where=table.c.remote_id != "",
            postgresql_where=table.c.remote_id != "",
        )
    return table


_SHAPES: Final = {kind: Shape.of(kind) for kind in KINDS}
for _kind in KINDS:
    _table(_kind)


def create_tables(engine: Engine) -> None:
    """Make the tables of the exchange, or bring them to the present version."""
    upgrade(engine)


class _SqlUnit(Unit):
    def __init__(self, connection: Connection, owner: dict[str, str]) -> None:
        self._connection = connection
        self._owner = owner

    @override
    def get(self, kind: type[AnyRecord], *name: str) -> AnyRecord | None:
        fields = dict(zip(kind.names, name, strict=True))
        for found in self.find(kind, **fields):
            return found
        return None

    @override
    def find(self, kind: type[AnyRecord], **fields: str) -> tuple[AnyRecord, ...]:
        named = tuple(sorted(fields))
        has_object = kind in UNIQUE and bool(fields.get("remote_id"))
        shape = _SHAPES[kind]
        statement = statements.found(shape, named, has_object=has_object)
        rows = self._connection.execute(statement, {**self._owner, **fields})
        columns = shape.columns
        return tuple(kind(**dict(zip(columns, row, strict=True))) for row in rows)

    @override
    def put(self, record: Record) -> None:
        values = {**self._owner, **attrs.asdict(record)}
        try:
            self._connection.execute(statements.kept(_SHAPES[type(record)]), values)
        except IntegrityError:
            name = name_of(record)
            raise TakenError(f"The object of {name} belongs to another row.") from None

    @override
    def drop(self, kind: type[AnyRecord], *name: str) -> None:
        named = dict(zip(kind.names, name, strict=True))
        self._connection.execute(
            statements.dropped(_SHAPES[kind]), {**self._owner, **named}
        )


class SqlSyncStore(SyncStore):
    """The rows of the company *realm_id* of one tenant, in tables that many share."""

    def __init__(self, engine: Engine, tenant_id: str, realm_id: str) -> None:
        """Keep them through *engine*, whose tables are there."""
        self._engine = engine
        self._owner = {"tenant_id": tenant_id, "realm_id": realm_id}

    @override
    @contextmanager
    def unit(self) -> Generator[Unit]:
        with self._engine.connect() as connection:
            self._lock(connection)
            try:
                yield _SqlUnit(connection, self._owner)
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def _lock(self, connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return
        add = (
            f"INSERT INTO {_HEAD.name} (tenant_id, realm_id)"  # noqa: S608 - a name of ours
            " VALUES (:tenant_id, :realm_id) ON CONFLICT DO NOTHING"
        )
        connection.execute(text(add), self._owner)
        own = (_HEAD.c[name] == value for name, value in self._owner.items())
        connection.execute(select(_HEAD.c.realm_id).where(*own).with_for_update())
