"""What a worker for another package says and hears; it needs nothing but Python."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable


def serve(pay: Callable[[], object]) -> None:
    """Pay as often as each line says, and tell the seconds of each payment."""
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        count = int(float(line.split()[1]))
        taken: list[float] = []
        for _ in range(count):
            start = time.perf_counter()
            pay()
            taken.append(time.perf_counter() - start)
        told = {"taken": taken, "seconds": sum(taken), "tried": count}
        print(json.dumps(told), flush=True)
