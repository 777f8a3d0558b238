"""Business dates: plain dates, in the host's time zone."""

from __future__ import annotations

from datetime import date

from ..background import at_once
from ..capabilities import Need
from ..clauses import clause
from ..differences import holds, same
from .promises import A_DATE, HOST, NEVER_BACK, TODAY
from .trial import ClockTrial


class DatesClauses:
    """What ``today`` gives."""

    @clause(A_DATE)
    def test_a_business_date_has_no_time_of_day(self, trial: ClockTrial) -> None:
        """A ``datetime`` is a ``date`` to Python, and equal to none."""
        holds(
            type(trial.clock.today()) is date,
            f"today() gives a {type(trial.clock.today()).__name__}.",
        )

    @clause(TODAY)
    def test_the_business_date_is_that_of_the_instant(self, trial: ClockTrial) -> None:
        trial.dates_well()

    @clause(TODAY, NEVER_BACK)
    def test_dates_and_instants_asked_for_in_turn_agree(
        self, trial: ClockTrial
    ) -> None:
        instants = []
        for _ in range(50):
            instants.append(trial.clock.now())
            trial.dates_well()

        same(instants, sorted(instants), "the instants")

    @clause(TODAY, needs=(Need.THREADS,))
    def test_the_business_date_is_the_same_in_every_thread(
        self, trial: ClockTrial
    ) -> None:
        before = trial.date_of(trial.clock.now())
        days = at_once([trial.clock.today] * 4)
        after = trial.date_of(trial.clock.now())

        holds(
            all(before <= day <= after for day in days),
            f"Four threads see the dates {sorted(map(str, days))}.",
        )

    @clause(TODAY, HOST, needs=(Need.PRESENT_TIME,))
    def test_all_clocks_of_the_host_have_its_time_zone(self, trial: ClockTrial) -> None:
        before = trial.clock.now()
        today = trial.another().today()
        after = trial.clock.now()

        holds(
            trial.date_of(before) <= today <= trial.date_of(after),
            f"Another clock says {today}.",
        )
