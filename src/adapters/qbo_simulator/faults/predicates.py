"""Conditions on the body of a request, as data that JSON can hold.

``{"at": "Line.0.Amount", "is": 25}``, ``{"all": [...]}``, ``{"any": [...]}`` and
``{"not": {...}}``; a condition is one of ``is``, ``contains``, ``exists``, ``above``
and ``below``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

Condition: TypeAlias = Mapping[str, Any]

MISSING: Final = object()
JOINTS: Final = frozenset({"all", "any", "not"})
TESTS: Final = frozenset({"is", "contains", "exists", "above", "below"})


def check(condition: Any) -> None:
    """Raise ``ValueError`` with a sentence if this is not a condition."""
    if not isinstance(condition, Mapping):
        raise ValueError("A condition is an object.")
    names = set(condition)
    if len(names) == 1 and names <= JOINTS:
        _check_joint(condition)
    elif not (names <= TESTS | {"at"} and "at" in names and len(names) == 2):
        known = ", ".join(sorted(TESTS))
        raise ValueError(f"A condition has 'at' and one of {known}.")
    elif not isinstance(condition["at"], str):
        raise ValueError("'at' is a path such as Line.0.Amount.")


def holds(condition: Condition, body: Any) -> bool:
    """Whether the body of a request meets a condition that was checked."""
    if "all" in condition:
        return all(holds(each, body) for each in condition["all"])
    if "any" in condition:
        return any(holds(each, body) for each in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], body)
    found = _at(body, condition["at"])
    [(test, wanted)] = [item for item in condition.items() if item[0] != "at"]
    return _passes(test, found, wanted)


def _check_joint(condition: Condition) -> None:
    [(joint, inside)] = condition.items()
    if joint == "not":
        check(inside)
        return
    if not isinstance(inside, list):
        raise ValueError(f"'{joint}' holds a list of conditions.")
    for each in inside:
        check(each)


def _at(body: Any, path: str) -> Any:
    found = body
    for step in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(step, MISSING)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return MISSING
    return found


def _passes(test: str, found: Any, wanted: Any) -> bool:
    if test == "exists":
        return (found is not MISSING) == bool(wanted)
    if test == "is":
        return bool(found == wanted)
    if test == "contains":
        return isinstance(found, str) and str(wanted) in found
    both = isinstance(found, int | float) and isinstance(wanted, int | float)
    return both and (found > wanted if test == "above" else found < wanted)
