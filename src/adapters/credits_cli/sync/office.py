"""Opening what a command of the exchange works with: books, rows, the other side."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Generator
from contextlib import contextmanager

import attrs
from sqlalchemy import Engine

from credits_core.desk import Desk
from credits_core.identity import TenantId
from credits_core.ports import Ledgers
from credits_memory import WallClock
from credits_qbo.connecting import Companies, Company, Connections, SqlTokens
from credits_qbo.engine import Sync, World
from credits_qbo.gateway import Connector, Fault, Gateway, Pace, Timer, WallTimer
from credits_qbo.schema import upgrade
from credits_qbo.store import SqlSyncStore

from ..failures import CannotRunError, UnreachableError
from ..stores import opened_database
from .configuration import Configuration, read_configuration


@attrs.frozen(kw_only=True)
class Office:
    """The books of a tenant, and their companies of QuickBooks Online."""

    tenant_id: TenantId
    engine: Engine
    ledgers: Ledgers

    @property
    def companies(self) -> Companies:
        """The companies that the tenant ever connected."""
        return Companies(self.engine, self.tenant_id)

    def company(self, realm_id: str | None = None) -> Company:
        """The company of that id, or the one that is connected now."""
        if realm_id is None:
            found = self.companies.connected()
            if found is None:
                raise UnreachableError("No company is connected: credits sync connect.")
            return found
        known = self.companies.find(realm_id)
        if known is None:
            raise CannotRunError(f"Company {realm_id} was never connected.")
        return known

    def rows(self, company: Company) -> SqlSyncStore:
        """What the exchange with *company* remembers."""
        return SqlSyncStore(self.engine, self.tenant_id, company.realm_id)

    def connections(self, configuration: Configuration, timer: Timer) -> Connections:
        """What connects companies, and renews their tokens."""
        return Connections(
            addresses=configuration.addresses,
            companies=self.companies,
            connector=Connector(
                connection=configuration.connection,
                store=SqlTokens(self.engine, self.tenant_id),
                timer=timer,
            ),
        )

    def sync(self, timer: Timer | None = None) -> Sync:
        """The exchange with the company that is connected now."""
        company = self.company()
        configuration = read_configuration()
        if company.api != configuration.addresses.api:
            raise CannotRunError(
                f"Company {company.realm_id} is at {company.api}, and the environment"
                f" names {configuration.addresses.api}."
            )
        timer = timer or WallTimer()
        connector = self.connections(configuration, timer).connector
        world = World(
            settings=company.settings,
            gateway=Gateway(company.realm_id, connector, Pace(timer)),
            desk=Desk(ledgers=self.ledgers, clock=WallClock()),
            store=self.rows(company),
            timer=timer,
        )
        return Sync(world=world, holder=holder())


@contextmanager
def opened_office(store: str, tenant: str) -> Generator[Office]:
    """The office of *tenant* in a database that has the tables of credits."""
    with opened_database(store, TenantId(tenant)) as database:
        upgrade(database.engine)
        yield Office(
            tenant_id=TenantId(tenant),
            engine=database.engine,
            ledgers=database.ledgers(),
        )


def holder() -> str:
    """A name of this process that no other one has."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(3)}"


def unreachable(fault: Fault) -> UnreachableError:
    """What to say when the other side did not answer."""
    reason = getattr(fault, "reason", "too much was asked for")
    return UnreachableError(
        f"QuickBooks Online does not answer ({type(fault).__name__}: {reason})."
    )
