"""Numbers of JSON are the same number on both sides, to the last digit."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits_qbo.documents import parse, render

pytestmark = pytest.mark.extras

NUMBERS = st.decimals(
    min_value=-(10**15), max_value=10**15, places=2, allow_nan=False
) | st.integers(-(10**15), 10**15).map(Decimal)
DOCUMENTS = st.dictionaries(
    st.text(max_size=8),
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=20) | NUMBERS,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    max_size=4,
)


@given(DOCUMENTS)
def test_what_is_written_is_read_again(document: dict[str, object]) -> None:
    assert parse(render(document)) == document


@given(NUMBERS)
def test_another_reader_of_json_reads_the_same_number(number: Decimal) -> None:
    text = json.loads(render({"a": number}), parse_float=str, parse_int=str)["a"]

    assert Decimal(text) == number


def test_a_number_is_written_digit_for_digit() -> None:
    written = render({"a": Decimal("10.10"), "b": Decimal("9999999999999.99"), "c": 0})

    assert written == '{"a":10.10,"b":9999999999999.99,"c":0}'


@pytest.mark.parametrize("wrong", [0.1, [1.0], {"a": 2.5}])
def test_a_float_is_never_written(wrong: object) -> None:
    with pytest.raises(TypeError, match="is not exact"):
        render(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "",
        "{",
        '{"a":NaN}',
        '{"a":1e1000000}',
        '{"a":' + "9" * 41 + "}",
        '{"a":' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
)
def test_what_is_no_object_with_sensible_numbers_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)
