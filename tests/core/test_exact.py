"""Exact numbers: read as they are written, added without loss, shared fairly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits_core.exact import NONE, QUANTITY_MAX_MICROS, Quantity, scaled, share_of

HALF_MAX = QUANTITY_MAX_MICROS // 2

counts = st.integers(-HALF_MAX, HALF_MAX).map(Quantity)
minors = st.integers(0, 10**12)
pieces = st.lists(st.integers(1, 50), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("written", "places", "whole"),
    [
        ("10.05", 2, 1005),
        ("-10.05", 2, -1005),
        ("1.500", 2, 150),
        ("1e3", 2, 100_000),
        ("  7  ", 2, 700),
        ("0.000", 0, 0),
        (7, 3, 7000),
        (-7, 0, -7),
        (Decimal("1.20"), 1, 12),
        (10**20, 0, 10**20),
    ],
)
def test_a_number_is_read_as_it_is_written(
    written: str | int | Decimal, places: int, whole: int
) -> None:
    assert scaled(written, places=places) == whole


@given(st.integers(-(10**25), 10**25), st.integers(0, 4))
def test_zeros_at_the_end_change_nothing(whole: int, zeros: int) -> None:
    """12, 12.0 and 12.0000 are the same 1200 cents."""
    written = f"{whole}.{'0' * zeros}" if zeros else str(whole)

    assert scaled(written, places=2) == whole * 100


@pytest.mark.parametrize(
    ("micros", "text"),
    [
        (0, "0"),
        (2_500_000, "2.5"),
        (-2_500_000, "-2.5"),
        (1, "0.000001"),
        (-10, "-0.00001"),
        (120_000_000, "120"),
    ],
)
def test_a_quantity_is_written_as_short_as_possible(micros: int, text: str) -> None:
    assert str(Quantity(micros)) == text


@given(st.integers(-QUANTITY_MAX_MICROS, QUANTITY_MAX_MICROS).map(Quantity))
def test_a_quantity_is_read_as_it_was_written(quantity: Quantity) -> None:
    assert Quantity.of(str(quantity)) == quantity


@given(counts, counts)
def test_what_is_added_can_be_taken_away(one: Quantity, other: Quantity) -> None:
    assert one + other - other == one
    assert one + other == other + one
    assert NONE - one + one == NONE


@given(counts, counts)
def test_quantities_are_ordered_by_what_they_are(
    one: Quantity, other: Quantity
) -> None:
    assert (one < other) == (one.micros < other.micros)


def test_half_a_cent_goes_up() -> None:
    """1 of 2 pieces for 0.01 is 0.01, and the other one is then 0.00."""
    assert share_of(1, Quantity.of(1), Quantity.of(2)) == 1


@given(minors, pieces)
def test_all_shares_together_are_the_whole(value: int, parts: list[int]) -> None:
    """Differences of cumulative shares lose nothing and invent nothing (HC-54)."""
    whole = Quantity.of(sum(parts))

    shares: list[int] = []
    for part in range(1, len(parts) + 1):
        upto = share_of(value, Quantity.of(sum(parts[:part])), whole)
        shares.append(upto - sum(shares))

    assert sum(shares) == value
    assert min(shares) >= 0


@given(minors, pieces)
def test_no_share_is_a_cent_off(value: int, parts: list[int]) -> None:
    """Each is less than a whole cent away from its exact part."""
    part, whole = parts[0], sum(parts)

    share = share_of(value, Quantity.of(part), Quantity.of(whole))

    assert abs(share * whole - value * part) * 2 <= whole
