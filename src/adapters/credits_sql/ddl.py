"""The statements that make the present schema, as text for a migration."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.schema import CreateIndex, CreateTable

from .statements import dialect_of
from .tables import METADATA


def ddl(database: str) -> str:
    """The script that makes all tables and indexes on that *database*."""
    return "".join(f"{statement};\n\n" for statement in _statements(database))


def _statements(database: str) -> Iterator[str]:
    dialect = dialect_of(database)
    for table in METADATA.sorted_tables:
        yield _tidy(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield _tidy(str(CreateIndex(index).compile(dialect=dialect)))


def _tidy(statement: str) -> str:
    lines = (line.rstrip().replace("\t", "    ") for line in statement.splitlines())
    return "\n".join(line for line in lines if line)
