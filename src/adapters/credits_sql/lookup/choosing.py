"""Choosing the index that a search of credits walks along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from credits_core.credit import CreditStatus
from credits_core.search import OPEN_STATUSES, CreditSearch, Sort, lowered

from ..statements import Value
from .walks import AVAILABLE_KEY, CUSTOMER_KEY, DATE_KEY, FIFO_KEY, Walk

_SET_ASIDE: Final = frozenset(
    {CreditStatus.CANCELLED, CreditStatus.DELETED, CreditStatus.RETRACTED}
)

_Way = tuple[str, tuple[str, ...], tuple[str, ...]]
"""An index, the key that it sorts by, and the conditions that it knows."""


def walk_for(search: CreditSearch) -> Walk:
    """The walk that leads to the credits of *search* with the fewest in between."""
    index, key, knows = _way(search)
    asked = set(_asked(search))
    ranged = {"first", "last"} if key in {DATE_KEY, FIFO_KEY} else set[str]()
    known = [one for one in knows if one in asked or one in {"open", "set_aside"}]
    known += sorted(asked & ranged)
    is_told = search.statuses == OPEN_STATUSES and "open" in known
    statuses = () if is_told else sorted(status.value for status in search.statuses)
    return Walk(
        index=index,
        key=key,
        known=tuple(known),
        others=tuple(sorted(asked - set(known))),
        statuses=tuple(statuses),
        is_descending=search.is_descending,
    )


def _way(search: CreditSearch) -> _Way:
    if search.sort is Sort.AVAILABLE:
        return "open_available", AVAILABLE_KEY, ("open", "currency")
    if search.customer_id is not None:
        return _of_customer(search)
    if search.sort is Sort.CUSTOMER:
        return "customer_date", CUSTOMER_KEY, ()
    if search.statuses and search.statuses <= _SET_ASIDE:
        return "set_aside", DATE_KEY, ("set_aside",)
    if search.is_for_open:
        return "open_date", DATE_KEY, ("open",)
    if search.source is not None:
        return "source_date", DATE_KEY, ("origin",)
    return "date", DATE_KEY, ()


def _of_customer(search: CreditSearch) -> _Way:
    """The index of FIFO has the open ones in its own order, of one currency."""
    if search.is_fifo:
        return "fifo", FIFO_KEY, ("open", "customer_id", "currency")
    return "customer_date", DATE_KEY, ("customer_id",)


def _asked(search: CreditSearch) -> Iterator[str]:
    """The conditions of a search, by the names that a walk has for them."""
    for name, value in values_of(search).items():
        if value is not None:
            yield name


def values_of(search: CreditSearch) -> dict[str, Value]:
    """What the conditions of a search compare with."""
    source, first, last = search.source, search.first, search.last
    return {
        "customer_id": search.customer_id,
        "origin": None if source is None else source.origin.__name__,
        "currency": search.currency,
        "first": None if first is None else first.isoformat(),
        "last": None if last is None else last.isoformat(),
        "text": lowered(search.text) or None,
    }
