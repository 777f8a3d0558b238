"""Consents and tokens in the simulator's file, beside the books.

They are written whenever one of them changes, so a simulator that is killed and
started again knows the tokens that it gave.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import attrs

from .apps import App
from .grants import Grants
from .tokens import Access, Code, Grant

TABLE: Final = "create table if not exists note (name text primary key, text text)"
WRITE: Final = "insert or replace into note values (?, ?)"
READ: Final = "select text from note where name = ?"
CONSENTS: Final = "consents"
PATIENCE_SECONDS: Final = 10.0


@attrs.frozen
class Notes:
    """Small things to be remembered, by name, in an SQLite file."""

    path: Path

    def write(self, name: str, value: object) -> None:
        """Remember *value*, which JSON can hold."""
        connection = self._open()
        with connection:
            connection.execute(WRITE, (name, json.dumps(value)))
        connection.close()

    def read(self, name: str) -> Any:
        """What was remembered, or ``None``."""
        connection = self._open()
        row = connection.execute(READ, (name,)).fetchone()
        connection.close()
        return json.loads(row[0]) if row else None

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=PATIENCE_SECONDS)
        connection.execute(TABLE)
        return connection


def kept(grants: Grants, notes: Notes) -> Grants:
    """*grants*, which know what *notes* hold, and write each change there."""
    told = notes.read(CONSENTS)
    if told:
        _recall(grants, told)
    grants.changed = lambda: notes.write(CONSENTS, _told(grants))
    return grants


def _told(grants: Grants) -> dict[str, Any]:
    return {
        "made": grants.mint.made,
        "apps": _plain(grants.apps.values()),
        "codes": _plain(grants.codes.values()),
        "grants": _plain(grants.grants.values()),
        "accesses": _plain(grants.accesses.values()),
        "refreshes": grants.refreshes,
    }


def _recall(grants: Grants, told: dict[str, Any]) -> None:
    grants.mint.made = told["made"]
    apps = map(_app, told["apps"])
    grants.apps.update({each.client_id: each for each in apps})
    grants.codes = {each.value: each for each in map(_read(Code), told["codes"])}
    grants.grants = {each.number: each for each in map(_read(Grant), told["grants"])}
    accesses = map(_read(Access), told["accesses"])
    grants.accesses = {each.value: each for each in accesses}
    grants.refreshes = told["refreshes"]


def _app(told: dict[str, Any]) -> App:
    addresses = tuple(told.pop("redirect_uris"))
    return App(**told, redirect_uris=addresses)


def _plain(values: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        attrs.asdict(each, value_serializer=lambda *triple: _text(triple[2]))
        for each in values
    ]


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _read(kind: Callable[..., Any]) -> Callable[[dict[str, Any]], Any]:
    """Reads a value of *kind* whose instants are texts with names in ``_at``."""
    return lambda told: kind(
        **{
            name: datetime.fromisoformat(value)
            if name.endswith("_at") and value
            else value
            for name, value in told.items()
        }
    )
