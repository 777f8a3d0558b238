"""What is left of many customers' credits, from their running balances."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection, text

from credits_core.identity import CustomerId, TenantId
from credits_core.money import Money
from credits_core.ports import Balance

from ..rows.making import nothing_in
from ..sending import fetch_plain
from ..statements import Statement, Value
from ..tables import PREFIX

_CREDIT: Final = f"{PREFIX}credit"
_OF: Final = (
    "c.tenant_id = b.tenant_id AND c.customer_id = b.customer_id"
    " AND c.currency = b.currency AND c.is_open = 1"
)
_LATER: Final = "c.effective_date > :today AND c.hold IS NULL"
_HELD: Final = "c.hold IS NOT NULL"
_AMONG: Final[Mapping[str, str]] = {
    "sqlite": "IN (SELECT value FROM json_each(:customers))",
    "postgresql": "= ANY (CAST(:customers AS text[]))",
}


def _sum(index: str, condition: str, database: str) -> str:
    """What is left of the credits of a balance that *condition* holds for."""
    forced = f"INDEXED BY ix_credits_credit_{index}" if database == "sqlite" else ""
    total = "CAST(coalesce(sum(c.available), 0) AS BIGINT)"
    return f"(SELECT {total} FROM {_CREDIT} AS c {forced} WHERE {_OF} AND {condition})"  # noqa: S608


def _statement(database: str, among: str) -> Statement:
    later = _sum("fifo", _LATER, database)
    held = _sum("held", _HELD, database)
    return Statement(
        text(
            "SELECT b.customer_id, b.currency, b.available,"  # noqa: S608
            f" {later} AS later, {held} AS held FROM {PREFIX}balance AS b"
            f" WHERE b.tenant_id = :tenant_id AND b.customer_id {among}"
            " AND b.available > 0 ORDER BY b.customer_id, b.currency"
        )
    )


_OF_MANY: Final = {
    database: _statement(database, among) for database, among in _AMONG.items()
}
_OF_ONE: Final = {database: _statement(database, "= :customers") for database in _AMONG}


def balances(
    connection: Connection,
    tenant_id: TenantId,
    customer_ids: Collection[CustomerId],
    today: date,
) -> Mapping[CustomerId, tuple[Balance, ...]]:
    """The balances of each of those customers, by currency.

    The running balance has all that is left; what is for later, or held, is read
    from indexes that hold nothing else.
    """
    names: list[str] = list(customer_ids)
    database = connection.dialect.name
    is_one = len(names) == 1
    values: dict[str, Value] = {
        "tenant_id": tenant_id,
        "customers": names[0] if is_one else names,
        "today": today.isoformat(),
    }
    statement = (_OF_ONE if is_one else _OF_MANY)[database]
    found = fetch_plain(connection, statement, values)
    told: dict[CustomerId, tuple[Balance, ...]] = dict.fromkeys(customer_ids, ())
    for customer_id, currency, total, later, held in found:
        nothing = nothing_in(currency)
        balance = Balance(
            available=Money(total - later - held, currency),
            scheduled=Money(later, currency) if later else nothing,
            held=Money(held, currency) if held else nothing,
        )
        told[customer_id] += (balance,)
    return told
