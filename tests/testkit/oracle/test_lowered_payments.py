"""However far a payment is lowered, core and oracle take the same back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from credits_core.commands import Command
from credits_testkit.occasions import occasion
from credits_testkit.orders import exact, invoice, pay, repay

from .voices import TwoVoices

few = st.integers(1, 3)


@st.composite
def stories(draw: st.DrawFn) -> list[Command]:
    """P1 overpays A; its credit pays some invoices on which others put money too."""
    own = draw(few)
    bills: list[int] = draw(st.lists(few, min_size=2, max_size=3))
    names = [f"I{number}" for number in range(len(bills))]
    story: list[Command] = [
        invoice("A", own),
        pay("P1", own + sum(bills) + draw(st.integers(0, 2)), "A"),
    ]
    story += [invoice(name, minor) for name, minor in zip(names, bills, strict=True)]
    order = draw(st.permutations(names))
    by_credit = sum(bills) - draw(st.integers(0, 1))
    story.append(pay("P2", draw(few), *order, credits=exact(by_credit)))
    lowered = draw(st.integers(1, own + sum(bills)))
    return [*story, repay("P1", lowered)]


@given(stories())
def test_they_take_back_the_same_uses_and_serve_the_same_invoices(
    story: list[Command],
) -> None:
    voices = TwoVoices.of()

    for day, command in enumerate(story):
        assert voices.tell(command, occasion(day)) == (), command
