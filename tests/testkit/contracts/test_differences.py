"""Where two values differ, in words."""

from __future__ import annotations

import pytest

from credits_core.money import Money
from credits_testkit.contracts.differences import differences, holds, same
from credits_testkit.contracts.events_given import issued, registered

STRANGE = "which does not belong there"


@pytest.mark.parametrize(
    ("told", "wanted", "words"),
    [
        (1, 2, ["it is 1 instead of 2"]),
        (1, "1", ["it is 1 instead of '1'"]),
        ([1, 2], [1, 3], ["it[1] is 2 instead of 3"]),
        ([1], [1, 2], ["it has 1 values instead of 2"]),
        ((1,), [1], ["it is (1,) instead of [1]"]),
        ({"a": 1}, {"a": 2}, ["it['a'] is 1 instead of 2"]),
        (
            {"a": 1},
            {"b": 1},
            ["it lacks 'b'", f"it has 'a', {STRANGE}"],
        ),
        ({1}, {2}, ["it lacks 2", f"it has 1, {STRANGE}"]),
        (Money(1, "USD"), Money(2, "USD"), ["it.minor is 1 instead of 2"]),
        (
            None,
            Money(2, "USD"),
            ["it is None instead of Money(minor=2, currency='USD')"],
        ),
        (7, 7, []),
    ],
)
def test_a_difference_is_told_where_it_is(
    told: object, wanted: object, words: list[str]
) -> None:
    assert list(differences(told, wanted, "it")) == words


def test_a_difference_deep_inside_is_told_by_its_path() -> None:
    told, wanted = registered("I1", "10", lines=2), registered("I1", "11", lines=2)

    found = list(differences(told, wanted))

    assert found == [
        "total.minor is 1000 instead of 1100",
        "lines[0].amount.minor is 1000 instead of 1100",
    ]


def test_only_the_first_differences_are_shown() -> None:
    with pytest.raises(AssertionError) as caught:
        same(list(range(9)), list(range(1, 10)), "the numbers")

    assert str(caught.value) == (
        "the numbers[0] is 0 instead of 1; the numbers[1] is 1 instead of 2;"
        " the numbers[2] is 2 instead of 3; and more"
    )


def test_a_long_value_is_cut_short() -> None:
    (told,) = differences("x" * 999, "y", "it")

    assert len(told) < 200
    assert "..." in told


def test_values_that_are_the_same_pass() -> None:
    same(issued("C1", "10"), issued("C1", "10"))
    holds(fact=True, otherwise="Never.")


def test_what_does_not_hold_is_told_in_the_words_given() -> None:
    with pytest.raises(AssertionError, match=r"^It rains$"):
        holds(fact=False, otherwise="It rains")


def test_values_that_are_equal_to_nothing_differ_all_the_same() -> None:
    nan = float("nan")

    with pytest.raises(AssertionError, match="it is nan instead of nan"):
        same([nan][0], nan * 1, "it")
