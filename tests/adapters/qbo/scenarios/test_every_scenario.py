"""Each of the 88 scenarios of faults has a test that is called after it."""

from __future__ import annotations

import re
from pathlib import Path

_TEST = re.compile(r"^def test((?:_(?:s|hc)\d+)+)_\w+\(", re.MULTILINE)
_HERE = Path(__file__).parents[1]

HARD_CASES = {f"hc{number}" for number in (39, 65, *range(71, 79))}


def _named() -> set[str]:
    found: set[str] = set()
    for file in _HERE.rglob("test_*.py"):
        for names in _TEST.findall(file.read_text(encoding="utf-8")):
            found.update(names.strip("_").split("_"))
    return found


def test_all_scenarios_are_tests_by_name() -> None:
    """A scenario may have several tests, and a test may be of several scenarios."""
    scenarios = {f"s{number}" for number in range(1, 89)}

    assert sorted(scenarios - _named()) == []
    assert sorted(HARD_CASES - _named()) == []


def test_a_scenario_without_a_test_would_be_missed() -> None:
    names = _TEST.findall("def test_s1_s2_it_is_so(\ndef test_s_x(\n# test_s3_x(")

    assert names == ["_s1_s2"]
