"""Statements of SQLAlchemy Core, made once and turned into SQL once per database.

Compiling costs more than most of these statements take to run, so the text is
kept. Rows and values are plain data: text, whole numbers, booleans and lists of
ids; dates are written as ISO text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final, TypeAlias

import attrs
from sqlalchemy import (
    ARRAY,
    ClauseElement,
    Column,
    ColumnElement,
    Dialect,
    Insert,
    Table,
    Update,
    bindparam,
    insert,
    update,
)
from sqlalchemy.dialects.postgresql.psycopg import dialect as postgresql_dialect
from sqlalchemy.dialects.sqlite.pysqlite import dialect as sqlite_dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from .tables.metadata import CHANGES, ID

Value: TypeAlias = "str | int | bool | list[str] | None"
"""What a statement may be given."""

Row: TypeAlias = "dict[str, str | int | bool | None]"
"""One row to be written, by the names of its columns."""

Found: TypeAlias = Any
"""A row that was found; its columns are its attributes."""

Rows: TypeAlias = Sequence[Found]
"""The rows that were found."""

_OF_ONE: Final = "of_one"
"""The option of a compilation for one id instead of a list of them."""

_DIALECTS: Final[Mapping[str, Dialect]] = {
    "sqlite": sqlite_dialect(paramstyle="qmark"),
    "postgresql": postgresql_dialect(paramstyle="format"),  # type: ignore[no-untyped-call]  # theirs
}


@attrs.define
class Compiled:
    """The *text* of a statement for one database, and what is always the same of it.

    *cut* puts what it is given by name into the order of its places, because drivers
    take longer to find values by their names. *row* makes a row of the values that
    were found; it is known once some were. SQLite *reads_json* where it is given lists.
    """

    text: str
    fixed: Mapping[str, Value]
    cut: Callable[[Mapping[str, Value]], tuple[Value, ...]]
    reads_json: bool
    row: Callable[[Iterable[Any]], Found] | None = None

    def given(self, values: Mapping[str, Value]) -> tuple[Value, ...]:
        """What goes into the places of the text, if *values* are given."""
        return self.cut({**self.fixed, **values} if self.fixed else values)


class Statement:
    """A statement that is compiled when it is first needed.

    With one id instead of a list of them it has a text of its own, which a database
    answers sooner.
    """

    def __init__(self, clause: ClauseElement) -> None:
        """Keep *clause*; each of its parameters is given by name when it runs."""
        self._clause = clause
        self._compiled: dict[tuple[str, bool], Compiled] = {}

    def on(self, database: str, *, of_one: bool = False) -> Compiled:
        """The statement as that *database* wants it."""
        known = self._compiled.get((database, of_one))
        if known is None:
            compiled = self._clause.compile(
                dialect=_DIALECTS[database], compile_kwargs={_OF_ONE: of_one}
            )
            parameters = compiled.params or {}
            fixed = {k: v for k, v in parameters.items() if v is not None}
            places: Sequence[str] = getattr(compiled, "positiontup", None) or ()
            text = str(compiled)
            known = Compiled(text, fixed, _cut(places), "json_each(" in text)
            self._compiled[database, of_one] = known
        return known


def _cut(
    places: Sequence[str],
) -> Callable[[Mapping[str, Value]], tuple[Value, ...]]:
    """What finds the values of those *places*, always as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: tuple(values[name] for name in places)


def inserting(table: Table) -> Insert:
    """The statement that adds a row with all the columns that are not computed."""
    stored = (column for column in table.c if column.computed is None)
    return insert(table).values({one.name: bindparam(one.name) for one in stored})


def updating(table: Table) -> Update:
    """The statement that rewrites what may change in the row of a primary key."""
    changing = [column for column in table.c if column.info == CHANGES]
    return (
        update(table)
        .values({one.name: bindparam(one.name) for one in changing})
        .where(*(one == given(one) for one in table.primary_key))
    )


def given(column: Column[Any], name: str = "") -> ColumnElement[Any]:
    """A parameter of the type of *column*, called as it or *name*."""
    return bindparam(name or column.name, type_=column.type)


class among(ColumnElement[bool]):  # noqa: N801 - it reads as a function of SQL
    """Whether a column holds one of the ids in the list called *name*.

    The list is one parameter, so that the statement is the same for any length.
    """

    inherit_cache = False

    def __init__(self, column: Column[Any], name: str = "ids") -> None:
        """Compare *column* with the list that is given as *name*."""
        self.column = column
        self.name = name


@compiles(among, "sqlite")
def _among_on_sqlite(element: among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    if options.get(_OF_ONE):
        return _equal(element, compiler, **options)
    column = compiler.process(element.column, **options)
    ids = compiler.process(bindparam(element.name, type_=ID), **options)
    # Both parts are compiled SQL: a column and a parameter.
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608


@compiles(among, "postgresql")
def _among_on_postgresql(element: among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    if options.get(_OF_ONE):
        return _equal(element, compiler, **options)
    column = compiler.process(element.column, **options)
    ids = compiler.process(bindparam(element.name, type_=ARRAY(ID)), **options)
    return f"{column} = ANY ({ids})"


def _equal(element: among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    column = compiler.process(element.column, **options)
    only = compiler.process(bindparam(element.name, type_=ID), **options)
    return f"{column} = {only}"
