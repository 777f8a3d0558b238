"""Instants: aware, in UTC, and never going back."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import attrs

from credits_core.decide import decide
from credits_core.entry import Answer
from credits_core.wire import answer_from, answer_json

from ...occasions import occasion
from ...orders import grant
from ...telling import EMPTY
from ..background import Doing, at_once
from ..capabilities import Need
from ..clauses import clause
from ..differences import holds, same
from ..events_given import issued
from ..given import change_of
from .promises import HOST, NEVER_BACK, PRESENT
from .trial import RUNNING_ON, ClockTrial

READINGS = 500
THREADS, PRESENT_TIME = (Need.THREADS,), (Need.PRESENT_TIME,)


class InstantsClauses:
    """What ``now`` gives."""

    @clause(PRESENT)
    def test_an_instant_is_aware_and_in_utc(self, trial: ClockTrial) -> None:
        now = trial.clock.now()

        same(now.utcoffset(), timedelta(0), "the offset from UTC")

    @clause(PRESENT)
    def test_an_instant_is_kept_by_a_journal_as_it_is(self, trial: ClockTrial) -> None:
        """Written as data and read again, it is the same to the microsecond."""
        change = change_of(EMPTY, issued("C1", "10"))
        entry = attrs.evolve(
            change.entry, at=trial.clock.now(), today=trial.clock.today()
        )
        answer = Answer(key="k", fingerprint="f", outcome=entry)

        same(answer_from(answer_json(answer)), answer, "what was written")

    @clause(HOST)
    def test_a_command_is_dated_by_the_clock(self, trial: ClockTrial) -> None:
        """A credit without a date of its own is effective on the business date."""
        now, today = trial.clock.now(), trial.clock.today()
        when = attrs.evolve(occasion(), at=now, today=today)

        after = decide(EMPTY, grant("C1", 10), when).unwrap().after

        dates = [credit.effective_date for credit in after.credits.values()]
        same(dates, [today], "the effective date")

    @clause(NEVER_BACK)
    def test_an_instant_is_never_earlier_than_the_one_before(
        self, trial: ClockTrial
    ) -> None:
        instants = [trial.clock.now() for _ in range(READINGS)]

        same(instants, sorted(instants), "the instants")

    @clause(NEVER_BACK, needs=THREADS)
    def test_an_instant_in_another_thread_is_not_earlier_either(
        self, trial: ClockTrial
    ) -> None:
        """Read here, then there, then here again."""
        instants: list[datetime] = []
        for _ in range(10):
            instants.append(trial.clock.now())
            instants.append(Doing(trial.clock.now).result())

        same(instants, sorted(instants), "the instants")

    @clause(NEVER_BACK, needs=THREADS)
    def test_threads_that_read_at_once_are_never_set_back(
        self, trial: ClockTrial
    ) -> None:
        """None of four sees an instant earlier than what any had seen before it."""
        seen: list[datetime] = []

        def read() -> bool:
            goes_on = True
            for _ in range(READINGS):
                latest = seen[-1] if seen else None
                now = trial.clock.now()
                goes_on = goes_on and (latest is None or latest <= now)
                seen.append(now)
            return goes_on

        same(at_once([read] * 4), [True] * 4, "whether no thread was set back")

    @clause(PRESENT, needs=PRESENT_TIME)
    def test_the_present_instant_is_that_of_the_machine(
        self, trial: ClockTrial
    ) -> None:
        before = datetime.now(UTC)
        now = trial.clock.now()
        after = datetime.now(UTC)

        holds(
            before - RUNNING_ON <= now <= after + RUNNING_ON,
            f"The clock shows {now} while the machine shows {after}.",
        )

    @clause(PRESENT, needs=PRESENT_TIME)
    def test_time_goes_on(self, trial: ClockTrial) -> None:
        before = trial.clock.now()
        time.sleep(0.05)
        after = trial.clock.now()

        passed = after - before
        holds(
            timedelta(milliseconds=20) <= passed <= RUNNING_ON,
            f"Of 50 milliseconds, {passed} passed on the clock.",
        )

    @clause(HOST, PRESENT, needs=PRESENT_TIME)
    def test_all_clocks_of_the_host_show_the_same_time(self, trial: ClockTrial) -> None:
        apart = trial.another().now() - trial.clock.now()

        holds(abs(apart) <= RUNNING_ON, f"Two clocks are {apart} apart.")
        same(trial.another().now().utcoffset(), timedelta(0), "the offset from UTC")
