"""A history cut into steps: each of them happened at one instant inside its window.

What was carried out is *written*, and its place among the customer's entries is
known from the journal. Everything else is a *look* at a world that has to be found.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from credits_core.entry import Entry
from credits_core.identity import CustomerId
from credits_core.rejections import IdempotencyConflict, StaleLedger
from credits_core.wire import fingerprint

from .claims import Claims, made_at_once
from .history import Asked, History, Operation, Previewed, Refused, Submitted
from .keys import NOT_REMEMBERED, UnderKey


@attrs.frozen(eq=False, kw_only=True)
class Written:
    """*entries* that came to be at once, made by one of the *operations*.

    Without an *end* it may have happened at any time after *start*.
    """

    entries: tuple[Entry, ...]
    operations: tuple[Operation, ...]
    start: int
    end: int | None


@attrs.frozen(eq=False, kw_only=True)
class Look:
    """What the first of the *operations* saw of some *customers*.

    A refusal under a *key* is given to all of them; one of them saw it first.
    """

    operations: tuple[Operation, ...]
    customers: tuple[CustomerId, ...]
    start: int
    end: int
    key: str | None = None

    @property
    def operation(self) -> Operation:
        """The operation that stands for all."""
        return self.operations[0]


Step = Written | Look
"""What has to find its place in a serial order."""


def steps_of(
    history: History, claims: Claims, keys: dict[str, UnderKey]
) -> Iterator[Step]:
    """Every step of a *history*."""
    for operations, entries in made_at_once(claims):
        yield _written(operations, entries, keys)
    for key in keys.values():
        yield from _unheard(key)
    seen: set[tuple[str, str]] = set()
    for operation in history.operations:
        is_look = operation.is_answered and not operation.entries
        if is_look and operation.is_sensible:
            look = _look(operation, keys, seen)
            if look is not None:
                yield look


def _written(
    operations: tuple[Operation, ...], entries: list[Entry], keys: dict[str, UnderKey]
) -> Written:
    """Made by whoever the entries say, before anybody was told of their keys."""
    by = {entry.user_id for entry in entries}
    authors = [one for one in operations if one.user_id in by] or operations
    over = [one.end for one in operations if one.is_answered]
    for entry in entries:
        under = keys.get(entry.key or "")
        if under is not None and under.told_by is not None and not under.is_torn:
            over.append(under.told_by)
    return Written(
        entries=tuple(entries),
        operations=operations,
        start=min((one.start for one in authors), default=0),
        end=min(over, default=None),
    )


def _look(
    operation: Operation, keys: dict[str, UnderKey], seen: set[tuple[str, str]]
) -> Look | None:
    """What the operation saw, unless another one of its key stands for it."""
    rejection = operation.outcome
    refusal = rejection.rejection if isinstance(rejection, Refused) else None
    if isinstance(refusal, StaleLedger):
        return None  # It saw nothing; whether it had a rival is looked at apart.
    if isinstance(refusal, IdempotencyConflict) and _is_open(operation, refusal, keys):
        return None
    order = operation.doing
    is_kept = not isinstance(refusal, NOT_REMEMBERED)
    if isinstance(order, Submitted) and order.key is not None and is_kept:
        return _first_under(order, order.key, keys, seen)
    return Look(
        operations=(operation,),
        customers=customers_of(operation),
        start=operation.start,
        end=operation.end,
    )


def _is_open(
    operation: Operation, refusal: IdempotencyConflict, keys: dict[str, UnderKey]
) -> bool:
    """Whether the other command is one of several of which nobody heard."""
    is_own = refusal.key in {one.key for one in operation.orders}
    return is_own and keys[refusal.key].is_guess


def _unheard(under: UnderKey) -> Iterator[Look]:
    """The refusal that nobody heard of, but that others met under its key."""
    unheard = [one for found in under.open.values() for one in found]
    if under.told_by is not None and not under.answered and not under.is_guess:
        for operation in unheard:
            yield Look(
                operations=(operation,),
                customers=customers_of(operation),
                start=operation.start,
                end=max(operation.start, under.told_by),
                key=under.key,
            )


def _first_under(
    order: Submitted, key: str, keys: dict[str, UnderKey], seen: set[tuple[str, str]]
) -> Look | None:
    mark = fingerprint(order.command)
    if (key, mark) in seen or keys[key].is_torn:
        return None  # Another stands for it, or all that can be said is said.
    seen.add((key, mark))
    start = keys[key].asked_from(mark)
    return Look(
        operations=tuple(one for one, _ in keys[key].answered[mark]),
        customers=(order.command.customer_id,),
        start=start,
        end=max(start, keys[key].told_by or start),
        key=key,
    )


def customers_of(operation: Operation) -> tuple[CustomerId, ...]:
    """Whose ledgers an operation is about."""
    match operation.doing:
        case Asked(query=query):
            return (query.customer_id,)
        case Previewed(command=command):
            return (command.customer_id,)
        case _:
            found = {one.command.customer_id for one in operation.orders}
            return tuple(sorted(found))


def customers_in(step: Written) -> set[CustomerId]:
    """Whose journals the step is written in."""
    return {entry.customer_id for entry in step.entries}
