"""Ledgers in a relational database: SQLite as a file, or PostgreSQL.

Open a store for a URL or an engine, and hand its ledgers to a desk. A host that
wants one transaction for its own rows and ours gives its connection to
``SqlLedgers`` instead.
"""

# ruff: noqa: E402 - what is missing is told before anything is imported that needs it

from .extras import need

need("sqlalchemy", extra="sql")

from .archive import Archive, ArchivedError, archive_journal
from .bulk import Imported, Importer, Refused
from .citus import distribute
from .engines import Synchronous
from .health import Health, health
from .ledgers import SqlLedgers
from .logs import JsonLines
from .lookup import SqlRegister
from .schema import create_schema, is_of_this_library, upgrade, upgrade_within
from .store import SqlStore, open_store

__all__ = [
    "Archive",
    "ArchivedError",
    "Health",
    "Imported",
    "Importer",
    "JsonLines",
    "Refused",
    "SqlLedgers",
    "SqlRegister",
    "SqlStore",
    "Synchronous",
    "archive_journal",
    "create_schema",
    "distribute",
    "health",
    "is_of_this_library",
    "open_store",
    "upgrade",
    "upgrade_within",
]
