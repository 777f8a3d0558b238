"""Tell many stories by dice on both sides, and print how they ended.

``python -m tests.adapters.qbo FIRST COUNT TURNS`` ends by itself; its status is 0 if
every cent was equal or explained in each of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from time import process_time

from credits_qbo.engine import Parity, parity

from .bench import Bench, Stage, served
from .test_parity import told_at_random


def _ending(bench: Bench) -> str:
    found = parity(bench.world)
    if not isinstance(found, Parity) or not found.is_explained:
        return "unexplained"
    if bench.conflicts:
        return "explained by conflicts"
    dues = [bench.due(name) == bench.open_there(name) for name in ("A", "B")]
    return "equal" if not found.differences and all(dues) else "unexplained"


def main(first: int = 0, count: int = 200, turns: int = 30) -> int:
    """Tell *count* stories of so many *turns*, from the seed *first* on."""
    stage = Stage()
    endings: Counter[str] = Counter()
    conflicts: Counter[str] = Counter()
    calls = 0
    with served(stage) as url:
        for seed in range(first, first + count):
            bench = told_at_random((stage, url), seed, turns)
            calls += len(stage.served)
            ending = _ending(bench)
            endings[ending] += 1
            conflicts.update(one.kind for one in bench.conflicts)
            if ending == "unexplained":
                print("unexplained:", seed)
    print(f"{count} stories of {turns} turns, {calls} requests, {process_time():.0f} s")
    for name, number in (*endings.most_common(), *conflicts.most_common()):
        print(f"  {number:6} {name}")
    return 1 if endings["unexplained"] else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
