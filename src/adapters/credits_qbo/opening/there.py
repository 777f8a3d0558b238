"""Everything that is there before the first connection, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from credits_core.money import Money

from ..documents import Document
from ..engine import World
from ..gateway import Answered, Fault, Selection
from ..translate import (
    SeenMemo,
    SeenPayment,
    Unreadable,
    read_object,
    standing_of_invoice,
)


@attrs.frozen(kw_only=True)
class SeenInvoice:
    """An invoice there, as far as it can be told that it is one of ours."""

    id: str
    number: str
    customer: str
    total: Money
    balance: Money


@attrs.frozen(kw_only=True)
class There:
    """The other side as it was at *at*, by its own clock."""

    at: datetime
    preferences: Document
    customers: Mapping[str, str]
    invoices: tuple[SeenInvoice, ...]
    items: frozenset[str]
    memos: tuple[SeenMemo, ...]
    payments: tuple[SeenPayment, ...]
    unreadable: tuple[tuple[str, Unreadable], ...]

    def prefers(self, name: str) -> bool:
        """Whether the company has turned on that choice of its forms of sales."""
        held = self.preferences.get("SalesFormsPrefs")
        return isinstance(held, Mapping) and held.get(name) is True


class _BrokenOffError(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def read_there(world: World) -> There | Fault:
    """Read it all, or tell what stood in the way: half of it is of no use."""
    told = world.gateway.preferences()
    if not isinstance(told, Answered):
        return told
    try:
        return _read(world, told)
    except _BrokenOffError as broken:
        return broken.fault


def _read(world: World, told: Answered) -> There:
    rows = told.body["QueryResponse"].get("Preferences") or [{}]
    seen = [
        (entity, read_object(entity, row, world.settings))
        for entity in ("CreditMemo", "Payment")
        for row in _rows(world, entity)
    ]
    return There(
        at=told.at or world.timer.now(),
        preferences=rows[0],
        customers={
            str(row.get("Id")): str(row.get("DisplayName", ""))
            for row in _rows(world, "Customer")
        },
        invoices=tuple(_invoices(world)),
        items=frozenset(str(row.get("Id")) for row in _rows(world, "Item")),
        memos=tuple(one for _, one in seen if isinstance(one, SeenMemo)),
        payments=tuple(one for _, one in seen if isinstance(one, SeenPayment)),
        unreadable=tuple((of, one) for of, one in seen if isinstance(one, Unreadable)),
    )


def _rows(world: World, entity: str) -> Iterator[Document]:
    for page in world.gateway.pages(Selection(entity=entity)):
        if not isinstance(page, Answered):
            raise _BrokenOffError(page)
        found: list[Any] = page.body["QueryResponse"].get(entity) or []
        yield from (one for one in found if isinstance(one, Mapping))


def _invoices(world: World) -> Iterator[SeenInvoice]:
    for row in _rows(world, "Invoice"):
        standing = standing_of_invoice(row, world.settings)
        customer = row.get("CustomerRef")
        if standing is not None and isinstance(customer, Mapping):
            yield SeenInvoice(
                id=str(row.get("Id")),
                number=str(row.get("DocNumber", "")),
                customer=str(customer.get("value", "")),
                total=standing[0],
                balance=standing[1],
            )
