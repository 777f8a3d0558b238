"""Let two workers run under faults and kills, and see that both sides agree after it.

``python -m tests.adapters.qbo.soak [OPERATIONS] [SEED] [DATABASE]`` ends by itself; its
status is 0 if both sides agree to the cent. The database is a file, unless it is given.
"""

from __future__ import annotations

import sys

from .soaking import Soak, soak


def main(operations: int = 10_000, seed: int = 1, database: str = "") -> int:
    """Soak, and print the figures."""
    found: Soak = soak(operations, seed, database=database, says=_say)
    for line in found.lines():
        _say(line)
    return 0 if found.is_exact else 1


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _numbers = [int(one) for one in sys.argv[1:3]]
    sys.exit(main(*_numbers, *sys.argv[3:4]))  # type: ignore[arg-type]  # two numbers
