"""A bench whose other side stands as a scenario says."""

from __future__ import annotations

import attrs
import pytest

from qbo_simulator import Switches

from ..bench import Bench, Stage


@pytest.fixture
def bench(request: pytest.FixtureRequest, stage_and_url: tuple[Stage, str]) -> Bench:
    """The usual bench, with the positions of switches that a test asks for."""
    choice = getattr(request, "param", {})
    switches = attrs.evolve(Switches(), **choice)
    return Bench(*stage_and_url, switches=switches)
