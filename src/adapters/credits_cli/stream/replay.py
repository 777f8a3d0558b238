"""The replay itself: one line after another, through the public desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

import attrs
from returns.methods import unwrap_or_failure

from credits_core.codec import Json
from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.identity import CustomerId, UserId
from credits_core.permission import EVERYTHING, Actor, Role
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.ports import Ledgers
from credits_core.rejections import Rejection
from credits_memory import HandClock

from .book import Book
from .comparison import Difference, compared, outcome_of, unlike
from .effects import plain_effects
from .line import CHECKPOINT, Line, StreamError
from .orders import order_of
from .watch import Watch

_ACTOR: Final = Actor(UserId("replay"), (Role("Everything", EVERYTHING),))
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_DAWN: Final = datetime.min.replace(tzinfo=UTC)


@attrs.frozen(kw_only=True)
class Checks:
    """What is looked at besides the demands of the lines.

    *twice* sends each command again under the same idempotency key, *preview*
    asks before what would happen, *laws* looks at all the laws afterwards.
    """

    twice: bool = False
    preview: bool = False
    laws: bool = False


@attrs.frozen
class Outcome:
    """What came of one *line*: its *name* is ``ok``, a refusal or ``checkpoint``."""

    line: Line
    name: str
    effects: Mapping[str, Json] = attrs.field(default=_NOTHING, kw_only=True)
    figures: Mapping[str, str] = attrs.field(default=_NOTHING, kw_only=True)
    differences: tuple[Difference, ...] = attrs.field(default=(), kw_only=True)


class Replay:
    """Plays lines on *ledgers* and tells the outcome of each.

    The clock stands at the instant of the line; whoever acts may do everything.
    """

    def __init__(
        self,
        ledgers: Ledgers,
        *,
        currency: str,
        checks: Checks | None = None,
        policy: Policy = DEFAULT_POLICY,
    ) -> None:
        """Begin on ledgers that are empty."""
        self._ledgers = ledgers
        self._checks = checks or Checks()
        self._clock = HandClock(_DAWN)
        self._desk = Desk(ledgers=ledgers, clock=self._clock, policy=policy)
        self.currency = currency
        self._book = Book(ledgers, currency=currency)
        self._watch = Watch(ledgers)
        self._versions: dict[CustomerId, int] = {}

    @property
    def customers(self) -> list[CustomerId]:
        """Everybody whom a line named, those who were only refused too."""
        return sorted(self._versions)

    def play(self, lines: Iterable[Line]) -> Iterator[Outcome]:
        """Carry out each line and compare; raises ``StreamError`` on a bad line."""
        for line in lines:
            yield self._checkpoint(line) if line.name == CHECKPOINT else self._do(line)

    def _checkpoint(self, line: Line) -> Outcome:
        figures = self._book.figures().plain(self.currency)
        wanted = line.part("figures").fields
        shown = {name: figures.get(name) for name in wanted}
        differences = tuple(unlike(line.seq, "figure", wanted, shown))
        return Outcome(line, CHECKPOINT, figures=figures, differences=differences)

    def _do(self, line: Line) -> Outcome:
        command = order_of(line)
        self._set_clock(line)
        planned = self._planned(command)
        answer = self._answer(line, command)
        self._book.touch(command.customer_id)
        effects = plain_effects(answer.effects) if isinstance(answer, Entry) else {}
        differences = (
            *compared(line, answer),
            *self._unlike_plan(line, planned, answer),
            *self._unlike_before(line, command, answer),
            *self._unlike_first(line, command, answer),
        )
        name = outcome_of(answer)
        return Outcome(line, name, effects=effects, differences=differences)

    def _set_clock(self, line: Line) -> None:
        try:
            self._clock.set(line.at)
        except ValueError as error:
            raise StreamError(
                f"Line {line.seq} has no good instant: {error}"
            ) from error

    def _planned(self, command: Command) -> Entry | Rejection | None:
        if not self._checks.preview:
            return None
        return unwrap_or_failure(self._desk.preview(command, _ACTOR))

    def _answer(self, line: Line, command: Command) -> Entry | Rejection:
        key = f"line {line.seq}" if self._checks.twice else None
        return unwrap_or_failure(self._desk.submit(command, _ACTOR, key=key))

    def _unlike_plan(
        self, line: Line, planned: Entry | Rejection | None, answer: Entry | Rejection
    ) -> Iterator[Difference]:
        """A preview must tell exactly what then happens (R19)."""
        if planned is not None and _keyless(planned) != _keyless(answer):
            yield Difference(line.seq, "preview", answer, planned)

    def _unlike_first(
        self, line: Line, command: Command, answer: Entry | Rejection
    ) -> Iterator[Difference]:
        """The same key must give the same answer and no second effect (R33)."""
        if self._checks.twice:
            again = self._answer(line, command)
            if again != answer:
                yield Difference(line.seq, "second answer", answer, again)
            found = self._found(command.customer_id)
            yield from self._unlike_version(line, command.customer_id, found)

    def _unlike_before(
        self, line: Line, command: Command, answer: Entry | Rejection
    ) -> Iterator[Difference]:
        """A command adds one entry, a refusal none; the laws hold after both."""
        customer_id = command.customer_id
        self._versions.setdefault(customer_id, 0)
        if isinstance(answer, Entry):
            self._versions[customer_id] += 1
            yield from self._unlike_version(line, customer_id, answer.version)
        else:
            yield from self._unlike_version(line, customer_id, self._found(customer_id))
        if not self._checks.laws:
            return
        if isinstance(answer, Entry):
            for broken in self._watch.after_entry(answer):
                yield Difference(line.seq, f"law {broken.law}", "kept", broken.sentence)
        elif not self._watch.is_unchanged(customer_id):
            yield Difference(line.seq, "refused command", "no change", "a change")

    def _found(self, customer_id: CustomerId) -> int:
        return self._ledgers.load(customer_id, frozenset()).version

    def _unlike_version(
        self, line: Line, customer_id: CustomerId, found: int
    ) -> Iterator[Difference]:
        known = self._versions[customer_id]
        if found != known:
            yield Difference(line.seq, "version of the ledger", known, found)


def _keyless(answer: Entry | Rejection) -> Entry | Rejection:
    return attrs.evolve(answer, key=None) if isinstance(answer, Entry) else answer
