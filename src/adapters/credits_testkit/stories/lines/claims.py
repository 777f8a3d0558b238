"""What a story claims: that something happened, was refused, or is so.

A claim names a thing and says as much of it as the writer wants to say. What is
not said is not claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..grammar import Form, Kind, Values
from .values import PLAIN

_SUMS = {**PLAIN, "money": PLAIN["sum"]}


@attrs.frozen
class Claim:
    """What is said *about* something of one sort; by their names, its *values*."""

    about: str
    values: Values


def claim(about: str, pattern: str, kinds: Mapping[str, Kind] = _SUMS) -> Form:
    """The form of claims *about* things of one sort."""

    def take(value: object) -> Values | None:
        if isinstance(value, Claim) and value.about == about:
            return value.values
        return None

    return Form(pattern, kinds, lambda values, _: Claim(about, values), take)


def agrees(said: object, so: object) -> bool:
    """Whether what is *said* is *so*, as far as it is said."""
    if isinstance(said, Claim) and isinstance(so, Claim):
        return said.about == so.about and agrees(said.values, so.values)
    if isinstance(said, dict) and isinstance(so, dict):
        return all(name in so and agrees(said[name], so[name]) for name in said)
    if isinstance(said, tuple) and isinstance(so, tuple):
        pairs = zip(said, so, strict=False)
        return len(said) == len(so) and all(agrees(*pair) for pair in pairs)
    return said == so
