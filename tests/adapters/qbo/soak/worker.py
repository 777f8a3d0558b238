"""One worker of a soak: it does step after step until somebody kills it."""

from __future__ import annotations

import os
import sys
import time
import traceback
from pathlib import Path
from typing import Final

from credits_core.ports.ledgers import GaveWayError

from .place import Place

_IDLE_SECONDS: Final = 0.05
ENDED: Final = 70
"""The status of a worker that ended by itself."""


def work(place: Place, holder: str, errors: Path) -> None:
    """Work for ever; whatever ends it is written to *errors*."""
    try:
        _work(place, holder)
    except BaseException:  # noqa: BLE001 - it is written down, and the process ends
        with errors.open("a") as told:
            traceback.print_exc(file=told)
        sys.stderr.flush()
        os._exit(ENDED)


def _work(place: Place, holder: str) -> None:
    sync = place.sync(place.engine(), holder)
    while True:
        try:
            step = sync.step()
        except GaveWayError:
            continue
        is_busy = step.looked or step.settled or step.entries
        time.sleep(0.005 if is_busy and not step.stopped else _IDLE_SECONDS)
