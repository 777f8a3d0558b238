"""What is under which key: one command and one answer, whoever sends it how often.

The first operation under a key gives the answer; all others are given it again.
Whoever it was, it was done before the first of them was answered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import attrs

from credits_core.entry import Entry
from credits_core.rejections import (
    IdempotencyConflict,
    NotPermitted,
    Rejection,
    StaleLedger,
)
from credits_core.wire import fingerprint

from .contradictions import Contradiction, Kind
from .history import Done, Operation, Refused, Submitted

NOT_REMEMBERED: Final = (IdempotencyConflict, NotPermitted, StaleLedger)
"""Refusals that leave a key free."""


@attrs.define
class UnderKey:
    """All operations that carried one *key*.

    *answered* were given an answer of their own, by the fingerprint of their
    command; *open* may have been; *conflicts* met somebody else's command.
    """

    key: str
    answered: defaultdict[str, list[tuple[Operation, Entry | Rejection]]] = attrs.field(
        factory=lambda: defaultdict(list)
    )
    open: defaultdict[str, list[Operation]] = attrs.field(
        factory=lambda: defaultdict(list)
    )
    conflicts: list[tuple[Operation, str]] = attrs.field(factory=list)

    @property
    def is_torn(self) -> bool:
        """Whether more than one command was answered, which cannot be."""
        return len(self.answered) > 1

    @property
    def is_guess(self) -> bool:
        """Whether nobody can tell which of several commands had it first."""
        unheard = [one for found in self.open.values() for one in found]
        is_one = len(unheard) == 1 and isinstance(unheard[0].doing, Submitted)
        return not self.answered and not is_one

    @property
    def told_by(self) -> int | None:
        """The instant by which an answer was there at the latest, if there was one."""
        seen = [one.end for found in self.answered.values() for one, _ in found]
        told = [*seen, *(one.end for one, _ in self.conflicts)]
        return min(told, default=None)

    def asked_from(self, mark: str) -> int:
        """The instant from which on the command with this fingerprint was sent."""
        sent = [one.start for one, _ in self.answered.get(mark, ())]
        return min([*sent, *(one.start for one in self.open.get(mark, ()))])


def under_keys(operations: Iterable[Operation]) -> dict[str, UnderKey]:
    """The operations of a history by the keys that they carried."""
    keys: dict[str, UnderKey] = {}
    for operation in operations:
        for number, order in enumerate(operation.orders):
            if order.key is not None:
                found = keys.setdefault(order.key, UnderKey(order.key))
                _note(found, operation, number, order)
    return keys


def _note(found: UnderKey, operation: Operation, number: int, order: Submitted) -> None:
    mark = fingerprint(order.command)
    match operation.outcome:
        case Done(entries=entries) if number < len(entries):
            found.answered[mark].append((operation, entries[number]))
        case Refused(rejection=IdempotencyConflict(key=key)) if key == found.key:
            found.conflicts.append((operation, mark))
        case Refused(rejection=rejection) if isinstance(operation.doing, Submitted):
            if not isinstance(rejection, NOT_REMEMBERED):
                found.answered[mark].append((operation, rejection))
        case Refused():
            return  # What is refused together leaves its keys free.
        case _:
            found.open[mark].append(operation)


def contradictions_of(keys: Iterable[UnderKey]) -> list[Contradiction]:
    """Every key that was given two answers, or a conflict without another command."""
    found: list[Contradiction] = []
    for one in keys:
        found.extend(_two_commands(one))
        for answers in one.answered.values():
            found.extend(_two_answers(one, answers))
        found.extend(_without_another(one))
    return found


def _two_commands(one: UnderKey) -> list[Contradiction]:
    if not one.is_torn:
        return []
    shown = [answers[0][0] for answers in one.answered.values()]
    sentence = f"Two commands were answered under key {one.key}."
    return [_told(Kind.KEY, sentence, *shown)]


def _without_another(one: UnderKey) -> list[Contradiction]:
    """Conflicts that nobody's command can have been the reason of, at that time."""
    sentence = f"Nobody had sent another command under key {one.key}."
    return [
        _told(Kind.IMPOSSIBLE, sentence, operation)
        for operation, mark in one.conflicts
        if not any(
            one.asked_from(other) <= operation.end
            for other in (one.answered.keys() or one.open.keys()) - {mark}
        )
    ]


def _two_answers(
    one: UnderKey, answers: list[tuple[Operation, Entry | Rejection]]
) -> list[Contradiction]:
    first, *others = answers
    for other in others:
        if other[1] != first[1]:
            sentence = f"One command was given two answers under key {one.key}."
            return [_told(Kind.KEY, sentence, first[0], other[0])]
    return []


def _told(kind: Kind, sentence: str, *seen: Operation) -> Contradiction:
    return Contradiction(kind=kind, sentence=sentence, operations=seen)
