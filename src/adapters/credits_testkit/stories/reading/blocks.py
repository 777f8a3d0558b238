"""Reading the lines of a block."""

from __future__ import annotations

import attrs

from credits_core.identity import CustomerId

from ..grammar import Found, Register, Word
from ..lines.claims import Claim
from ..lines.commands import COMMANDS, Wished
from ..lines.events import EVENTS
from ..lines.facts import FACTS
from ..story import Asked, Happened, Leaves, Manner, Move, Said, Scene, Unwritable
from .mistakes import StoryMistakeError, misread
from .outline import Row, Section
from .scenes import is_setting, scene_after

_STRUCK = "~~"


@attrs.define
class Blocks:
    """Reads blocks one after the other; *scene* is what holds where it has come to."""

    scene: Scene

    def asked(self, section: Section, manner: Manner) -> Asked:
        """A block of commands."""
        moves: list[Move] = []
        for row in section.rows:
            if is_setting(row):
                self.scene = scene_after(row, self.scene)
            else:
                moves.append(self._move(row))
        return Asked(line=section.opener.line, manner=manner, moves=tuple(moves))

    def _move(self, row: Row) -> Move:
        found = self._found(row, COMMANDS)
        try:
            wished = found.made()
        except ValueError as error:
            reason = Unwritable(str(error))
            return Move(line=row.line, scene=self.scene, wish=reason)
        assert isinstance(wished, Wished)
        return Move(line=row.line, scene=self.scene, wish=wished.wish, key=wished.key)

    def happened(self, section: Section, *, is_exact: bool) -> Happened:
        """A block that says what happened."""
        scene = self.scene
        said = tuple(
            self.said(row, EVENTS) for row in section.rows if not self._sets(row)
        )
        line = section.opener.line
        return Happened(line=line, scene=scene, is_exact=is_exact, said=said)

    def leaves(self, section: Section, *, is_exact: bool) -> Leaves:
        """A block that says how things stand."""
        customers: dict[CustomerId, Scene] = {}
        said: list[Said] = []
        for row in section.rows:
            if not self._sets(row):
                customers[self.scene.customer_id] = self.scene
                said.append(self._fact(row))
        if not said:
            customers[self.scene.customer_id] = self.scene
        return Leaves(
            line=section.opener.line,
            is_exact=is_exact,
            said=tuple(said),
            customers=tuple(customers.values()),
        )

    def _sets(self, row: Row) -> bool:
        """Whether the line only changes of what the next ones speak."""
        if is_setting(row):
            self.scene = scene_after(row, self.scene)
            return True
        return False

    def _fact(self, row: Row) -> Said:
        """A fact; an entry that was voided is struck through."""
        words, is_struck = _unstruck(row.words)
        said = self.said(Row(row.line, row.indent, words), FACTS)
        if said.claim.about in {"cash", "application"}:
            said.claim.values["is_live"] = not is_struck
        elif is_struck:
            raise StoryMistakeError(row.line, "only entries are struck through.")
        return said

    def said(self, row: Row, register: Register) -> Said:
        """One line that claims something."""
        found = self._found(row, register)
        try:
            claim = found.made()
        except ValueError as error:
            raise StoryMistakeError(row.line, str(error)) from None
        assert isinstance(claim, Claim)
        return Said(line=row.line, scene=self.scene, claim=claim)

    def _found(self, row: Row, register: Register) -> Found:
        found = register.find(row.words, self.scene.setting)
        if not isinstance(found, Found):
            raise misread(row.line, found)
        return found


def _unstruck(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], bool]:
    """The *words* between two pairs of tildes, and whether there were any."""
    first, last = words[0], words[-1]
    is_struck = first.text.startswith(_STRUCK) and last.text.endswith(_STRUCK)
    if first.is_quoted or last.is_quoted or not is_struck or len(words) < 2:
        return words, False
    bare = (
        Word(first.text.removeprefix(_STRUCK)),
        *words[1:-1],
        Word(last.text.removesuffix(_STRUCK)),
    )
    return tuple(word for word in bare if word.text), True
