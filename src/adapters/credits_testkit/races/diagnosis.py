"""Why a look cannot be explained: what it would have had to see, and when."""

from __future__ import annotations

from collections.abc import Iterable

from credits_core.entry import Entry
from credits_core.identity import CustomerId

from .contradictions import Contradiction, Kind, name_of
from .explaining import explains
from .history import History, Operation
from .sweep import Unexplained
from .world import World


def diagnosed(history: History, found: Unexplained) -> Contradiction:
    """What is to be said of a look that no serial order explains."""
    operation = found.look.operation
    if len(found.look.customers) != 1:
        sentence = f"No order explains what {name_of(operation)} was told."
        return _told(Kind.IMPOSSIBLE, sentence, operation)
    (customer_id,) = found.look.customers
    since, until = found.since[customer_id], found.until[customer_id]
    versions = _explaining(history, operation, customer_id)
    window = f"between version {since} and version {until} of {customer_id}"
    if not versions:
        sentence = f"{name_of(operation)}'s answer was never right; it stood {window}."
        return _told(Kind.IMPOSSIBLE, sentence, operation)
    right = ", ".join(map(str, versions))
    sentence = f"{name_of(operation)} saw version {right}, but it stood {window}."
    return _told(
        Kind.STALE if max(versions) < since else Kind.ORDER,
        sentence,
        operation,
        *_writer(history, customer_id, since),
    )


def _explaining(
    history: History, operation: Operation, customer_id: CustomerId
) -> list[int]:
    """Every version of the customer's journal that explains the operation."""
    world, found = World(history.setting), []
    entries = [one for one in history.journal if one.customer_id == customer_id]
    if explains(world, operation):
        found.append(0)
    for entry in entries:
        if world.carry_out(entry) is not None:
            break
        if explains(world, operation):
            found.append(entry.version)
    return found


def _writer(
    history: History, customer_id: CustomerId, version: int
) -> Iterable[Operation]:
    """Who had made that version, and was told so."""
    for operation in history.operations:
        if any(_is(one, customer_id, version) for one in operation.entries):
            return (operation,)
    return ()


def _is(entry: Entry, customer_id: CustomerId, version: int) -> bool:
    return (entry.customer_id, entry.version) == (customer_id, version)


def _told(kind: Kind, sentence: str, *seen: Operation) -> Contradiction:
    return Contradiction(kind=kind, sentence=sentence, operations=seen)
