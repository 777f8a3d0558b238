"""Whose a row is, and dates as both databases give them."""

from __future__ import annotations

from datetime import date

import attrs

from credits_core.identity import CustomerId, TenantId


@attrs.frozen
class Owner:
    """One customer of one tenant."""

    tenant_id: TenantId
    customer_id: CustomerId


def day(value: date | str) -> date:
    """The date that was read: PostgreSQL gives dates, SQLite gives their text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def day_or_none(value: date | str | None) -> date | None:
    """The date that was read, if there is one."""
    return None if value is None else day(value)


def text_or_none(value: date | None) -> str | None:
    """The text of a date to be written, if there is one."""
    return None if value is None else value.isoformat()
