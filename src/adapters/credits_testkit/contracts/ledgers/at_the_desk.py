"""At the desk: what is decided on slices is what is decided on the whole."""

from __future__ import annotations

import attrs
from returns.methods import unwrap_or_failure

from credits_core.decide import Decision
from credits_core.desk import Desk
from credits_core.entry import Entry
from credits_core.rejections import Rejection

from ...occasions import BOSS
from ...orders import ACME
from ..clauses import clause
from ..differences import same
from ..given import BETA
from ..trials import LedgersTrial
from ..turns import Turn, TurnClock, Turns, histories, turns_of
from .promises import (
    ANSWERED,
    FIRST_STAYS,
    REMEMBERED,
    REST_STAYS,
    SLICE,
)


class AtTheDeskClauses:
    """A desk over the adapter, as a host has it."""

    @clause(SLICE, REST_STAYS, drawn=histories)
    def test_any_command_at_the_desk_comes_to_what_it_comes_to_on_the_whole_ledger(
        self, trial: LedgersTrial, history: Turns
    ) -> None:
        """The desk loads what a command touches, and more as it turns out."""
        clock = TurnClock()
        desk = Desk(ledgers=trial.ledgers, clock=clock)
        for turn in turns_of(history):
            same(_answer(desk, clock, turn), _wanted(turn), f"what came of {turn.key}")
            stored = trial.stored(turn.customer_id)
            same(stored, turn.after, f"stored after {turn.key}")

    @clause(ANSWERED, REMEMBERED, FIRST_STAYS, drawn=histories)
    def test_any_command_sent_again_is_answered_the_same_and_changes_nothing(
        self, trial: LedgersTrial, history: Turns
    ) -> None:
        clock = TurnClock()
        desk = Desk(ledgers=trial.ledgers, clock=clock)
        turns = list(turns_of(history))
        answers = [_answer(desk, clock, turn) for turn in turns]
        before = [trial.stored(one) for one in (ACME, BETA)]

        again = [_answer(desk, clock, turn) for turn in reversed(turns)]

        same(again[::-1], answers, "the answers")
        same([trial.stored(one) for one in (ACME, BETA)], before, "what is stored")


def _answer(desk: Desk, clock: TurnClock, turn: Turn) -> Entry | Rejection:
    clock.occasion = turn.occasion
    return unwrap_or_failure(desk.submit(turn.command, BOSS, turn.key))


def _wanted(turn: Turn) -> Entry | Rejection:
    """What the desk has to answer."""
    if turn.change is not None:
        return attrs.evolve(turn.change.entry, key=turn.key)
    assert not isinstance(turn.outcome, Decision)
    return turn.outcome
