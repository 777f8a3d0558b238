"""Money: exact in every currency, written and read again without a change."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits_core.currencies import MINOR_PLACES
from credits_core.money import AMOUNT_MAX_MINOR, Money

STORABLE_MAX = 2**63 - 1
HALF_MAX = STORABLE_MAX // 2

currencies = st.sampled_from(sorted(MINOR_PLACES))
storable = st.builds(Money, st.integers(-STORABLE_MAX, STORABLE_MAX), currencies)
minors = st.integers(-HALF_MAX, HALF_MAX)


@pytest.mark.parametrize(
    ("amount", "currency", "minor", "text"),
    [
        ("10.05", "USD", 1005, "10.05 USD"),
        ("10.5", "EUR", 1050, "10.50 EUR"),
        ("-0.07", "USD", -7, "-0.07 USD"),
        (10, "USD", 1000, "10.00 USD"),
        (Decimal("0.10"), "USD", 10, "0.10 USD"),
        ("1050", "JPY", 1050, "1050 JPY"),
        ("-1050", "JPY", -1050, "-1050 JPY"),
        ("1.234", "KWD", 1234, "1.234 KWD"),
        ("0", "KWD", 0, "0.000 KWD"),
    ],
)
def test_each_currency_has_its_own_decimals(
    amount: str | int | Decimal, currency: str, minor: int, text: str
) -> None:
    money = Money.of(amount, currency)

    assert money == Money(minor, currency)
    assert str(money) == text


@given(storable)
def test_what_figures_wrote_is_read_again(money: Money) -> None:
    """Sums may be larger than any single amount from outside."""
    assert Money.stored(money.figures, money.currency) == money
    assert str(money) == f"{money.figures} {money.currency}"


@pytest.mark.parametrize("currency", ["JPY", "USD", "KWD"])
def test_the_largest_amount_from_outside_is_in_minor_units(currency: str) -> None:
    largest = Money(AMOUNT_MAX_MINOR, currency)

    assert Money.of(largest.figures, currency) == largest
    with pytest.raises(ValueError, match="above the largest amount"):
        Money.of(Money(AMOUNT_MAX_MINOR + 1, currency).figures, currency)


def test_what_nobody_could_have_stored_is_not_read() -> None:
    with pytest.raises(ValueError, match="currency"):
        Money.stored("1", "XXX")
    with pytest.raises(ValueError, match="larger"):
        Money.stored(str(10**20), "JPY")


@given(currencies, minors, minors)
def test_money_adds_up_like_whole_numbers(currency: str, one: int, two: int) -> None:
    first, second = Money(one, currency), Money(two, currency)

    assert first + second == Money(one + two, currency)
    assert first - second == Money(one - two, currency)
    assert first - second == first + -second
    assert first + first.zero == first


@given(currencies, minors, minors)
def test_money_is_ordered_like_whole_numbers(currency: str, one: int, two: int) -> None:
    first, second = Money(one, currency), Money(two, currency)

    orders = (first < second, first <= second, first > second, first >= second)

    assert orders == (one < two, one <= two, one > two, one >= two)
    assert (first == second) == (one == two)
    assert min(first, second) == Money(min(one, two), currency)


@given(storable)
def test_only_more_than_nothing_is_positive(money: Money) -> None:
    assert money.is_positive == (money > money.zero)
    assert bool(money) == (money != money.zero)


@pytest.mark.parametrize("compare", ["__lt__", "__le__", "__gt__", "__ge__"])
def test_dollars_are_neither_more_nor_less_than_euros(compare: str) -> None:
    """Whoever compares them made a mistake; only "the same?" has an answer: no."""
    dollar, euro = Money(1, "USD"), Money(1, "EUR")

    with pytest.raises(ValueError, match="different currencies"):
        getattr(dollar, compare)(euro)
    assert dollar != euro


def test_two_currencies_are_never_taken_from_one_another() -> None:
    with pytest.raises(ValueError, match="different currencies"):
        _ = Money(1, "USD") - Money(1, "EUR")
