"""Where a soak takes place: a database, a server, and what works there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import attrs
from sqlalchemy import Engine

from credits_core.desk import Desk
from credits_core.identity import TenantId
from credits_qbo.engine import Sync, World
from credits_qbo.gateway import (
    Connection,
    Connector,
    Gateway,
    MemoryTokens,
    Pace,
    Secret,
    Tokens,
)
from credits_qbo.gateway.session import RecordingSession
from credits_qbo.settings import Settings
from credits_qbo.store import SqlSyncStore
from credits_sql import SqlLedgers
from credits_sql.engines import new_engine

from .fast import FastTimer

REALM: Final = "9131"
TENANT: Final = TenantId("soak")
LEASE_SECONDS: Final = 180
OVERLAP_SECONDS: Final = 3
"""The simulator has the real time, in which everything here is fast."""


@attrs.frozen(kw_only=True)
class Place:
    """What every process of a soak has to know."""

    database: str
    url: str
    token: str
    since: float
    speed: float

    def text(self) -> str:
        """The place as one argument of a command."""
        return json.dumps(attrs.asdict(self))

    @classmethod
    def of(cls, text: str) -> Place:
        """The place that ``text`` wrote."""
        return cls(**json.loads(text))

    @property
    def timer(self) -> FastTimer:
        """Everybody's time."""
        return FastTimer(self.since, self.speed)

    def engine(self) -> Engine:
        """The database, which is opened anew."""
        return new_engine(self.database)

    def desk(self, engine: Engine) -> Desk:
        """The desk of this side."""
        return Desk(ledgers=SqlLedgers(engine, TENANT), clock=self.timer)

    def sync(self, engine: Engine, holder: str) -> Sync:
        """One process of the exchange, by the name of *holder*."""
        tokens, access = MemoryTokens(), Secret(self.token)
        tokens.replace(REALM, Tokens(access=access, refresh=access), version=0)
        connection = Connection(
            client_id="app", client_secret=Secret("secret"), api=self.url
        )
        timer = self.timer
        connector = Connector(connection=connection, store=tokens, timer=timer)
        session = RecordingSession(read_seconds=20)
        world = World(
            settings=Settings(
                realm_id=REALM,
                installation="soak",
                item_id="1",
                lease_seconds=LEASE_SECONDS,
                overlap_seconds=OVERLAP_SECONDS,
            ),
            gateway=Gateway(REALM, connector, Pace(timer), session),
            desk=self.desk(engine),
            store=SqlSyncStore(engine, TENANT, REALM),
            timer=timer,
        )
        return Sync(world=world, holder=holder)


def in_file(folder: Path) -> str:
    """The address of a database in *folder*."""
    return f"sqlite:///{folder}/soak.db"
