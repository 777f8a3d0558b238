"""However far another system lowers a credit, both take the same uses back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits_core.commands import Command
from credits_core.identity import CreditId
from credits_core.policy import Differences, Policy
from credits_testkit.occasions import occasion
from credits_testkit.orders import exact, grant, invoice, pay
from tests.core.remote_orders import credit_is

from .voices import TwoVoices

few = st.integers(1, 3)


@st.composite
def stories(draw: st.DrawFn) -> list[Command]:
    """C pays invoices together with cash, which may be more than is due."""
    bills: list[int] = draw(st.lists(few, min_size=2, max_size=3))
    names = [f"I{number}" for number in range(len(bills))]
    story: list[Command] = [
        invoice(name, minor) for name, minor in zip(names, bills, strict=True)
    ]
    story.append(grant("C", sum(bills)))
    by_credit = draw(st.integers(1, sum(bills)))
    order = draw(st.permutations(names))
    story.append(pay("P", draw(few), *order, credits=exact(by_credit)))
    told = draw(st.integers(0, sum(bills)))
    return [*story, credit_is(told, CreditId("C"))]


@pytest.mark.parametrize("differences", Differences)
@given(story=stories())
def test_own_money_serves_between_one_use_and_the_next(
    differences: Differences, story: list[Command]
) -> None:
    voices = TwoVoices.of(policy=Policy(remote_differences=differences))

    for day, command in enumerate(story):
        assert voices.tell(command, occasion(day, voices.oracle.policy)) == (), command
