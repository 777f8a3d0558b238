"""What all tables share: their names, their types and the tenant that leads them.

Ids compare bytewise on every database, so that the order of FIFO and of the
customers is that of Python. Table and column names are public.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    MetaData,
    Table,
    Text,
)

PREFIX: Final = "credits_"
"""What every table's name begins with, so that a host's own never collides."""

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(constraint_name)s",
    }
)
"""The one schema."""

ID: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that compares bytewise, as Python compares it."""

CHANGES: Final = {"changes": True}
"""What marks a column whose value may change after its row was written."""


def key(name: str) -> Column[str]:
    """A column of ids that is part of the primary key."""
    return Column(name, ID, primary_key=True)


def an_id(name: str) -> Column[str]:
    """A column that always holds an id or a name from a fixed list."""
    return Column(name, ID, nullable=False)


def an_id_or_none(name: str) -> Column[str | None]:
    """A column that may hold an id."""
    return Column(name, ID, nullable=True)


def words(name: str) -> Column[str]:
    """A column of text for people."""
    return Column(name, Text, nullable=False)


def whole(name: str, *, primary_key: bool = False) -> Column[int]:
    """A column of whole numbers that never change."""
    return Column(name, BigInteger, nullable=False, primary_key=primary_key)


def figure(name: str) -> Column[int]:
    """A column of whole numbers that may change: minor units, millionths."""
    return Column(name, BigInteger, nullable=False, info=CHANGES)


def law(name: str, condition: str) -> CheckConstraint:
    """A constraint that keeps the law called *name*."""
    return CheckConstraint(condition, name=name)


def link(
    name: str, columns: Sequence[str], table: str, referred: Sequence[str]
) -> ForeignKeyConstraint:
    """A foreign key, led by the tenant, from *columns* to those of *table*."""
    return ForeignKeyConstraint(
        ("tenant_id", *columns),
        [f"{PREFIX}{table}.{column}" for column in ("tenant_id", *referred)],
        name=name,
    )


def table(name: str, *parts: Any, clustered: bool = False) -> Table:  # noqa: ANN401
    """A table led by the tenant; *clustered* rows live inside their primary key."""
    return Table(
        PREFIX + name,
        METADATA,
        key("tenant_id"),
        *parts,
        sqlite_with_rowid=not clustered,
    )
