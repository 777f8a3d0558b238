"""Telling a lost race, after which one decides anew, from a real failure."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError

_PRIMARY_KEY: Final = "pk_"
_UNIQUE_VIOLATION: Final = "23505"
_PRIMARY_CODE: Final = 0xFF
_PASSING: Final = frozenset({"40001", "40P01"})


def is_lost_race(error: DBAPIError) -> bool:
    """Whether somebody else was faster: a taken id or key, or a lost ledger.

    A broken law is none: it stays an error, however often one would try.
    """
    return is_taken(error) or is_passing(error)


def is_taken(error: DBAPIError) -> bool:
    """Whether a row with the same primary key was written meanwhile."""
    if isinstance(error.orig, sqlite3.IntegrityError):
        code = error.orig.sqlite_errorcode
        return bool(code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
    if getattr(error.orig, "sqlstate", None) != _UNIQUE_VIOLATION:
        return False
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    return str(name).startswith(_PRIMARY_KEY)


def is_passing(error: DBAPIError) -> bool:
    """Whether the database chose this transaction to give way to another one.

    So it is with a file that others did not let go of for as long as one waits.
    """
    if isinstance(error.orig, sqlite3.OperationalError):
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return bool(code & _PRIMARY_CODE == sqlite3.SQLITE_BUSY)
    return getattr(error.orig, "sqlstate", None) in _PASSING
