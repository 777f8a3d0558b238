from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from credits_memory import HandClock, WallClock

NOON = datetime(2025, 3, 31, 12, tzinfo=UTC)


def test_a_hand_clock_stands_still() -> None:
    clock = HandClock(NOON)

    assert [clock.now(), clock.now()] == [NOON, NOON]


def test_a_hand_clock_moves_when_it_is_advanced() -> None:
    clock = HandClock(NOON)

    clock.advance(timedelta(hours=13))

    assert clock.now() == datetime(2025, 4, 1, 1, tzinfo=UTC)


def test_a_hand_clock_shows_the_date_in_utc_unless_told_another() -> None:
    assert HandClock(NOON).today() == date(2025, 3, 31)
    assert HandClock(NOON, date(2025, 4, 1)).today() == date(2025, 4, 1)


def test_the_business_date_goes_along_over_midnight() -> None:
    clock = HandClock(NOON, date(2025, 4, 1))

    clock.advance(timedelta(days=2))

    assert clock.today() == date(2025, 4, 3)


def test_a_hand_clock_can_be_set_with_its_business_date() -> None:
    clock = HandClock(NOON)

    clock.set(NOON + timedelta(hours=1), date(2025, 4, 1))

    assert (clock.now().hour, clock.today()) == (13, date(2025, 4, 1))


def test_a_hand_clock_never_goes_back() -> None:
    clock = HandClock(NOON)

    with pytest.raises(ValueError, match="never goes back"):
        clock.set(NOON - timedelta(seconds=1))

    assert clock.now() == NOON


@pytest.mark.parametrize(
    "instant",
    [NOON.replace(tzinfo=None), NOON.astimezone(timezone(timedelta(hours=2)))],
)
def test_a_hand_clock_wants_an_aware_instant_in_utc(instant: datetime) -> None:
    with pytest.raises(ValueError, match="aware instant in UTC"):
        HandClock(instant)


def test_the_wall_clock_takes_the_business_date_from_its_zone() -> None:
    """Fourteen hours ahead and ten hours behind never share a date."""
    east = WallClock(timezone(timedelta(hours=14))).today()
    west = WallClock(timezone(timedelta(hours=-10))).today()

    assert east - west == timedelta(days=1)
