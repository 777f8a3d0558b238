"""The clauses of ``Ledgers.exclusively`` about others in other threads."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

import pytest
from returns.result import Failure, Success

from credits_core.identity import CustomerId, PaymentId
from credits_core.rejections import StaleLedger

from ..clauses import needs
from ..differences import same
from ..events_given import issued, received
from ..given import ACME, BETA, Writer
from ..trials import LedgersTrial

WAIT_SECONDS = 0.2
PATIENCE_SECONDS = 30
ROUNDS = 10


class OthersContract:
    """Keeping others out, one after another, and nobody for ever."""

    @needs()
    def test_nobody_else_changes_the_ledger_meanwhile(
        self, trial: LedgersTrial
    ) -> None:
        """Somebody else's commit waits, and is then too late."""
        ledgers = trial.ledgers
        others = trial.others
        late = Writer(ledgers).change(issued("C2", "10"))

        with ThreadPoolExecutor(1) as background:
            with ledgers.exclusively([ACME]):
                waiting = background.submit(others.commit, late)
                with pytest.raises(TimeoutError):
                    waiting.result(WAIT_SECONDS)
                mine = Writer(ledgers).write(issued("C1", "10"))
            answer = waiting.result(PATIENCE_SECONDS)

        same(answer, Failure(StaleLedger(customer_id=ACME)))
        same(ledgers.load_whole(ACME), mine.after)

    @needs()
    def test_somebody_else_waits_until_the_ledger_is_left(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        others = trial.others

        def commit_next(name: str) -> int:
            with others.exclusively([ACME]):
                return Writer(others).write(issued(name, "10")).after.version

        with ThreadPoolExecutor(4) as background:
            names = [f"C{number}" for number in range(4 * ROUNDS)]
            waiting = [background.submit(commit_next, name) for name in names]
            versions = [one.result(PATIENCE_SECONDS) for one in waiting]

        same(sorted(versions), list(range(1, 4 * ROUNDS + 1)))
        same(ledgers.load_whole(ACME).version, 4 * ROUNDS)

    @needs()
    def test_of_all_who_saw_the_same_version_one_commits(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        others = trial.others
        writer = Writer(ledgers)

        for round_number in range(ROUNDS):
            changes = [
                writer.change(issued(f"C{round_number}-{name}", "10"))
                for name in "abcd"
            ]
            with ThreadPoolExecutor(4) as background:
                waiting = [background.submit(others.commit, one) for one in changes]
                answers = [one.result(PATIENCE_SECONDS) for one in waiting]
            same(answers.count(Success(None)), 1)

        same(len(ledgers.load_whole(ACME).credits), ROUNDS)

    @needs()
    def test_ledgers_named_in_any_order_never_wait_for_one_another(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        others = trial.others

        def commit_both(customers: Collection[CustomerId], name: str) -> None:
            with others.exclusively(customers):
                for customer in customers:
                    event = received(f"{name} of {customer}", "0")
                    Writer(others, customer).write(event)

        orders = [(ACME, BETA), (BETA, ACME)]
        with ThreadPoolExecutor(2) as background:
            waiting = [
                background.submit(commit_both, orders[number % 2], f"P{number}")
                for number in range(2 * ROUNDS)
            ]
            for one in waiting:
                one.result(PATIENCE_SECONDS)

        same(ledgers.load_whole(ACME).version, 2 * ROUNDS)
        assert PaymentId("P0 of Beta") in ledgers.load_whole(BETA).payments
