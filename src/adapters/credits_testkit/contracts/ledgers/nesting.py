"""Blocks inside blocks: each undoes its own part."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from credits_core.ports import Ledgers

from ...orders import ACME
from ..clauses import clause
from ..differences import holds, same
from ..events_given import issued
from ..given import BETA
from ..trials import LedgersTrial
from .promises import JOINED

BOTH = (BETA, ACME)


class LostHeartError(Exception):
    """Somebody thought better of it."""


def lose_heart() -> None:
    """Think better of it."""
    raise LostHeartError


def lose_heart_after(ledgers: Ledgers, write: Callable[[], object]) -> None:
    """Hold both ledgers, write, and leave by an exception."""
    try:
        with ledgers.exclusively(BOTH):
            write()
            lose_heart()
    except LostHeartError:
        return
    holds(fact=False, otherwise="The block has swallowed the exception.")


class NestingClauses:
    """A block inside another one."""

    @clause(JOINED)
    def test_a_block_inside_another_undoes_its_own_part_only(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        with trial.ledgers.exclusively(BOTH):
            kept = pen.write(issued("C1", "10"))
            lose_heart_after(trial.ledgers, partial(pen.write, issued("C2", "10")))
            pen.ledger = kept.after
            pen.write(issued("C3", "10"))

        same(trial.stored(), pen.ledger, "what is stored")

    @clause(JOINED)
    def test_a_block_undone_first_thing_inside_another_leaves_it_open(
        self, trial: LedgersTrial
    ) -> None:
        """Nothing was written in the outer one yet, and its ledgers stay taken."""
        pen = trial.pen()
        with trial.ledgers.exclusively([ACME]):
            lose_heart_after(trial.ledgers, partial(pen.write, issued("C1", "10")))
            pen = trial.pen()
            pen.write(issued("C2", "10"))

        same(trial.stored(), pen.ledger, "what is stored")

    @clause(JOINED)
    def test_an_exception_undoes_what_was_committed_in_blocks_inside(
        self, trial: LedgersTrial
    ) -> None:
        def write_inside() -> None:
            with trial.ledgers.exclusively([ACME]):
                trial.pen().write(issued("C1", "10"))
            with trial.ledgers.exclusively([BETA]):
                trial.pen(BETA).write(issued("B1", "10"))

        lose_heart_after(trial.ledgers, write_inside)

        same(trial.stored(), trial.pen().ledger, "ACME's ledger")
        same(tuple(trial.ledgers.customers()), (), "the customers")

    @clause(JOINED)
    def test_a_block_inside_another_sees_what_that_has_written(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        with trial.ledgers.exclusively([ACME]):
            first = pen.write(issued("C1", "10"))
            with trial.ledgers.exclusively([ACME]):
                same(trial.ledgers.load_whole(ACME), first.after, "the ledger")
                pen.write(issued("C2", "10"))

        same(trial.stored(), pen.ledger, "what is stored")
