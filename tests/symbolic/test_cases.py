"""No amounts break what is said of arithmetic, allocation and the scripts.

Here Hypothesis tries some amounts; ``make symbolic`` goes through all of them.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .all_cases import CASES
from .cases import LARGEST, Case
from .playing import play
from .scripts import SCRIPTS, Script

BY_NAME = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


@pytest.mark.parametrize("script", SCRIPTS, ids=[one.name for one in SCRIPTS])
def test_everything_in_a_script_can_happen(script: Script) -> None:
    _, refused = play(script, *script.like)

    assert refused == []


@BY_NAME
def test_the_amounts_that_a_case_is_told_with_do_not_break_it(case: Case) -> None:
    case.check(*case.like)


@BY_NAME
@given(st.data())
@settings(max_examples=15)
def test_no_amounts_break_it(case: Case, data: st.DataObject) -> None:
    small, any_size = st.integers(case.least, 9), st.integers(case.least, LARGEST)
    size = data.draw(st.sampled_from([small, any_size]))

    case.check(*(data.draw(size) for _ in case.like))
