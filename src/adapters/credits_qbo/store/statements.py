"""The statements about the rows of one company, each written down once.

The exchange reads thousands of small rows, and to put a statement together anew costs
more than to carry it out. So each is kept as text, which suits both databases.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

import attrs
from sqlalchemy import TextClause, text

from ..tables import PREFIX
from .records import Record

OWNER: Final = ("tenant_id", "realm_id")


@attrs.frozen
class Shape:
    """One kind of row: its *table*, its *columns*, and those that *name* a row."""

    table: str
    columns: tuple[str, ...]
    name: tuple[str, ...]

    @classmethod
    def of(cls, kind: type[Record]) -> Shape:
        """The shape of a kind of row."""
        table = f"{PREFIX}{kind.__name__.lower()}"
        return cls(table, tuple(one.name for one in attrs.fields(kind)), kind.names)


@cache
def found(shape: Shape, fields: tuple[str, ...], *, has_object: bool) -> TextClause:
    """All rows whose *fields* are so, in the order of their names.

    A row that *has_object* is found by the index of those, if the text says so.
    """
    object_ = " AND remote_id != ''" if has_object else ""
    return text(
        f"SELECT {_listed(shape.columns)} FROM {shape.table}"  # noqa: S608 - names of ours
        f" WHERE {_those(fields)}{object_} ORDER BY {_listed(shape.name)}"
    )


@cache
def kept(shape: Shape) -> TextClause:
    """The row, in the place of the one of its name."""
    columns = (*OWNER, *shape.columns)
    values = ", ".join(f":{one}" for one in columns)
    changes = ", ".join(
        f'"{one}" = excluded."{one}"' for one in shape.columns if one not in shape.name
    )
    return text(
        f"INSERT INTO {shape.table} ({_listed(columns)}) VALUES ({values})"  # noqa: S608 - names of ours
        f" ON CONFLICT ({_listed((*OWNER, *shape.name))}) DO UPDATE SET {changes}"
    )


@cache
def dropped(shape: Shape) -> TextClause:
    """The row of that name is gone."""
    return text(f"DELETE FROM {shape.table} WHERE {_those(shape.name)}")  # noqa: S608 - names of ours


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{one}"' for one in names)


def _those(fields: tuple[str, ...]) -> str:
    return " AND ".join(f'"{one}" = :{one}' for one in (*OWNER, *fields))
