"""Several who want the same at the same time: one of them gets it."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial

from returns.result import Failure, Success

from credits_core.identity import CreditId, CustomerId
from credits_core.ports import GaveWayError
from credits_core.rejections import StaleLedger

from ...orders import ACME
from ..background import GLANCE_SECONDS, at_once
from ..capabilities import Need
from ..clauses import clause
from ..differences import holds, same
from ..events_given import issued
from ..given import BETA, refused_answer
from ..trials import LedgersTrial
from .promises import GIVES_WAY, STALE, STORED

ROUNDS = 10
THREADS = (Need.THREADS,)
LATE = Failure(StaleLedger(customer_id=ACME))


class RacingClauses:
    """Commits at the same moment, without a block."""

    @clause(STALE, STORED, needs=THREADS)
    def test_of_all_who_saw_the_same_version_one_commits(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        for round_number in range(ROUNDS):
            changes = [
                pen.change(issued(f"C{round_number}-{name}", "10")) for name in "abcd"
            ]
            answers = at_once([partial(trial.others.commit, one) for one in changes])
            told = (answers.count(Success(None)), answers.count(LATE))
            same(told, (1, 3), "how many committed, how many were too late")
            pen.ledger = changes[answers.index(Success(None))].after

        same(trial.stored(), pen.ledger, "what is stored")

    @clause(STALE, STORED, needs=THREADS)
    def test_of_two_customers_who_want_one_id_at_once_one_gets_it(
        self, trial: LedgersTrial
    ) -> None:
        pens = [trial.pen(), trial.pen(BETA)]
        for number in range(ROUNDS):
            changes = [pen.change(issued(f"C{number}", "10")) for pen in pens]
            answers = at_once([partial(trial.others.commit, one) for one in changes])
            same(answers.count(Success(None)), 1, "how many got the id")
            winner = answers.index(Success(None))
            pens[winner].ledger = changes[winner].after

        same([trial.stored(), trial.stored(BETA)], [pen.ledger for pen in pens])
        owned = [CreditId(f"C{number}") for number in range(ROUNDS)]
        found = [*trial.stored().credits, *trial.stored(BETA).credits]
        same(sorted(found), sorted(owned), "the credits of both")

    @clause(STALE, STORED, needs=THREADS)
    def test_of_two_commands_with_one_key_at_once_one_is_carried_out(
        self, trial: LedgersTrial
    ) -> None:
        pens = [trial.pen(), trial.pen(BETA)]
        for number in range(ROUNDS):
            key = f"key-{number}"
            changes = [
                pen.change(issued(f"{key} of {pen.ledger.customer_id}", "10"), key=key)
                for pen in pens
            ]
            answers = at_once([partial(trial.others.commit, one) for one in changes])
            same(answers.count(Success(None)), 1, "how many were carried out")
            winner = answers.index(Success(None))
            pens[winner].ledger = changes[winner].after
            same(trial.ledgers.answer(key), changes[winner].answer, "the answer")

        same([trial.stored(), trial.stored(BETA)], [pen.ledger for pen in pens])

    @clause(GIVES_WAY, needs=THREADS)
    def test_of_two_blocks_that_hold_each_other_up_one_gives_way_if_any(
        self, trial: LedgersTrial
    ) -> None:
        """Each keeps the key that the other wants next, if both get that far."""
        meeting = threading.Barrier(2, timeout=GLANCE_SECONDS)

        def remember_both(customer: CustomerId, first: str, second: str) -> bool:
            try:
                with trial.others.exclusively([customer]):
                    trial.others.remember(refused_answer(first))
                    with suppress(threading.BrokenBarrierError):
                        meeting.wait()
                    trial.others.remember(refused_answer(second))
            except GaveWayError:
                return False
            return True

        ways = ((ACME, "k1", "k2"), (BETA, "k2", "k1"))
        finished = at_once([partial(remember_both, *way) for way in ways])

        holds(any(finished), "Both blocks gave way.")
        told = [trial.ledgers.answer(key) for key in ("k1", "k2")]
        same(told, [refused_answer(key) for key in ("k1", "k2")], "the answers")
