"""The clauses of ``Ledgers.exclusively``: together, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from returns.pipeline import is_successful

from credits_core.entry import Answer, Entry
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers

from ..clauses import needs
from ..differences import same
from ..events_given import applied, issued, received, registered
from ..found import PARTS
from ..given import ACME, BETA, Writer
from ..story import CHAPTERS, tell
from ..trials import LedgersTrial


class LostHeartError(Exception):
    """Somebody thought better of it."""


def _all_there_is(ledgers: Ledgers) -> tuple[object, ...]:
    """Everything a host can see of ACME and Beta, through each way of looking."""
    whole: list[Ledger] = [ledgers.load_whole(one) for one in (ACME, BETA)]
    slices: list[Ledger] = [ledgers.load(ACME, frozenset({part})) for part in PARTS]
    journal: list[Entry] = [*ledgers.journal(ACME), *ledgers.journal(BETA)]
    answers: list[Answer | None] = [ledgers.answer(key) for key in ("k1", "k2")]
    return (whole, slices, journal, answers, tuple(ledgers.customers()))


def _write_and_lose_heart(ledgers: Ledgers, write: Callable[[], object]) -> None:
    """Hold both ledgers, write, and leave by an exception."""
    with pytest.raises(LostHeartError), ledgers.exclusively([BETA, ACME]):  # noqa: PT012 - the block is what is tested
        write()
        raise LostHeartError


class ExclusiveContract:
    """What is committed inside, and undoing it."""

    @needs()
    def test_what_is_committed_inside_is_there_afterwards(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        with ledgers.exclusively([ACME, BETA]):
            mine = Writer(ledgers).write(issued("C1", "10"), key="k1")
            theirs = Writer(ledgers, BETA).write(issued("B1", "10"), key="k2")

        same(ledgers.load_whole(ACME), mine.after)
        same(ledgers.load_whole(BETA), theirs.after)
        same(ledgers.answer("k2"), theirs.answer)

    @needs()
    def test_what_is_committed_inside_is_seen_inside(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        with ledgers.exclusively([ACME]):
            writer = Writer(ledgers)
            first = writer.write(issued("C1", "10"))
            second = writer.write(issued("C2", "10"), key="k1")

            same(tuple(ledgers.journal(ACME)), (first.entry, second.entry))
            same(ledgers.load_whole(ACME), second.after)
            same(ledgers.answer("k1"), second.answer)

    @needs()
    def test_an_exception_undoes_all_that_was_committed_inside(
        self, trial: LedgersTrial
    ) -> None:
        """Both ledgers, their journals, the answers, and one new customer."""
        ledgers = trial.ledgers
        tell(ledgers)
        before = _all_there_is(ledgers)

        def write_much() -> None:
            writer = Writer(ledgers)
            writer.write(registered("I8", "50"), received("R8", "0", "I8"), key="k1")
            writer.write(applied(8, "R8", "C2", "I8", "20"))
            writer.write(issued("C8", "10", sequence=0))
            Writer(ledgers, BETA).write(issued("B8", "10"))
            ledgers.remember(_another(ledgers, "k1", "k2"))

        _write_and_lose_heart(ledgers, write_much)

        same(_all_there_is(ledgers), before)

    @needs()
    def test_the_first_command_of_a_new_customer_is_undone_as_well(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        _write_and_lose_heart(ledgers, lambda: tell(ledgers))

        assert ledgers.load_whole(ACME).is_new
        same(tuple(ledgers.customers()), ())
        same(len(tell(ledgers)), len(CHAPTERS))

    @needs()
    def test_what_was_committed_before_stays(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        kept = Writer(ledgers).write(issued("C1", "10"), key="k1")

        _write_and_lose_heart(
            ledgers, lambda: Writer(ledgers).write(issued("C2", "10"))
        )

        same(ledgers.load_whole(ACME), kept.after)
        same(ledgers.answer("k1"), kept.answer)

    @needs()
    def test_a_block_inside_another_undoes_its_own_part_only(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        with ledgers.exclusively([ACME, BETA]):
            kept = Writer(ledgers).write(issued("C1", "10"))
            _write_and_lose_heart(
                ledgers, lambda: Writer(ledgers).write(issued("C2", "10"))
            )

        same(ledgers.load_whole(ACME), kept.after)

    @needs()
    def test_an_exception_undoes_what_was_committed_in_blocks_inside(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers

        def write_inside() -> None:
            with ledgers.exclusively([ACME]):
                Writer(ledgers).write(issued("C1", "10"))

        _write_and_lose_heart(ledgers, write_inside)

        assert ledgers.load_whole(ACME).is_new

    @needs()
    def test_a_refused_commit_inside_undoes_nothing_else(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        writer = Writer(ledgers)
        stale = writer.change(issued("C2", "10"))

        with ledgers.exclusively([ACME]):
            kept = writer.write(issued("C1", "10"))
            assert not is_successful(ledgers.commit(stale))

        same(ledgers.load_whole(ACME), kept.after)


def _another(ledgers: Ledgers, known: str, key: str) -> Answer:
    """The answer under a *known* key, as if it had been given under another."""
    answer = ledgers.answer(known)
    assert answer is not None
    return attrs.evolve(answer, key=key)
