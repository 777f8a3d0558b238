"""Many rows of credits as values: what a page of a table is made of.

Each column of a row costs about as much as the next, whatever is in it. What is in
several columns of which few are ever filled comes in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final, NamedTuple

from credits_core.credit import (
    Credit,
    FromOverpayment,
    FromReduction,
    FromRemoteMemo,
    FromRemotePayment,
    FromReturn,
    Hold,
    Manual,
    Origin,
)
from credits_core.identity import InvoiceId
from credits_core.money import Money
from credits_core.search import CreditRow

from .credits import ids_from
from .making import made, moneys


class _Columns(NamedTuple):
    """What is found of credits, each column with its part of every row."""

    customer_id: Any
    id: Any
    origin: Any
    origin_name: Any
    origin_detail: Any
    currency: Any
    amount: Any
    used: Any
    cancelled: Any
    deleted: Any
    opening: Any
    effective_date: Any
    sequence: Any
    number: Any
    note: Any
    generated_by: Any
    issued_by: Any
    caused_by: Any
    flags: Any
    remote_amount: Any
    revision: Any


_WRITTEN: Final = {
    "origin_name": (
        "coalesce(origin_return_id, origin_payment_id, origin_invoice_id,"
        " origin_remote_id)"
    ),
    "origin_detail": "coalesce(origin_edit_id, origin_system)",
    "flags": (
        "CASE WHEN is_cancelled THEN 1 ELSE 0 END"
        " + CASE WHEN is_deleted THEN 2 ELSE 0 END"
        " + CASE WHEN hold IS NULL THEN 0"
        f" WHEN hold = '{Hold.POSSIBLE_DUPLICATE.value}' THEN 4"
        f" WHEN hold = '{Hold.CONFLICT.value}' THEN 8 END"
    ),
}
CREDIT_COLUMNS: Final = _Columns._fields
"""The names of the columns that ``credit_rows_from`` wants, in their order."""

CREDIT_SELECTION: Final = ", ".join(
    f"{_WRITTEN[name]} AS {name}" if name in _WRITTEN else name
    for name in CREDIT_COLUMNS
)
"""What gives these columns in a statement about the table of credits."""

_ORIGINS: Final[dict[str, type[Origin]]] = {
    one.__name__: one
    for one in (
        *(Manual, FromReturn, FromOverpayment),
        *(FromReduction, FromRemoteMemo, FromRemotePayment),
    )
}
_NONE_BY: Final[tuple[InvoiceId, ...]] = ()
_HOLDS: Final = {0: None, 4: Hold.POSSIBLE_DUPLICATE, 8: Hold.CONFLICT}
_STATES: Final = {
    held + low: (low in {1, 3}, low >= 2, hold)
    for held, hold in _HOLDS.items()
    for low in range(4)
}


def credit_rows_from(found: Sequence[Sequence[Any]]) -> tuple[CreditRow, ...]:
    """The rows of a table, from the ``CREDIT_COLUMNS`` found; more may follow them."""
    if not found:
        return ()
    columns = islice(zip(*found, strict=True), len(CREDIT_COLUMNS))
    of = _Columns._make(columns)
    credits = made(Credit, len(found), *_fields(of))
    return tuple(made(CreditRow, len(found), of.customer_id, credits))


def _fields(of: _Columns) -> tuple[Iterable[object], ...]:
    """The columns of the fields of ``Credit``, in the order of these fields."""
    figures = (of.amount, of.used, of.cancelled, of.deleted, of.opening)
    return (
        *(of.id, _origins(of), *moneys(figures, of.currency)),
        *(_days(of.effective_date), of.sequence, of.number, of.note),
        *(_generators(of.generated_by), of.issued_by, of.caused_by),
        *_states(of.flags),
        *(_or_none(of.remote_amount, of.currency), of.revision),
    )


def _origins(of: _Columns) -> list[Origin]:
    """Where each came from; those of one kind are made at once."""
    kinds = set(of.origin)
    if len(kinds) == 1:
        return _of_kind(kinds.pop(), of.origin_name, of.origin_detail)
    told = tuple(zip(of.origin, of.origin_name, of.origin_detail, strict=True))
    made_of: dict[str, Iterator[Origin]] = {}
    for kind in kinds:
        rows = [one for one in told if one[0] == kind]
        _, names, details = zip(*rows, strict=True)
        made_of[kind] = iter(_of_kind(kind, names, details))
    return [next(made_of[kind]) for kind in of.origin]


def _of_kind(
    name: str, names: Sequence[object], details: Sequence[object]
) -> list[Origin]:
    """The origins of so many rows that are all of one kind."""
    kind, count = _ORIGINS[name], len(names)
    if kind is Manual:
        return [Manual()] * count
    if kind is FromReduction:
        return made(kind, count, names, details)
    if kind in {FromRemoteMemo, FromRemotePayment}:
        return made(kind, count, details, names)
    return made(kind, count, names)


def _days(column: Sequence[date | str]) -> Iterable[object]:
    """Dates as both databases give them: SQLite gives their text."""
    return map(date.fromisoformat, column) if type(column[0]) is str else column  # type: ignore[arg-type]  # all are


def _generators(column: Sequence[str]) -> Iterable[object]:
    return [_NONE_BY if told == "[]" else ids_from(told) for told in column]


def _states(flags: Sequence[int]) -> tuple[Iterable[object], ...]:
    """Whether each is cancelled, whether it is deleted, and why it is held."""
    return tuple(zip(*map(_STATES.__getitem__, flags), strict=True))


def _or_none(minors: Sequence[int | None], currencies: Sequence[str]) -> Iterable[Any]:
    if not any(minors) and 0 not in minors:
        return minors
    return [
        None if minor is None else Money(minor, currency)
        for minor, currency in zip(minors, currencies, strict=True)
    ]
