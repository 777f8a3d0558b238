"""Every hard case of the core, and every rule of order, has a test of its name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

HARD_CASES = {*range(1, 71), 79, 80}
"""71 to 78 belong to the synchronisation, which has tests of its own."""

RULES_OF_ORDER = set(range(1, 12))


def _names() -> list[str]:
    return [
        node.name
        for path in sorted(Path(__file__).parent.glob("test_*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    ]


def _numbers(pattern: str) -> set[int]:
    found = (re.match(pattern, name) for name in _names())
    return {int(match[1]) for match in found if match}


def test_every_hard_case_of_the_core_is_here() -> None:
    assert _numbers(r"test_hc(\d\d)_") == HARD_CASES


def test_every_rule_of_order_is_here() -> None:
    assert _numbers(r"test_order_3_(\d+)_") == RULES_OF_ORDER
