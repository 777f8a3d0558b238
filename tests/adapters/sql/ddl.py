"""The statements that make the present tables, as a migration writes them down.

After a change of the tables, what this tells and no step yet makes is what the
next step has to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from credits_sql.tables import METADATA


def ddl(database: str) -> str:
    """The script that makes all tables and indexes on that *database*."""
    module = {"sqlite": sqlite, "postgresql": postgresql}[database]
    return "".join(f"{statement};\n\n" for statement in _statements(module.dialect()))


def _statements(dialect: Dialect) -> Iterator[str]:
    for table in METADATA.sorted_tables:
        yield _tidy(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield _tidy(str(CreateIndex(index).compile(dialect=dialect)))


def _tidy(statement: str) -> str:
    lines = (line.rstrip().replace("\t", "    ") for line in statement.splitlines())
    return "\n".join(line for line in lines if line)
