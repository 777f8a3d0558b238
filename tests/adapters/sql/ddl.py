"""The statements that make an adapter's present tables, as a step writes them down.

After a change of the tables, what this tells and no step yet makes is what the
next step has to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import MetaData
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable


def ddl(database: str, tables: MetaData) -> str:
    """The script that makes all *tables* and their indexes on that *database*."""
    module = {"sqlite": sqlite, "postgresql": postgresql}[database]
    return "".join(
        f"{statement};\n\n" for statement in _statements(module.dialect(), tables)
    )


def _statements(dialect: Dialect, tables: MetaData) -> Iterator[str]:
    for table in tables.sorted_tables:
        yield _tidy(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield _tidy(str(CreateIndex(index).compile(dialect=dialect)))


def _tidy(statement: str) -> str:
    lines = (line.rstrip().replace("\t", "    ") for line in statement.splitlines())
    return "\n".join(line for line in lines if line)
