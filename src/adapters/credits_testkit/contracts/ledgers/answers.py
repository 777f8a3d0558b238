"""Answers: a command that is sent twice is answered the same, whoever asks."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from credits_core.entry import Answer
from credits_core.rejections import Rejection, StaleLedger

from ...drawn import values_of
from ..clauses import clause
from ..differences import same
from ..entries_given import full_entry
from ..events_given import issued
from ..given import BETA, refused_answer
from ..trials import LedgersTrial
from .promises import (
    ANSWERED,
    AS_COMMITTED,
    CHANGED,
    FIRST_STAYS,
    NAMES,
    REMEMBERED,
    WITH_ANSWER,
)

KEY = "key-1"


def refusals() -> st.SearchStrategy[Rejection]:
    """Any refusal, with anything in its fields."""
    return values_of(Rejection)  # type: ignore[return-value] # told by the hint


class AnswersClauses:
    """What is remembered under a key."""

    @clause(ANSWERED, WITH_ANSWER)
    def test_the_answer_of_a_command_is_found_under_its_key(
        self, trial: LedgersTrial
    ) -> None:
        change = trial.pen().write(issued("C1", "10"), key=KEY)

        same(trial.ledgers.answer(KEY), change.answer, "the answer")

    @clause(ANSWERED, AS_COMMITTED)
    def test_an_answer_has_the_entry_with_all_there_is_in_it(
        self, trial: LedgersTrial
    ) -> None:
        """A figure of every kind, who acted for whom, and microseconds."""
        change = trial.pen().change(issued("C1", "10"), key=KEY)
        full = full_entry(change)

        trial.ledgers.commit(full)

        same(trial.ledgers.answer(KEY), full.answer, "the answer")
        same(tuple(trial.ledgers.journal(full.entry.customer_id)), (full.entry,))

    @clause(ANSWERED)
    def test_a_key_nobody_used_has_no_answer(self, trial: LedgersTrial) -> None:
        trial.pen().write(issued("C1", "10"), key=KEY)

        same(trial.ledgers.answer("key-2"), None, "the answer")

    @clause(ANSWERED)
    def test_a_command_without_a_key_has_no_answer(self, trial: LedgersTrial) -> None:
        change = trial.pen().write(issued("C1", "10"))

        same(change.answer, None, "the answer of the change")
        for key in ("", "None", "null", "1"):
            same(trial.ledgers.answer(key), None, f"the answer under {key!r}")

    @clause(ANSWERED)
    def test_each_key_has_its_own_answer(self, trial: LedgersTrial) -> None:
        pens = trial.pen(), trial.pen(BETA)
        changes = [
            pens[number % 2].write(issued(f"C{number}", "10"), key=f"key-{number}")
            for number in range(6)
        ]

        told = [trial.ledgers.answer(f"key-{number}") for number in range(6)]

        same(told, [change.answer for change in changes], "the answers")

    @clause(ANSWERED)
    def test_an_answer_stays_as_it_was_given(self, trial: LedgersTrial) -> None:
        """It is the entry of the first command, whatever was done since."""
        pen = trial.pen()
        first = pen.write(issued("C1", "10"), key=KEY)

        pen.write(issued("C2", "10"), key="key-2")
        pen.write(issued("C3", "10"))

        same(trial.ledgers.answer(KEY), first.answer, "the answer")

    @clause(NAMES, ANSWERED)
    def test_keys_are_told_apart_character_by_character(
        self, trial: LedgersTrial
    ) -> None:
        keys = (
            "key",
            "Key",
            "key ",
            " key",
            "\u00e9",
            "e\u0301",
            "k" * 200,
            "k" * 199 + "y",
            "1",
            "01",
            "%",
            "_",
        )
        answers = [refused_answer(key) for key in keys]

        for answer in answers:
            trial.ledgers.remember(answer)

        same([trial.ledgers.answer(key) for key in keys], answers, "the answers")

    @clause(REMEMBERED)
    def test_the_answer_of_a_refused_command_is_kept(self, trial: LedgersTrial) -> None:
        trial.ledgers.remember(refused_answer(KEY))

        same(trial.ledgers.answer(KEY), refused_answer(KEY), "the answer")

    @clause(REMEMBERED, drawn=refusals)
    def test_any_refusal_is_kept_with_all_that_it_says(
        self, trial: LedgersTrial, refusal: Rejection
    ) -> None:
        answer = attrs.evolve(refused_answer(KEY), outcome=refusal)

        trial.ledgers.remember(answer)

        same(trial.ledgers.answer(KEY), answer, "the answer")

    @clause(REMEMBERED, CHANGED)
    def test_a_refused_command_makes_no_ledger(self, trial: LedgersTrial) -> None:
        trial.ledgers.remember(refused_answer(KEY))

        same(tuple(trial.ledgers.customers()), (), "the customers")
        same(trial.stored(), trial.pen().ledger, "what is stored")

    @clause(FIRST_STAYS)
    def test_a_refusal_under_a_known_key_changes_nothing(
        self, trial: LedgersTrial
    ) -> None:
        trial.ledgers.remember(refused_answer(KEY))

        trial.ledgers.remember(_another(refused_answer(KEY)))

        same(trial.ledgers.answer(KEY), refused_answer(KEY), "the answer")

    @clause(FIRST_STAYS)
    def test_the_answer_of_a_carried_out_command_stays(
        self, trial: LedgersTrial
    ) -> None:
        first = trial.pen().write(issued("C1", "10"), key=KEY)

        trial.ledgers.remember(refused_answer(KEY))

        same(trial.ledgers.answer(KEY), first.answer, "the answer")


def _another(answer: Answer) -> Answer:
    outcome = StaleLedger(customer_id=BETA)
    return attrs.evolve(answer, fingerprint="0" * 64, outcome=outcome)
