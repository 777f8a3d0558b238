"""The statements that make the present tables, as a step writes them down.

``python -m tests.adapters.qbo.ddl`` writes them into the only step that there is. Once
that was released it stays as it is, and what is new becomes the next step.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

import credits_qbo.connecting
import credits_qbo.store
from credits_qbo.schema import HEAD
from credits_qbo.tables import METADATA

FOLDER = Path(credits_qbo.store.__file__).parents[1] / "ddl"
assert credits_qbo.connecting.__all__


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


if __name__ == "__main__":
    for name in ("sqlite", "postgresql"):
        (FOLDER / f"{HEAD}_{name}.sql").write_text(ddl(name), encoding="utf-8")
