"""Scenarios under each position of the switches on which they depend."""

from __future__ import annotations

from itertools import product

import pytest

from qbo_simulator.switches import positions_of


def under(*names: str) -> pytest.MarkDecorator:
    """Run a test on a bench under each choice of positions of those switches."""
    choices = [
        dict(zip(names, positions, strict=True))
        for positions in product(*map(positions_of, names))
    ]
    told = ["-".join(str(getattr(x, "value", x)) for x in c.values()) for c in choices]
    return pytest.mark.parametrize("bench", choices, indirect=True, ids=told)
