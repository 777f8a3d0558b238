"""Exclusive blocks: what happens in one happens together, or not at all."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from credits_core.entry import Answer, Entry
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers

from ...orders import ACME
from ..clauses import clause
from ..differences import same
from ..events_given import applied, issued, received, registered
from ..found import PARTS
from ..given import BETA, refused_answer
from ..trials import LedgersTrial
from .nesting import BOTH, lose_heart_after
from .promises import ONE_ORDER, TOGETHER, UNDONE


class TogetherClauses:
    """What is committed inside a block, and undoing it."""

    @clause(TOGETHER)
    def test_what_is_committed_inside_is_there_afterwards(
        self, trial: LedgersTrial
    ) -> None:
        with trial.ledgers.exclusively(BOTH):
            mine = trial.pen().write(issued("C1", "10"), key="k1")
            theirs = trial.pen(BETA).write(issued("B1", "10"), key="k2")
            trial.ledgers.remember(refused_answer("k3"))

        same(trial.stored(), mine.after, "ACME's ledger")
        same(trial.stored(BETA), theirs.after, "Beta's ledger")
        told = [trial.ledgers.answer(key) for key in ("k1", "k2", "k3")]
        same(told, [mine.answer, theirs.answer, refused_answer("k3")], "the answers")

    @clause(TOGETHER)
    def test_what_is_committed_inside_is_seen_inside(self, trial: LedgersTrial) -> None:
        with trial.ledgers.exclusively([ACME]):
            pen = trial.pen()
            first = pen.write(issued("C1", "10"))
            second = pen.write(issued("C2", "10"), key="k1")

            journal = tuple(trial.ledgers.journal(ACME))
            same(journal, (first.entry, second.entry), "the journal")
            same(trial.ledgers.load_whole(ACME), second.after, "the ledger")
            same(trial.ledgers.load(ACME, frozenset()).version, 2, "the version")
            same(trial.ledgers.answer("k1"), second.answer, "the answer")
            same(tuple(trial.ledgers.customers()), (ACME,), "the customers")

    @clause(TOGETHER)
    def test_a_block_in_which_nothing_was_written_changes_nothing(
        self, trial: LedgersTrial
    ) -> None:
        with trial.ledgers.exclusively(BOTH):
            pass

        same(tuple(trial.ledgers.customers()), (), "the customers")
        same(trial.stored(), trial.pen().ledger, "what is stored")

    @clause(TOGETHER, ONE_ORDER)
    def test_nobody_and_somebody_twice_may_be_named(self, trial: LedgersTrial) -> None:
        pen = trial.pen()
        with trial.ledgers.exclusively([]):
            pass
        with trial.ledgers.exclusively([ACME, BETA, ACME]):
            pen.write(issued("C1", "10"))

        same(trial.stored(), pen.ledger, "what is stored")

    @clause(UNDONE)
    def test_an_exception_undoes_all_that_was_committed_inside(
        self, trial: LedgersTrial
    ) -> None:
        """Both ledgers, their journals, and one new customer."""
        pen = trial.tell()
        before = _all_there_is(trial.ledgers)

        def write_much() -> None:
            pen.write(registered("I8", "50"), received("R8", "0", "I8"))
            pen.write(applied(8, "R8", "C2", "I8", "20"))
            pen.write(issued("C8", "10", sequence=0))
            trial.pen(BETA).write(issued("B8", "10"))

        lose_heart_after(trial.ledgers, write_much)

        same(_all_there_is(trial.ledgers), before, "all there is")

    @clause(UNDONE)
    def test_an_exception_undoes_the_answers_that_were_given_inside(
        self, trial: LedgersTrial
    ) -> None:
        def answer() -> None:
            trial.pen().write(issued("C1", "10"), key="k1")
            trial.ledgers.remember(refused_answer("k2"))

        lose_heart_after(trial.ledgers, answer)

        told = [trial.ledgers.answer(key) for key in ("k1", "k2")]
        same(told, [None, None], "the answers")

    @clause(UNDONE)
    def test_ids_and_keys_that_were_taken_inside_are_free_again(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        lose_heart_after(
            trial.ledgers, partial(pen.write, issued("C1", "10"), key="k1")
        )

        theirs = trial.pen(BETA).write(issued("C1", "7"), key="k1")

        same(trial.stored(BETA), theirs.after, "Beta's ledger")
        same(trial.ledgers.answer("k1"), theirs.answer, "the answer")

    @clause(UNDONE)
    def test_the_first_commands_of_a_customer_are_undone_and_can_be_given_again(
        self, trial: LedgersTrial
    ) -> None:
        lose_heart_after(trial.ledgers, trial.tell)

        same(tuple(trial.ledgers.customers()), (), "the customers")
        same(trial.stored(), trial.pen().ledger, "what is stored")
        again = trial.tell().ledger
        same(trial.stored(), again, "what is stored")

    @clause(UNDONE)
    def test_an_interruption_undoes_as_an_error_does(self, trial: LedgersTrial) -> None:
        """Whoever presses control and C leaves nothing half done, and no lock."""
        pen = trial.pen()
        kept = pen.write(issued("C1", "10")).after
        with suppress(KeyboardInterrupt), trial.ledgers.exclusively(BOTH):
            pen.write(issued("C2", "10"))
            interrupt()
        pen.ledger = kept

        same(trial.stored(), kept, "what is stored")
        same(pen.write(issued("C3", "10")).after, trial.stored(), "written afterwards")

    @clause(UNDONE)
    def test_what_was_committed_before_a_block_stays(self, trial: LedgersTrial) -> None:
        pen = trial.pen()
        kept = pen.write(issued("C1", "10"), key="k1")

        lose_heart_after(trial.ledgers, partial(pen.write, issued("C2", "10")))

        same(trial.stored(), kept.after, "what is stored")
        same(trial.ledgers.answer("k1"), kept.answer, "the answer")
        same(tuple(trial.ledgers.journal(ACME)), (kept.entry,), "the journal")


def interrupt() -> None:
    """Press control and C."""
    raise KeyboardInterrupt


def _all_there_is(ledgers: Ledgers) -> tuple[object, ...]:
    """Everything a host can see of ACME and Beta, through each way of looking."""
    whole: list[Ledger] = [ledgers.load_whole(one) for one in (ACME, BETA)]
    slices: list[Ledger] = [ledgers.load(ACME, frozenset({part})) for part in PARTS]
    journal: list[Entry] = [*ledgers.journal(ACME), *ledgers.journal(BETA)]
    answers: list[Answer | None] = [ledgers.answer(key) for key in ("k1", "k2")]
    return (whole, slices, journal, answers, tuple(ledgers.customers()))
