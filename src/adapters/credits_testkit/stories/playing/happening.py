"""Comparing what a story says of a command with what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from credits_core.events import Event

from ..grammar import Setting
from ..lines.claims import Claim, agrees
from ..lines.events import event_line, event_values
from ..lines.refusals import refusal_line, refusal_values
from ..story import (
    Expected,
    Happened,
    NotWritten,
    Refused,
    Said,
    SameAnswer,
    Unwritable,
)
from .failures import Fault
from .giving import Outcome


def unexpected(expected: Expected, outcome: Outcome) -> Iterator[Fault]:
    """Everything in which the *outcome* is not what was *expected*."""
    match expected:
        case Refused():
            yield from _refused(expected, outcome)
        case SameAnswer():
            if not outcome.is_repeated:
                yield Fault(expected.line, ("It is not what was answered before.",))
        case NotWritten():
            yield from _unwritten(expected, outcome)
        case Happened():
            yield from _happened(expected, outcome)


def undone(line: int, outcome: Outcome, setting: Setting) -> Iterator[Fault]:
    """A command that had to be carried out, and was not."""
    refusal = outcome.refusal
    if refusal is None:
        return
    if isinstance(refusal, Unwritable):
        yield Fault(line, (f"cannot be written down: {refusal.reason}",))
    else:
        told = refusal_line(refusal, setting, sentence=refusal.sentence)
        yield Fault(line, (f"refused {told}",))


def _refused(expected: Refused, outcome: Outcome) -> Iterator[Fault]:
    said, refusal = expected.said.claim, outcome.refusal
    setting = expected.said.scene.setting
    if refusal is None or isinstance(refusal, Unwritable):
        lines = _lines(_events(outcome), setting)
        yield Fault(expected.line, ("It was carried out:", *lines))
        return
    so = refusal_values(refusal)
    sentence = said.values.get("sentence")
    is_said = sentence is None or str(sentence) in refusal.sentence
    rest = {name: one for name, one in said.values.items() if name != "sentence"}
    if said.about == refusal.code and agrees(rest, so) and is_said:
        return
    yield Fault(
        expected.line,
        (f"refused {refusal_line(refusal, setting, sentence=refusal.sentence)}",),
    )


def _unwritten(expected: NotWritten, outcome: Outcome) -> Iterator[Fault]:
    match outcome.refusal:
        case Unwritable(reason) if expected.reason in reason:
            return
        case Unwritable(reason):
            yield Fault(expected.line, (f"The reason is: {reason}",))
        case _:
            yield Fault(expected.line, ("It can be written down.",))


def _happened(expected: Happened, outcome: Outcome) -> Iterator[Fault]:
    setting = expected.scene.setting
    if outcome.refusal is not None:
        yield from undone(expected.line, outcome, setting)
        return
    left = list(_events(outcome))
    if expected.is_exact:
        yield from _exactly(expected, left)
        return
    for said in expected.said:
        found = next((one for one in left if _tells(said.claim, one)), None)
        if found is None:
            yield Fault(said.line, tuple(_instead(said, left)))
        else:
            left.remove(found)


def _exactly(expected: Happened, events: list[Event]) -> Iterator[Fault]:
    """Every event, in the order in which they happened."""
    for place, said in enumerate(expected.said):
        if place >= len(events):
            yield Fault(said.line, ("It did not happen.",))
        elif not _tells(said.claim, events[place]):
            setting = said.scene.setting
            line = event_line(events[place], setting, _names(said, events[place]))
            yield Fault(said.line, (f"is:  {line}",))
    more = events[len(expected.said) :]
    if more:
        lines = _lines(more, expected.scene.setting)
        yield Fault(expected.line, ("It also happened:", *lines))


def _tells(claim: Claim, event: Event) -> bool:
    same_kind = claim.about == type(event).__name__
    return same_kind and agrees(claim.values, event_values(event))


def _instead(said: Said, events: list[Event]) -> Iterator[str]:
    """What happened of that kind, told as the line tells it."""
    setting = said.scene.setting
    alike = [one for one in events if type(one).__name__ == said.claim.about]
    for event in alike:
        yield f"is:  {event_line(event, setting, said.claim.values)}"
    if not alike:
        yield "It did not happen; this did:"
        yield from _lines(events, setting)


def _names(said: Said, event: Event) -> dict[str, object] | None:
    return said.claim.values if said.claim.about == type(event).__name__ else None


def _events(outcome: Outcome) -> list[Event]:
    return [event for entry in outcome.entries for event in entry.events]


def _lines(events: list[Event], setting: Setting) -> list[str]:
    return [f"  {event_line(event, setting)}" for event in events] or ["  nothing"]
