"""Giving the commands of a story to a desk, and checking each of them."""

from __future__ import annotations

import attrs
from returns.methods import unwrap_or_failure

from credits_core.commands import Command
from credits_core.desk import Desk, Order
from credits_core.entry import Entry
from credits_core.identity import InvoiceId
from credits_core.rejections import Rejection

from ..lines.invoices import TotalChange, changed_to
from ..lines.refusals import refusal_line
from ..story import Asked, Manner, Move, Scene, Unwritable
from .books import Books
from .calendar import Calendar
from .failures import Fault
from .weighing import unlike_the_whole, unplanned

Answer = Entry | Rejection


@attrs.frozen
class Outcome:
    """What came of the commands of a block.

    *entries* are those that were answered; *is_repeated* tells whether the answer
    was one given before under the same key.
    """

    entries: tuple[Entry, ...] = ()
    refusal: Rejection | Unwritable | None = None
    is_repeated: bool = False


@attrs.define
class Play:
    """A story while it is played at a *desk*, whose calendar is the story's."""

    desk: Desk
    calendar: Calendar
    books: Books
    answers: dict[str, Answer] = attrs.field(factory=dict)
    faults: list[Fault] = attrs.field(factory=list)

    @classmethod
    def at(cls, desk: Desk) -> Play:
        """Begin at that desk."""
        calendar = Calendar()
        own = attrs.evolve(desk, clock=calendar)
        return cls(own, calendar, Books(desk.ledgers))

    def desk_in(self, scene: Scene) -> Desk:
        """The desk as it is in a scene."""
        self.calendar.scene = scene
        self.books.open([scene.customer_id])
        if scene.policy is None:
            return self.desk
        return attrs.evolve(self.desk, policy=scene.policy)

    def give(self, asked: Asked) -> Outcome:
        """Do what a block asks for."""
        match asked.manner:
            case Manner.GIVEN | Manner.TRIED:
                self._one_by_one(asked)
                return Outcome()
            case Manner.ONCE:
                return self._once(asked.moves[0])
            case Manner.PREVIEWED:
                return self._previewed(asked.moves[0])
            case Manner.TOGETHER:
                return self._together(asked.moves)

    def _one_by_one(self, asked: Asked) -> None:
        """Everything that stands before; it stops at what goes wrong."""
        for move in asked.moves:
            outcome = self._once(move)
            if asked.manner is Manner.GIVEN:
                self._must_be_done(move, outcome)
            if self.faults:
                return

    def _must_be_done(self, move: Move, outcome: Outcome) -> None:
        refusal = outcome.refusal
        if refusal is not None and not isinstance(refusal, Unwritable):
            told = refusal_line(refusal, move.scene.setting, sentence=refusal.sentence)
            self.fault(move.line, f"refused {told}")

    def fault(self, line: int, *sentences: str) -> None:
        """Note what is wrong with a line."""
        if sentences:
            self.faults.append(Fault(line, sentences))

    def _once(self, move: Move) -> Outcome:
        if isinstance(move.wish, Unwritable):
            return Outcome(refusal=move.wish)
        desk, command = self.desk_in(move.scene), self.command(move)
        known = None if move.key is None else desk.ledgers.answer(move.key)
        actor, before = move.scene.actor, self.books.of[command.customer_id].ledger
        planned = unwrap_or_failure(desk.preview(command, actor))
        answer = unwrap_or_failure(desk.submit(command, actor, move.key))
        is_new = isinstance(answer, Entry) and known is None
        written = [answer] if isinstance(answer, Entry) and is_new else []
        wrong = self.books.audited(written, desk.policy)
        if known is None:
            wrong.extend(unplanned(planned, answer))
            wrong.extend(unlike_the_whole(desk, actor, command, before, answer))
        self.fault(move.line, *wrong)
        return self._outcome(move, answer)

    def _outcome(self, move: Move, answer: Answer) -> Outcome:
        before = None if move.key is None else self.answers.get(move.key)
        if move.key is not None:
            self.answers.setdefault(move.key, answer)
        is_repeated = before is not None and before == answer
        if isinstance(answer, Entry):
            return Outcome((answer,), is_repeated=is_repeated)
        return Outcome(refusal=answer, is_repeated=is_repeated)

    def _previewed(self, move: Move) -> Outcome:
        desk, command = self.desk_in(move.scene), self.command(move)
        planned = unwrap_or_failure(desk.preview(command, move.scene.actor))
        self.fault(move.line, *self.books.audited((), desk.policy))
        if isinstance(planned, Entry):
            return Outcome((planned,))
        return Outcome(refusal=planned)

    def _together(self, moves: tuple[Move, ...]) -> Outcome:
        first = moves[0]
        desk = self.desk_in(first.scene)
        self.books.open(move.scene.customer_id for move in moves)
        orders = [Order(command=self.command(one), key=one.key) for one in moves]
        answer = unwrap_or_failure(desk.together(orders, first.scene.actor))
        entries = answer if isinstance(answer, tuple) else ()
        self.fault(first.line, *self.books.audited(entries, desk.policy))
        if isinstance(answer, tuple):
            keyed = zip(moves, answer, strict=True)
            self.answers |= {one.key: entry for one, entry in keyed if one.key}
            return Outcome(answer)
        return Outcome(refusal=answer)

    def command(self, move: Move) -> Command:
        """The command that a line asks for, as things stand."""
        wish = move.wish
        assert not isinstance(wish, Unwritable)
        if not isinstance(wish, TotalChange):
            return wish
        ledger = self.books.of[wish.customer_id].ledger
        known = ledger.invoices.get(InvoiceId(wish.invoice_id))
        return changed_to(wish, wish.total.zero if known is None else known.total)
