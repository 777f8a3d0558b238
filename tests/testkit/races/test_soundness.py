"""The checker against the slow way: it says no if no order explains it, only then."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from credits_testkit.races import judge
from credits_testkit.races.workloads import KINDS

from .every_order import has_an_order
from .simulated import simulated, spoiled

KINDS_SMALL = [kind for kind in KINDS if kind != "spending"]
LONG = 150
SHORT = 6
ROUNDS = 40


@pytest.mark.parametrize("kind", KINDS)
def test_what_happened_in_some_order_is_explained(kind: str) -> None:
    """Whatever the windows, whoever overlaps with whom."""
    for seed in range(2 if kind == "spending" else 4):
        verdict = judge(simulated(kind, operations=LONG, seed=seed, sessions=4))
        assert verdict.is_explained, f"seed {seed}: {verdict.text()}"
        assert verdict.damage.is_none


@pytest.mark.parametrize("kind", KINDS_SMALL)
def test_it_agrees_with_trying_every_order(kind: str) -> None:
    verdicts: Counter[bool] = Counter()
    for seed in range(ROUNDS):
        history = simulated(kind, operations=SHORT, seed=seed)
        for _ in range(seed % 3):
            history = spoiled(history, Random(seed))
        verdict = judge(history)
        assert verdict.is_explained is has_an_order(history), f"seed {seed}"
        verdicts[verdict.is_explained] += 1

    assert min(verdicts[True], verdicts[False]) > ROUNDS // 10
