"""Others in other threads: kept out, one after another, and nobody for ever."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from functools import partial

from returns.result import Failure, Success

from credits_core.identity import CustomerId
from credits_core.rejections import StaleLedger

from ...orders import ACME
from ..background import Doing, at_once
from ..capabilities import Need
from ..clauses import clause
from ..differences import holds, same
from ..events_given import issued, received
from ..given import BETA, Writer
from ..trials import LedgersTrial
from .nesting import LostHeartError, lose_heart
from .promises import KEPT_OUT, NEXT_IN_LINE, ONE_ORDER, TOGETHER

ROUNDS = 10
THREADS = (Need.THREADS,)
LATE = Failure(StaleLedger(customer_id=ACME))


class OthersClauses:
    """Somebody else who wants the same ledgers at the same time."""

    @clause(KEPT_OUT, needs=THREADS)
    def test_nobody_else_changes_the_ledger_meanwhile(
        self, trial: LedgersTrial
    ) -> None:
        """Somebody else's commit waits, and is then too late."""
        pen = trial.pen()
        late = pen.change(issued("C2", "10"))

        with trial.ledgers.exclusively([ACME]):
            waiting = Doing(partial(trial.others.commit, late))
            holds(waiting.is_waiting, "Somebody else's commit did not wait.")
            mine = pen.write(issued("C1", "10"))

        same(waiting.result(), LATE, "commit(...) of somebody else")
        same(trial.stored(), mine.after, "what is stored")

    @clause(KEPT_OUT, needs=THREADS)
    def test_nobody_else_takes_a_ledger_that_is_taken(
        self, trial: LedgersTrial
    ) -> None:
        """Not alone, and not among others; once it is left, they do."""

        def take(*customers: CustomerId) -> None:
            with trial.others.exclusively(customers):
                pass

        with trial.ledgers.exclusively([ACME]):
            waiting = [Doing(partial(take, ACME)), Doing(partial(take, BETA, ACME))]
            holds(all(one.is_waiting for one in waiting), "Somebody did not wait.")

        same([one.result() for one in waiting], [None, None], "what came of it")

    @clause(KEPT_OUT, needs=THREADS)
    def test_a_customer_nobody_has_heard_of_is_kept_as_well(
        self, trial: LedgersTrial
    ) -> None:
        """Beta's ledger begins with the block's command, not with the other one."""
        pen = trial.pen(BETA)
        late = pen.change(issued("B2", "10"))

        with trial.ledgers.exclusively([BETA]):
            waiting = Doing(partial(trial.others.commit, late))
            holds(waiting.is_waiting, "Somebody else's commit did not wait.")
            pen.write(issued("B1", "10"))

        stale = Failure(StaleLedger(customer_id=BETA))
        same(waiting.result(), stale, "commit(...) of somebody else")

    @clause(NEXT_IN_LINE, needs=THREADS)
    def test_whoever_waited_goes_on_from_what_was_written(
        self, trial: LedgersTrial
    ) -> None:
        """Forty commands, each decided on what the one before it left."""

        def commit_next(name: str) -> int:
            with trial.others.exclusively([ACME]):
                return Writer(trial.others).write(issued(name, "10")).after.version

        versions: list[int] = []
        for number in range(ROUNDS):
            names = [f"C{number}-{letter}" for letter in "abcd"]
            versions += at_once([partial(commit_next, name) for name in names])

        same(sorted(versions), list(range(1, 4 * ROUNDS + 1)), "the versions")
        same(trial.stored().version, 4 * ROUNDS, "the version stored")

    @clause(NEXT_IN_LINE, needs=THREADS)
    def test_a_ledger_left_by_an_exception_can_be_taken_by_others(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        with suppress(LostHeartError), trial.ledgers.exclusively([ACME]):
            pen.write(issued("C1", "10"))
            lose_heart()

        change = trial.pen().change(issued("C2", "7"))
        same(Doing(partial(trial.others.commit, change)).result(), Success(None))
        same(trial.stored(), change.after, "what is stored")

    @clause(ONE_ORDER, needs=THREADS)
    def test_ledgers_named_in_any_order_never_wait_for_one_another(
        self, trial: LedgersTrial
    ) -> None:
        def commit_both(customers: Collection[CustomerId], name: str) -> None:
            with trial.others.exclusively(customers):
                for customer in customers:
                    event = received(f"{name} of {customer}", "0")
                    Writer(trial.others, customer).write(event)

        for number in range(ROUNDS):
            ways = ((ACME, BETA), (BETA, ACME))
            at_once([partial(commit_both, way, f"P{number}-{way[0]}") for way in ways])

        same(trial.stored().version, 2 * ROUNDS, "ACME's version")
        same(trial.stored(BETA).version, 2 * ROUNDS, "Beta's version")

    @clause(TOGETHER, needs=THREADS)
    def test_nobody_else_sees_a_block_before_it_is_left(
        self, trial: LedgersTrial
    ) -> None:
        """Whoever looks meanwhile sees nothing of it, or waits until it is left."""
        pen = trial.pen()

        def look() -> tuple[int, int, object]:
            version = trial.others.load_whole(ACME).version
            entries = len(tuple(trial.others.journal(ACME)))
            return version, entries, trial.others.answer("k1")

        with trial.ledgers.exclusively([ACME]):
            pen.write(issued("C1", "10"), key="k1")
            looking = Doing(look)
            if not looking.is_waiting:
                same(looking.result(), (0, 0, None), "what somebody else saw")
            pen.write(issued("C2", "10"))

        looking.result()
        after = Doing(look).result()
        same(after[:2], (2, 2), "what somebody else sees afterwards")
