"""What a line demands against what happened; every difference is a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from credits_core.entry import Entry
from credits_core.rejections import Rejection

from .effects import plain_effects
from .line import Line
from .names import OK, demanded, stream_name


@attrs.frozen
class Difference:
    """One thing that is not as it should be: *what*, on which line of the stream."""

    seq: int
    what: str
    expected: object
    got: object

    @property
    def sentence(self) -> str:
        """The difference as a person reads it."""
        return (
            f"Line {self.seq}, {self.what}: expected {_shown(self.expected)},"
            f" got {_shown(self.got)}."
        )


def outcome_of(answer: Entry | Rejection) -> str:
    """The name of what came of a command: ``ok``, or the refusal's."""
    return OK if isinstance(answer, Entry) else stream_name(answer)


def compared(line: Line, answer: Entry | Rejection) -> Iterator[Difference]:
    """The differences between *answer* and what *line* demands.

    What a line does not demand is not compared.
    """
    expect = line.optional("expect")
    got = outcome_of(answer)
    if expect is not None and demanded(expect) != got:
        said = got if isinstance(answer, Entry) else f"{got} ({answer.sentence})"
        yield Difference(line.seq, "outcome", demanded(expect), said)
    elif isinstance(answer, Entry) and "effects" in line.fields:
        effects = plain_effects(answer.effects)
        wanted = line.part("effects").fields
        yield from unlike(line.seq, "effects", wanted, effects)


def unlike(
    seq: int, what: str, wanted: Mapping[str, object], got: Mapping[str, object]
) -> Iterator[Difference]:
    """The differences between two objects, one for each name that differs."""
    for name in sorted({*wanted, *got}):
        if wanted.get(name) != got.get(name):
            yield Difference(seq, f"{what} {name!r}", wanted.get(name), got.get(name))


def _shown(value: object) -> object:
    return "nothing" if value is None else value
