"""A clock that can be set: what it shows, and that it never goes back."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from ..capabilities import Need
from ..clauses import clause
from ..differences import holds, same
from .promises import A_DATE, NEVER_BACK, PRESENT, TODAY
from .trial import RUNNING_ON, ClockTrial

SET = (Need.TIME_TRAVEL,)
A_LITTLE = 2 * RUNNING_ON
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Leaps = list[int]


def leaps() -> st.SearchStrategy[Leaps]:
    """Leaps ahead in seconds: most are short, some are of months."""
    seconds = st.one_of(st.integers(0, 7200), st.integers(0, 90 * 86_400))
    return st.lists(seconds, min_size=1, max_size=12)


class TravellingClauses:
    """What is shown after the clock was set."""

    @clause(PRESENT, needs=SET)
    def test_a_clock_shows_the_instant_it_was_set_to(self, trial: ClockTrial) -> None:
        """To the microsecond, and years ahead."""
        instant = trial.clock.now() + timedelta(days=1000, microseconds=123_457)

        trial.set(instant)

        trial.shows(instant)
        same(trial.clock.now().utcoffset(), timedelta(0), "the offset from UTC")

    @clause(PRESENT, needs=SET)
    def test_a_clock_may_be_set_again_and_again(self, trial: ClockTrial) -> None:
        start = trial.clock.now()
        for hours in range(1, 50, 7):
            trial.set(start + hours * HOUR)
            trial.shows(start + hours * HOUR)

    @clause(NEVER_BACK, needs=SET)
    def test_a_clock_that_is_set_back_never_shows_an_earlier_instant(
        self, trial: ClockTrial
    ) -> None:
        """It may refuse to be set back, or stand still until it is overtaken."""
        trial.set(trial.clock.now() + DAY)
        latest = trial.clock.now()

        with suppress(ValueError):
            trial.set(latest - HOUR)

        now = trial.clock.now()
        holds(latest <= now, f"The clock shows {now} after it showed {latest}.")
        trial.dates_well()

    @clause(NEVER_BACK, needs=SET)
    def test_a_clock_that_was_set_back_can_be_set_ahead_again(
        self, trial: ClockTrial
    ) -> None:
        latest = trial.clock.now() + DAY
        trial.set(latest)
        with suppress(ValueError):
            trial.set(latest - HOUR)

        trial.set(latest + HOUR)

        trial.shows(latest + HOUR)

    @clause(A_DATE, TODAY, needs=SET)
    def test_the_business_date_changes_at_midnight_and_not_before(
        self, trial: ClockTrial
    ) -> None:
        midnight = trial.midnight(days=2)

        trial.set(midnight - A_LITTLE)
        before = trial.clock.today()
        trial.set(midnight)

        told = (before, trial.clock.today())
        same(told, (trial.date_of(midnight) - DAY, trial.date_of(midnight)), "dates")

    @clause(A_DATE, TODAY, needs=SET)
    def test_the_business_date_stays_the_same_all_day(self, trial: ClockTrial) -> None:
        """Also over midnight in UTC, if that is at another hour."""
        midnight = trial.midnight(days=3)
        wanted = trial.date_of(midnight)
        for hours in range(22):
            trial.set(midnight + hours * HOUR)
            same(trial.clock.today(), wanted, f"the date {hours} hours after midnight")

    @clause(A_DATE, needs=SET)
    def test_the_business_date_goes_over_the_end_of_years_and_leap_days(
        self, trial: ClockTrial
    ) -> None:
        year = 4 * (trial.clock.now().year // 4) + 8
        for day in (date(year - 1, 12, 31), date(year, 2, 28)):
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=trial.zone)
            for days in range(3):
                trial.set(noon + days * DAY)
                same(trial.clock.today(), day + days * DAY, "the business date")

    @clause(TODAY, PRESENT, NEVER_BACK, needs=SET, drawn=leaps)
    def test_after_any_leaps_instants_and_dates_are_right(
        self, trial: ClockTrial, leaps: Leaps
    ) -> None:
        """Wherever the zone has its clocks changed."""
        instant = trial.clock.now().astimezone(UTC)
        for seconds in leaps:
            instant += timedelta(seconds=seconds)
            trial.set(instant)
            trial.shows(instant)
            trial.dates_well()
            instant = trial.clock.now()
