"""The statements that make the present tables, as a step writes them down.

``python -m tests.adapters.qbo.ddl`` writes them into the only step that there is. Once
that was released it stays as it is, and what is new becomes the next step.
"""

from __future__ import annotations

from pathlib import Path

import credits_qbo.connecting
import credits_qbo.store
from credits_qbo.schema import HEAD
from credits_qbo.tables import METADATA
from tests.adapters.sql.ddl import ddl

FOLDER = Path(credits_qbo.store.__file__).parents[1] / "ddl"
assert credits_qbo.connecting.__all__


def script(database: str) -> str:
    """The script that makes all tables of the exchange on that *database*."""
    return ddl(database, METADATA)


if __name__ == "__main__":
    for name in ("sqlite", "postgresql"):
        (FOLDER / f"{HEAD}_{name}.sql").write_text(script(name), encoding="utf-8")
