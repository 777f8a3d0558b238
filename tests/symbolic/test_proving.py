"""Symbols find what chance does not, and tell when nothing is left to find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from credits_core.rules import receive_payment
from credits_core.rules.spend import Need
from credits_testkit.gallery.replacing import replaced

from .all_cases import BY_NAME
from .cases import Case
from .proving import amounts, prove

pytestmark = pytest.mark.extras

BOUNCED = BY_NAME["a payment bounces after its invoice was lowered"]

_right_spread = receive_payment._spread


def _a_cent_too_much(needs: list[Need], minor: int) -> list[Need]:
    """The right parts, but on an invoice on which exactly 314,159.26 are due."""
    right = _right_spread(needs, minor)
    if right and right[0].minor == 31_415_926:
        return [Need(right[0].invoice_id, right[0].minor + 1), *right[1:]]
    return right


WRONG = [(receive_payment, "_spread", _a_cent_too_much)]


def test_symbols_find_the_one_total_with_which_a_rule_is_wrong() -> None:
    with replaced(WRONG):
        verdict = prove(BOUNCED, seconds=30)

    assert verdict.word == "FALSE"
    assert not verdict.proved


def test_chance_does_not_find_it() -> None:
    """That is what the symbols are for."""

    @given(amounts(BOUNCED))
    @settings(max_examples=200, derandomize=True, database=None)
    def by_chance(drawn: tuple[int, ...]) -> None:
        BOUNCED.check(*drawn)

    with replaced(WRONG):
        by_chance()


def test_the_amounts_that_break_a_case_are_told() -> None:
    def breaks(a: int, b: int) -> None:
        assert a - b != 271_828

    case = Case(name="never so far apart", check=breaks, like=(1, 1))

    verdict = prove(case, seconds=30)

    first, second = map(int, verdict.amounts)
    assert first - second == 271_828


def test_what_holds_for_every_amount_is_proved() -> None:
    case = BY_NAME["own money comes first when an invoice is raised (HC-16)"]

    verdict = prove(case, seconds=60)

    assert verdict.proved
    assert verdict.word == "proved"


def test_what_takes_too_long_is_not_proved() -> None:
    verdict = prove(BY_NAME["three credits pay one invoice, the oldest first (R11)"], 0)

    assert not verdict.proved
    assert verdict.word == "no counterexample"
