"""Which companies a tenant ever connected, and which of them is connected now."""

from __future__ import annotations

from typing import Final

import attrs
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Index,
    Table,
    Text,
    delete,
    insert,
    select,
)

from ..settings import Settings
from ..tables import METADATA, PREFIX

_TABLE: Final = Table(
    f"{PREFIX}connection",
    METADATA,
    Column("tenant_id", Text, primary_key=True),
    Column("realm_id", Text, primary_key=True),
    Column("installation", Text, nullable=False),
    Column("item_id", Text, nullable=False),
    Column("home_currency", Text, nullable=False),
    Column("api", Text, nullable=False),
    Column("is_connected", Boolean, nullable=False),
)
Index(
    f"{PREFIX}connection_now",
    _TABLE.c.tenant_id,
    unique=True,
    sqlite_where=_TABLE.c.is_connected,
    postgresql_where=_TABLE.c.is_connected,
)


@attrs.frozen(kw_only=True)
class Company:
    """A company of QuickBooks Online, as one tenant is connected to it.

    *installation* is in the marks of our objects there and never changes; *api* is
    where the company is, so that a sandbox is never taken for a real one. *item_id*
    is what lines of memos sell, and empty until somebody has chosen it.
    """

    realm_id: str
    installation: str
    api: str
    item_id: str = ""
    home_currency: str = "USD"
    is_connected: bool = True

    @property
    def settings(self) -> Settings:
        """The settings of its exchange; until an item is chosen, none has the id 0."""
        return Settings(
            realm_id=self.realm_id,
            installation=self.installation,
            item_id=self.item_id or "0",
            home_currency=self.home_currency,
        )


@attrs.frozen
class Companies:
    """The companies of the tenant *tenant_id*, in tables that many tenants share."""

    engine: Engine
    tenant_id: str

    def every(self) -> tuple[Company, ...]:
        """Every company that was ever connected, in the order of their ids."""
        with self.engine.connect() as connection:
            return self._found(connection)

    def connected(self) -> Company | None:
        """The one that is connected now, if there is one."""
        return next((one for one in self.every() if one.is_connected), None)

    def find(self, realm_id: str) -> Company | None:
        """The company of that id, if it was ever connected."""
        return next((one for one in self.every() if one.realm_id == realm_id), None)

    def put(self, company: Company) -> None:
        """Write *company* in the place of the one of its id.

        A tenant has one connected company at a time: ``IntegrityError`` otherwise.
        """
        own = {"tenant_id": self.tenant_id, "realm_id": company.realm_id}
        same = (_TABLE.c[name] == value for name, value in own.items())
        values = {**attrs.asdict(company), **own}
        with self.engine.begin() as connection:
            connection.execute(delete(_TABLE).where(*same))
            connection.execute(insert(_TABLE).values(values))

    def _found(self, connection: Connection) -> tuple[Company, ...]:
        names = [field.name for field in attrs.fields(Company)]
        query = select(*(_TABLE.c[name] for name in names))
        mine = query.where(_TABLE.c.tenant_id == self.tenant_id)
        rows = connection.execute(mine.order_by(_TABLE.c.realm_id))
        return tuple(Company(**dict(zip(names, row, strict=True))) for row in rows)
