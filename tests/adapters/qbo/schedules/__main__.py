"""Tell all schedules with so many faults, and print how many there were.

``python -m tests.adapters.qbo.schedules [FAULTS] [SHARE] [WORDS ...]`` ends by itself:
two faults, all of them, in all scenarios, unless something else is said. Its status is
0 if none of them ended wrong.
"""

from __future__ import annotations

import sys

from .scenarios import SCENARIOS
from .telling import told


def main(faults: int = 2, share: int = 1, *words: str) -> int:
    """Tell them, and print a line for each scenario whose name has one of *words*."""
    schedules = wrong = 0
    seconds = 0.0
    for name in SCENARIOS:
        if words and not any(word in name for word in words):
            continue
        found = told(name, faults, share=share)
        for line in found.lines():
            print(line, flush=True)
        schedules += found.tally.schedules
        wrong += found.tally.wrong
        seconds += found.seconds
    print(
        f"at most {faults} faults: {schedules} schedules, {wrong} wrong,"
        f" {seconds:.0f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    _faults, _share, *_words = [*sys.argv[1:], *("2", "1")[len(sys.argv) - 1 :]]
    sys.exit(main(int(_faults), int(_share), *_words))
