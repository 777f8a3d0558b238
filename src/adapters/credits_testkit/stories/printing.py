"""Writing what happened, or what was asked for, as a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import attrs

from credits_core.commands import Command
from credits_core.entry import Entry
from credits_core.identity import CustomerId, UserId
from credits_core.ledger import Ledger
from credits_core.permission import SYSTEM
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.rejections import Rejection

from .grammar import Setting, Word, words_of
from .grammar.patterns import joined
from .lines.commands import command_line
from .lines.events import event_line
from .lines.facts import fact_line
from .lines.refusals import refusal_line
from .lines.settings import SETTINGS
from .lines.values import written_name
from .playing.records import records_of
from .story import ANNA, Scene

LINE_MAX: Final = 88
"""The longest line that is not broken at its commas."""

Told = Command | Entry | tuple[Command, Rejection]
"""A command of which nothing is known, one that was carried out, or a refused one."""


def story_of(
    told: Iterable[Told],
    *,
    leaves: Iterable[Ledger] = (),
    policy: Policy = DEFAULT_POLICY,
    days: Sequence[date] = (),
) -> str:
    """The story of what was *told*, which can be played.

    A bare command stands under ``tried``, an entry of a journal under ``given``,
    the last one as ``when`` with all that happened, and a command with its
    rejection as ``when`` with ``then refused``. *leaves* are ledgers as they stand
    at the end; *days* those of the commands, if they are of several.
    """
    writer = _Writer()
    if policy != DEFAULT_POLICY:
        writer.settings.append(SETTINGS.write(policy, writer.setting))
    listed = list(told)
    for place, one in enumerate(listed):
        if place < len(days):
            writer.turn_to(days[place])
        writer.tell(one, is_last=place == len(listed) - 1)
    for ledger in leaves:
        writer.leave(ledger)
    return "\n".join(writer.lines) + "\n"


def ledger_lines(ledger: Ledger, setting: Setting | None = None) -> list[str]:
    """Every record of *ledger* as a line of ``leaves``."""
    shown = setting or Setting(ledger.customer_id)
    return [fact_line(known.brief, shown) for known in records_of(ledger)]


def entry_lines(entry: Entry) -> list[str]:
    """What happened in an *entry* of the journal, as lines of ``then``."""
    setting = Setting(entry.customer_id)
    return [event_line(event, setting) for event in entry.events]


@attrs.define
class _Writer:
    """Writes block after block, and says only once what goes on."""

    scene: Scene = attrs.field(factory=Scene)
    opener: str = ""
    settings: list[str] = attrs.field(factory=list)
    lines: list[str] = attrs.field(factory=list)

    @property
    def setting(self) -> Setting:
        return self.scene.setting

    def tell(self, one: Told, *, is_last: bool) -> None:
        match one:
            case Entry():
                self._entry(one, is_last=is_last)
            case (command, rejection):
                self._of(command.customer_id)
                self._ask("when", command)
                refusal = refusal_line(rejection, self.setting)
                self._add("", f"then refused {refusal}")
                self.opener = ""
            case _:
                self._of(one.customer_id)
                self._ask("tried", one)

    def _entry(self, entry: Entry, *, is_last: bool) -> None:
        self._of(entry.customer_id)
        self.turn_to(entry.today)
        self._by(entry)
        self._ask("when" if is_last else "given", entry.command, entry.key)
        if is_last:
            self._open("then exactly")
            for line in entry_lines(entry):
                self._add("  ", line)

    def _ask(self, opener: str, command: Command, key: str | None = None) -> None:
        if opener == "when":
            self.opener = ""
        self._open(opener)
        self._add("  ", command_line(command, self.setting, key))

    def leave(self, ledger: Ledger) -> None:
        self._of(ledger.customer_id)
        self.opener = ""
        self._open("leaves exactly")
        for line in ledger_lines(ledger, self.setting):
            self._add("  ", line)

    def turn_to(self, day: date) -> None:
        if day != self.scene.today:
            self.scene = attrs.evolve(self.scene, today=day)
            self._set(f"today is {day.isoformat()}")

    def _of(self, customer_id: CustomerId) -> None:
        if customer_id != self.scene.customer_id:
            self.scene = attrs.evolve(self.scene, customer_id=customer_id)
            self._set(f"customer is {written_name(customer_id, self.setting)}")

    def _by(self, entry: Entry) -> None:
        said = self._user(entry.user_id, entry.on_behalf_of)
        actor = attrs.evolve(ANNA, user_id=UserId(said))
        if actor != self.scene.actor:
            self.scene = attrs.evolve(self.scene, actor=actor)
            self._set(f"user is {said}")

    def _user(self, user_id: UserId, on_behalf_of: UserId | None) -> str:
        if user_id != SYSTEM:
            return written_name(user_id, self.setting)
        if on_behalf_of is None:
            return "the system"
        return f"the system for {written_name(on_behalf_of, self.setting)}"

    def _set(self, line: str) -> None:
        """What holds from there on stands before the next line."""
        self.settings.append(line)

    def _open(self, opener: str) -> None:
        if opener != self.opener:
            self.opener = opener
            self.lines.append(opener)
        for line in self.settings:
            self._add("  ", line)
        self.settings.clear()

    def _add(self, indent: str, line: str) -> None:
        self.lines.extend(wrapped(line, indent))


def wrapped(line: str, indent: str) -> Iterator[str]:
    """The *line*, broken at commas if it is too long; what is broken goes on below."""
    if len(indent + line) <= LINE_MAX:
        yield indent + line
        return
    start = indent
    pieces = _pieces(line)
    current = next(pieces)
    for piece in pieces:
        if len(f"{start}{current}, {piece}") <= LINE_MAX:
            current = f"{current}, {piece}"
        else:
            yield start + current
            start, current = f"{indent}  ", piece
    yield start + current


def _pieces(line: str) -> Iterator[str]:
    """What stands between the commas of a line."""
    piece: list[str] = []
    for word in words_of(line):
        if word == Word(","):
            yield joined(piece)
            piece.clear()
        else:
            piece.append(str(word))
    yield joined(piece)
