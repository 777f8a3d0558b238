"""Finding what a query asks for, and looking at as little as possible for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import chain, islice
from typing import Any

import attrs

from ..books import Record
from ..books.shelves import Shelf, order_of
from ..books.sorted_keys import SortedKeys
from .asked import Condition, Query
from .comparing import meets, property_of, second

_FIRST = ("Id", "CustomerRef", "DocNumber", "PaymentRefNum")
_LATEST = 10**19


@attrs.frozen
class Found:
    """The objects that are told, or how many there are."""

    records: tuple[Record, ...] = ()
    total: int = 0


def find(shelf: Shelf, query: Query, past: dict[str, Record | None]) -> Found:
    """What *query* finds on the *shelf*.

    *past* has objects as they were when a query can't see yet what they are now.
    """
    query = _active_only(query)
    if query.counts and not query.conditions and not past:
        return Found(total=len(shelf.records))
    records, in_order = _candidates(shelf, query, past)
    matching: Iterable[Record] = (
        each for each in records if _meets_all(each, query.conditions)
    )
    if query.counts:
        return Found(total=sum(1 for _ in matching))
    if not in_order:
        matching = _sorted(matching, query)
    first = query.start - 1
    return Found(tuple(islice(matching, first, first + query.most)))


def _active_only(query: Query) -> Query:
    """Lists tell what is active, unless they are asked otherwise."""
    if not query.kind.name_key or query.on("Active"):
        return query
    active = Condition("Active", "=", ("true",))
    return attrs.evolve(query, conditions=(*query.conditions, active))


def _meets_all(record: Record, conditions: tuple[Condition, ...]) -> bool:
    return all(meets(record, condition) for condition in conditions)


def _candidates(
    shelf: Shelf, query: Query, past: dict[str, Record | None]
) -> tuple[Iterable[Record], bool]:
    """Objects that may match, and whether they come in the order asked for."""
    if past:
        earlier = [record for record in past.values() if record is not None]
        present = (each for each in shelf.records.values() if each.id not in past)
        return chain(earlier, present), False
    ids = _by_equality(shelf, query)
    if ids is not None:
        found = (shelf.records.get(each) for each in ids)
        return (record for record in found if record is not None), False
    return _by_range(shelf, query)


def _by_equality(shelf: Shelf, query: Query) -> Iterable[str] | None:
    indexes: dict[str, dict[str, dict[str, None]]] = {
        "CustomerRef": shelf.by_customer,
        "DocNumber": shelf.by_number,
        "PaymentRefNum": shelf.by_reference,
    }
    for name in _FIRST:
        for condition in query.on(name):
            if condition.operator not in {"=", "IN"}:
                continue
            wanted = dict.fromkeys(each.lower() for each in condition.values)
            if name == "Id":
                return dict.fromkeys(condition.values)
            index = indexes[name]
            return chain.from_iterable(index.get(each, ()) for each in wanted)
    return _by_name(shelf, query) or _open(shelf, query)


def _by_name(shelf: Shelf, query: Query) -> Iterable[str] | None:
    for condition in query.on(query.kind.name_key) if query.kind.name_key else ():
        if condition.operator == "=":
            found = shelf.by_name.get(condition.value.lower())
            return [found] if found is not None else [""]
    return None


def _open(shelf: Shelf, query: Query) -> Iterable[str] | None:
    """What has a balance, if only that can match and it is not most of all."""
    if query.kind.name not in {"Invoice", "CreditMemo"}:
        return None
    for condition in query.on("Balance"):
        few = sum(map(len, shelf.open.values())) <= len(shelf.records) // 10
        if few and condition.operator == ">" and not _is_negative(condition.value):
            return chain.from_iterable(shelf.open.values())
    return None


def _is_negative(text: str) -> bool:
    try:
        return Decimal(text) < 0
    except InvalidOperation:
        return True


def _by_range(shelf: Shelf, query: Query) -> tuple[Iterable[Record], bool]:
    name, down = query.order[0] if len(query.order) == 1 else ("", False)
    updated = query.on("MetaData.LastUpdatedTime")
    dated = [each for each in query.on("TxnDate") if each.operator in _BOUNDS]
    if updated or name == "MetaData.LastUpdatedTime":
        bounds = _bounds([(each.operator, second(each.value)) for each in updated])
        keys = _stretch(shelf.by_update, bounds, down=down)
        return _at(shelf, keys), name == "MetaData.LastUpdatedTime"
    dated_all = len(shelf.by_date) == len(shelf.records)
    if dated or (name == "TxnDate" and dated_all):
        bounds = _bounds([(each.operator, each.value) for each in dated])
        keys = _stretch(shelf.by_date, bounds, down=down)
        return _at(shelf, keys), name == "TxnDate"
    if name == "Id" and len(shelf.by_id) == len(shelf.records):
        return _at(shelf, _stretch(shelf.by_id, (None, None), down=down)), True
    if not query.order and query.kind.is_transaction and dated_all:
        return _at(shelf, shelf.by_date.downwards(None, None)), True
    return shelf.records.values(), False


def _stretch(
    keys: SortedKeys[Any], bounds: tuple[Any, Any], *, down: bool
) -> Iterator[Any]:
    """The keys within *bounds*, in either order."""
    low, high = bounds
    first = None if low is None else (low, -1)
    last = None if high is None else (high, _LATEST)
    return keys.downwards(first, last) if down else keys.between(first, last)


_BOUNDS = frozenset({"=", "<", "<=", ">", ">="})


def _bounds(told: list[tuple[str, Any]]) -> tuple[Any, Any]:
    """The least and the greatest value that conditions leave, both included."""
    lows = [value for operator, value in told if operator in {"=", ">", ">="}]
    highs = [value for operator, value in told if operator in {"=", "<", "<="}]
    return max(lows, default=None), min(highs, default=None)


def _at(shelf: Shelf, keys: Iterable[tuple[Any, int]]) -> Iterator[Record]:
    for key in keys:
        record = shelf.records.get(str(key[1]))
        if record is not None and key[0] in {record.updated, record.date, key[1]}:
            yield record


def _sorted(records: Iterable[Record], query: Query) -> list[Record]:
    listed = list(records)
    if not query.order:
        if query.kind.is_transaction:
            listed.sort(key=lambda each: (each.date, order_of(each.id)), reverse=True)
        else:
            listed.sort(key=lambda each: (each.name.lower(), order_of(each.id)))
        return listed
    # What is alike in all that is asked for goes by its number, in the last order.
    listed.sort(key=lambda each: order_of(each.id), reverse=query.order[-1][1])
    for name, descending in reversed(query.order):
        listed.sort(key=lambda each: _place(each, name), reverse=descending)
    return listed


def _place(record: Record, name: str) -> tuple[int, Any]:
    held = property_of(record, name)
    if held is None:
        return 0, 0
    return (1, held) if not isinstance(held, str) else (2, held)
