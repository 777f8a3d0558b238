"""Tokens in a database, where all processes of a host see the same ones.

They are kept as they are: whoever reads the table can read the company's books. The
host protects the database, or wraps this store in one that encrypts.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import attrs
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Dialect,
    Engine,
    Table,
    Text,
    TypeDecorator,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from typing_extensions import override

from ..gateway import Secret, Tokens, TokenStore
from ..gateway.tokens import CLAIM_SECONDS
from ..store.records import instant_of, written
from ..tables import METADATA, PREFIX


class _Hidden(TypeDecorator[Secret]):
    """A text whose value shows itself in no log of rows."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Secret | None, dialect: Dialect) -> str | None:
        return None if value is None else value.reveal()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Secret:
        return Secret(value or "")


def _quiet(engine: Engine) -> Engine:
    """The same engine, which hides the values of its statements in logs and errors."""
    quiet = engine.execution_options()
    quiet.hide_parameters = True
    return quiet


_TABLE: Final = Table(
    f"{PREFIX}token",
    METADATA,
    Column("tenant_id", Text, primary_key=True),
    Column("realm_id", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("access", _Hidden, nullable=False),
    Column("refresh", _Hidden, nullable=False),
    Column("refresh_until", Text, nullable=False),
    Column("claimed_at", Text, nullable=False),
)
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@attrs.frozen
class SqlTokens(TokenStore):
    """The tokens of the companies of one tenant; each write is one statement."""

    engine: Engine = attrs.field(converter=_quiet)
    tenant_id: str

    @override
    def load(self, realm_id: str) -> Tokens | None:
        columns = ("access", "refresh", "refresh_until", "version")
        query = select(*(_TABLE.c[name] for name in columns))
        with self.engine.connect() as connection:
            row = connection.execute(query.where(*self._own(realm_id))).first()
        if row is None:
            return None
        access, refresh, until, version = tuple(row)
        return Tokens(
            access=access,
            refresh=refresh,
            refresh_until=instant_of(until) if until else None,
            version=version,
        )

    @override
    def claim(self, realm_id: str, *, version: int, at: datetime) -> bool:
        free = written(at - timedelta(seconds=CLAIM_SECONDS))
        conditions = (_TABLE.c.version == version, _TABLE.c.claimed_at <= free)
        changed = update(_TABLE).where(*self._own(realm_id), *conditions)
        with self.engine.begin() as connection:
            done = connection.execute(changed.values(claimed_at=written(at)))
            return done.rowcount == 1

    @override
    def replace(self, realm_id: str, tokens: Tokens, *, version: int) -> bool:
        values = _values(attrs.evolve(tokens, version=version + 1))
        if version == 0:
            return self._add(realm_id, values)
        same = (*self._own(realm_id), _TABLE.c.version == version)
        with self.engine.begin() as connection:
            done = connection.execute(update(_TABLE).where(*same).values(values))
            return done.rowcount == 1

    @override
    def forget(self, realm_id: str) -> None:
        with self.engine.begin() as connection:
            connection.execute(delete(_TABLE).where(*self._own(realm_id)))

    def _add(self, realm_id: str, values: dict[str, str | int | Secret]) -> bool:
        own = {"tenant_id": self.tenant_id, "realm_id": realm_id}
        try:
            with self.engine.begin() as connection:
                connection.execute(insert(_TABLE).values({**own, **values}))
        except IntegrityError:
            return False
        return True

    def _own(self, realm_id: str) -> tuple[ColumnElement[bool], ...]:
        return _TABLE.c.tenant_id == self.tenant_id, _TABLE.c.realm_id == realm_id


def _values(tokens: Tokens) -> dict[str, str | int | Secret]:
    until = tokens.refresh_until
    return {
        "version": tokens.version,
        "access": tokens.access,
        "refresh": tokens.refresh,
        "refresh_until": "" if until is None else written(until),
        "claimed_at": written(_NEVER),
    }
