"""What must not be possible raises, or is refused with its code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits_core.decide import Decision
from credits_core.ledger import Ledger
from credits_testkit.chances import Situation
from credits_testkit.occasions import occasion
from credits_testkit.strategies import ledgers
from credits_testkit.strategies.impossible import (
    Impossible,
    impossible_amounts,
    impossible_commands,
    impossible_instants,
    impossible_rights,
    impossible_texts,
    impossible_values,
    refused_commands,
)
from credits_testkit.strategies.impossible_shapes import SHAPES, Shape
from credits_testkit.telling import outcome


@pytest.mark.parametrize(
    "values",
    [
        impossible_amounts(),
        impossible_texts(),
        impossible_instants(),
        impossible_rights(),
        impossible_commands(),
        impossible_values(),
    ],
    ids=["amounts", "texts", "instants", "rights", "commands", "all"],
)
def test_what_is_impossible_cannot_be_built(
    values: st.SearchStrategy[Impossible],
) -> None:
    @given(values)
    def cannot_be_built(one: Impossible) -> None:
        with pytest.raises(one.raises) as raised:
            one.build()
        assert type(raised.value) is one.raises

    cannot_be_built()


@pytest.mark.parametrize(
    "shape", SHAPES, ids=lambda one: f"{one.kind.__name__}: {one.why}"
)
def test_a_command_of_that_shape_raises(shape: Shape) -> None:
    with pytest.raises(shape.raises):
        shape.build()


@given(ledgers(min_invoices=1), st.data())
def test_a_mistake_is_refused_with_its_code(
    ledger: Ledger, data: st.DataObject
) -> None:
    today = occasion(ledger.version).today
    mistake = data.draw(refused_commands(Situation(ledger=ledger, today=today)))

    refused = outcome(ledger, mistake.command, ledger.version)

    assert not isinstance(refused, Decision)
    assert refused.code == mistake.code
