"""Who asked for which entry of the journals: the first things to hold.

Each entry that was told stands in its journal, exactly so and once; each entry of a
journal was asked for by somebody. No order matters for that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import attrs

from credits_core.commands import Command
from credits_core.entry import Entry
from credits_core.identity import CustomerId

from .contradictions import Contradiction, Kind, entry_name, name_of
from .history import History, Operation, Submitted, Together

Place = tuple[CustomerId, int]
"""A version of a customer's journal."""


def place_of(entry: Entry) -> Place:
    """Where an entry stands, or ought to."""
    return (entry.customer_id, entry.version)


@attrs.define
class Claims:
    """The *standing* entries, and the operations that each one may be of."""

    standing: dict[Place, Entry] = attrs.field(factory=dict)
    owners: defaultdict[Place, list[Operation]] = attrs.field(
        factory=lambda: defaultdict(list)
    )
    contradictions: list[Contradiction] = attrs.field(factory=list)

    def contradict(self, kind: Kind, sentence: str, *seen: Operation) -> None:
        """Note that something cannot be."""
        self.contradictions.append(
            Contradiction(kind=kind, sentence=sentence, operations=seen)
        )


def claims_of(history: History) -> Claims:
    """Who may have made what, and all that is wrong already."""
    claims = Claims()
    _stand(claims, history.journal)
    for operation in history.operations:
        if not operation.is_sensible:
            sentence = f"{name_of(operation)} was told something it had not asked."
            claims.contradict(Kind.ALIEN, sentence, operation)
        for number, entry in enumerate(operation.entries):
            _claim(claims, operation, number, entry)
    _unanswered(claims, history)
    _one_owner_each(claims)
    return claims


def _stand(claims: Claims, journal: tuple[Entry, ...]) -> None:
    latest: dict[CustomerId, int] = {}
    for entry in journal:
        if place_of(entry) in claims.standing:
            sentence = f"The journal holds {entry_name(entry)} twice."
            claims.contradict(Kind.TWICE, sentence)
        elif entry.version != latest.get(entry.customer_id, 0) + 1:
            sentence = f"The journal goes on with {entry_name(entry)} too soon."
            claims.contradict(Kind.GAP, sentence)
        claims.standing.setdefault(place_of(entry), entry)
        latest[entry.customer_id] = entry.version


def _claim(claims: Claims, operation: Operation, number: int, entry: Entry) -> None:
    orders = operation.orders
    if number >= len(orders) or not _is_answer_to(entry, orders[number]):
        sentence = f"{name_of(operation)} was told {entry_name(entry)}, not its own."
        claims.contradict(Kind.ALIEN, sentence, operation)
        return
    standing = claims.standing.get(place_of(entry))
    if standing == entry:
        claims.owners[place_of(entry)].append(operation)
        return
    instead = "nothing" if standing is None else "another entry"
    sentence = f"Told was {entry_name(entry)}, but {instead} stands there."
    claims.contradict(Kind.LOST, sentence, operation)


def _is_answer_to(entry: Entry, order: Submitted) -> bool:
    return (entry.command, entry.key) == (order.command, order.key)


def _unanswered(claims: Claims, history: History) -> None:
    """Find what was carried out although nobody was told so."""
    waiting = _waiting(history)
    for place, entry in claims.standing.items():
        candidates = waiting.get((entry.command, entry.key), [])
        if claims.owners[place]:
            if entry.key is not None:
                claims.owners[place].extend(candidates)
        elif candidates:
            one = candidates if entry.key is not None else [candidates.pop(0)]
            claims.owners[place].extend(one)
        else:
            sentence = f"Nobody asked for {entry_name(entry)}, by {entry.user_id}."
            claims.contradict(Kind.PHANTOM, sentence)
    _whole_or_nothing(claims, history)


def _waiting(
    history: History,
) -> defaultdict[tuple[Command, str | None], list[Operation]]:
    waiting: defaultdict[tuple[Command, str | None], list[Operation]]
    waiting = defaultdict(list)
    for operation in history.operations:
        if not operation.is_answered:
            for order in operation.orders:
                waiting[order.command, order.key].append(operation)
    return waiting


def _whole_or_nothing(claims: Claims, history: History) -> None:
    """What was asked for together is all there, though nobody was told so."""
    found: defaultdict[int, int] = defaultdict(int)
    for owners in claims.owners.values():
        for owner in owners:
            found[id(owner)] += 1
    for operation in history.operations:
        done = found[id(operation)]
        is_open = not operation.is_answered and isinstance(operation.doing, Together)
        if is_open and 0 < done < len(operation.orders):
            sentence = f"Only {done} of {len(operation.orders)} orders were done."
            claims.contradict(Kind.HALF, sentence, operation)


def _one_owner_each(claims: Claims) -> None:
    for place, owners in claims.owners.items():
        entry = claims.standing[place]
        if len(owners) > 1 and entry.key is None:
            sentence = f"More than one was told {entry_name(entry)}."
            claims.contradict(Kind.ALIEN, sentence, *owners)
        elif owners and entry.user_id not in {one.user_id for one in owners}:
            sentence = f"By {entry.user_id} is {entry_name(entry)}, it says."
            claims.contradict(Kind.ALIEN, sentence, *owners)


def made_at_once(claims: Claims) -> Iterator[tuple[tuple[Operation, ...], list[Entry]]]:
    """The entries that came to be at once, and the operations that may have been it.

    An entry that nobody asked for is by itself, and has no operations.
    """
    made: defaultdict[tuple[int, ...], list[Entry]] = defaultdict(list)
    owners_of: dict[tuple[int, ...], tuple[Operation, ...]] = {}
    for place in sorted(claims.standing):
        owners = tuple(claims.owners[place])
        if not owners:
            yield (), [claims.standing[place]]
            continue
        name = tuple(sorted(map(id, owners)))
        owners_of[name] = owners
        made[name].append(claims.standing[place])
    for name, entries in made.items():
        yield owners_of[name], entries
