"""The places of a company's page: what is shown there, and what a form does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

import attrs

from . import customers, overview, payments, sales
from .lists import listed
from .markup import Html
from .visit import CREDIT_MEMO, CUSTOMER, INVOICE, PAYMENT, Deed, Sort, Visit
from .whole import copy, delete, void

View: TypeAlias = Callable[[Visit], Html]
Act: TypeAlias = Callable[[Visit], Deed]


@attrs.frozen
class Place:
    """A path below a company.

    A form that is refused is shown *again*, with what was typed in.
    """

    path: str
    shows: View | None = None
    does: Act | None = None
    again: View = overview.happening


def places() -> Iterator[Place]:
    """All places, those with a name of their own before those with an id."""
    settings = overview.settings
    yield Place("", overview.happening)
    yield Place("/settings", settings, overview.choose, settings)
    yield Place("/close", None, overview.close, settings)
    yield Place("/open", None, overview.reopen, settings)
    yield from _customers()
    for sort in (INVOICE, CREDIT_MEMO):
        new, shown = partial(sales.new, sort=sort), partial(sales.shown, sort=sort)
        yield from _list(sort, new, partial(sales.create, sort=sort))
        yield from _one(sort, shown, partial(sales.edit, sort=sort))
    yield from _payments()


def _customers() -> Iterator[Place]:
    one, shown = "/customers/{object_id}", customers.shown
    yield from _list(CUSTOMER, customers.new, customers.create)
    yield Place(one, shown, customers.rename, shown)
    yield Place(f"{one}/apply", None, customers.apply, shown)
    yield Place(f"{one}/deactivate", None, customers.deactivate, shown)
    yield Place(f"{one}/activate", None, customers.activate, shown)
    yield Place(f"{one}/merge", None, customers.merge, shown)


def _payments() -> Iterator[Place]:
    one, shown = "/payments/{object_id}", payments.shown
    yield from _list(PAYMENT, payments.new, payments.create)
    yield from _one(PAYMENT, shown, payments.edit)
    yield Place(f"{one}/deposit", None, payments.deposit, shown)
    yield Place(f"{one}/take-out", None, payments.take_out, shown)


def _list(sort: Sort, new: View, create: Act) -> Iterator[Place]:
    yield Place(f"/{sort.path}", partial(listed, sort=sort), create, new)
    yield Place(f"/{sort.path}/new", new)


def _one(sort: Sort, shown: View, edit: Act) -> Iterator[Place]:
    one = f"/{sort.path}/{{object_id}}"
    yield Place(one, shown, edit, shown)
    for name, act in (("copy", copy), ("void", void), ("delete", delete)):
        yield Place(f"{one}/{name}", None, partial(act, sort=sort), shown)
