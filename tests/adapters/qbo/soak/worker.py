"""One worker of a soak: it does step after step until somebody kills it."""

from __future__ import annotations

import sys
import time

from credits_core.ports.ledgers import GaveWayError

from .place import Place


def main(place: Place, holder: str) -> None:
    """Work for ever, and say a line for each step in which something was done."""
    sync = place.sync(place.engine(), holder)
    while True:
        try:
            step = sync.step()
        except GaveWayError:
            continue
        if step.looked or step.settled:
            sys.stdout.write(f"{step.looked} {step.settled}\n")
            sys.stdout.flush()
        time.sleep(0.02 if step.stopped else 0.005)


if __name__ == "__main__":
    main(Place.of(sys.argv[1]), sys.argv[2])
