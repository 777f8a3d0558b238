"""Opening the place where ledgers are kept, from the text a person gives.

Nothing is made where something is only to be looked at: a typing mistake in a
path must not leave an empty database behind.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from credits_core.identity import TenantId
from credits_core.ports import Ledgers, Register

from .failures import CannotRunError

if TYPE_CHECKING:
    from credits_sql import SqlStore

MEMORY: Final = "memory"
"""The store that lasts as long as the command."""

_TENANT: Final = TenantId("default")
_FORMS: Final = "memory, sqlite:///FILE or postgresql://USER@HOST/NAME"


@contextmanager
def opened(store: str, *, tenant_id: TenantId = _TENANT) -> Generator[Ledgers]:
    """The ledgers behind *store*, whose tables are made if there are none.

    Raises ``CannotRunError`` if there is no such place.
    """
    if store == MEMORY:
        from credits_memory import MemoryLedgers

        yield MemoryLedgers()
    else:
        with _database(store, tenant_id, create=True) as database:
            yield database.ledgers()


@contextmanager
def opened_books(
    store: str, tenant_id: TenantId, *, create: bool
) -> Generator[tuple[Ledgers, Register]]:
    """The ledgers of a tenant in a database, and their register.

    Tables are made only if *create*; raises ``CannotRunError`` where there are none.
    """
    if store == MEMORY:
        raise CannotRunError(
            "Nothing is stored in memory; name sqlite:///FILE or postgresql://…."
        )
    with _database(store, tenant_id, create=create) as database:
        if not database.is_prepared:
            raise CannotRunError(f"{shown(store)} holds no tables of credits.")
        yield database.ledgers(), database.register()


@contextmanager
def opened_database(store: str, tenant_id: TenantId) -> Generator[SqlStore]:
    """A database that has the tables of credits already.

    Raises ``CannotRunError`` where there are none.
    """
    if store == MEMORY:
        raise CannotRunError(
            "Nothing is stored in memory; name sqlite:///FILE or postgresql://…."
        )
    with _database(store, tenant_id, create=False) as database:
        if not database.is_prepared:
            raise CannotRunError(f"{shown(store)} holds no tables of credits.")
        yield database


@contextmanager
def opened_empty(store: str) -> Generator[Ledgers]:
    """The ledgers behind *store*, which must not hold any customer of anybody yet."""
    if store == MEMORY:
        with opened(store) as ledgers:
            yield ledgers
        return
    with _database(store, _TENANT, create=True) as database:
        if database.tenants():
            raise CannotRunError(
                f"{shown(store)} already holds customers; name a place that is empty."
            )
        yield database.ledgers()


@contextmanager
def opened_tenants(
    store: str, tenant: str | None, archive: Path | None = None
) -> Generator[dict[str, Ledgers]]:
    """The ledgers of each tenant of a database, or of one; nothing is made.

    Raises ``CannotRunError`` if there is nothing to look at, or if entries are
    wanted that are in another *archive*.
    """
    if store == MEMORY:
        raise CannotRunError(
            "Nothing is stored in memory; name sqlite:///FILE or postgresql://…."
        )
    with _database(store, _TENANT, create=False) as database:
        if not database.is_prepared:
            raise CannotRunError(f"{shown(store)} holds no tables of credits.")
        known = [one for one in database.tenants() if tenant in {None, one}]
        if not known:
            whose = "any tenant" if tenant is None else f"tenant {tenant}"
            raise CannotRunError(
                f"{shown(store)} holds no customer of {whose}; nothing was looked at."
            )
        yield {one: _ledgers(database, one, archive) for one in known}


def _ledgers(database: SqlStore, tenant: TenantId, archive: Path | None) -> Ledgers:
    from credits_sql import Archive, SqlLedgers

    kept = None if archive is None else Archive(archive)
    return SqlLedgers(database.engine, tenant, kept)


def shown(store: str) -> str:
    """The name of a place as it may be printed: without a password."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(store).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "The store"


@contextmanager
def _database(store: str, tenant_id: TenantId, *, create: bool) -> Generator[SqlStore]:
    from sqlalchemy.exc import DBAPIError

    from credits_sql import ArchivedError

    try:
        with _open(store, tenant_id, create=create) as database:
            yield database
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise CannotRunError(f"The database does not answer: {reason}") from error
    except ArchivedError as error:
        raise CannotRunError(str(error)) from error


def _open(store: str, tenant_id: TenantId, *, create: bool) -> SqlStore:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    from credits_sql import open_store

    try:
        url = make_url(store)
        if not create and url.get_backend_name() == "sqlite":
            _must_exist(url.database)
        return open_store(url, tenant_id, create=create)
    except (ArgumentError, ValueError) as error:
        word = repr(store) if "@" not in store else "This"
        raise CannotRunError(f"{word} is no store; name {_FORMS}.") from error
    except ImportError as error:
        raise CannotRunError(str(error)) from error


def _must_exist(database: str | None) -> None:
    if database is not None and not Path(database).is_file():
        raise CannotRunError(
            f"There is no file {database}. A command such as credits bill makes one."
        )
