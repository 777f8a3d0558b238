"""Two days of entries that are dated by a clock, compared with the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final

import attrs

from credits_core.laws import Step
from credits_core.ports import Clock

from ...books import Books
from ...occasions import BEGIN, occasion
from ...orders import grant

_ENTRIES: Final = 10
_BETWEEN: Final = timedelta(hours=5)


def dated_wrongly(
    clock: Clock, set_clock: Callable[[Any, datetime], object], zone: tzinfo
) -> frozenset[str]:
    """``dated`` if entries have other instants or days than the *clock* was set to.

    It is ``crash`` if nothing can be decided by it at all.
    """
    try:
        return frozenset(_wrong(clock, set_clock, zone))
    except Exception:  # noqa: BLE001 - a broken clock may make anything raise
        return frozenset({"crash"})


def _wrong(
    clock: Clock, set_clock: Callable[[Any, datetime], object], zone: tzinfo
) -> Iterator[str]:
    books = Books()
    for number in range(_ENTRIES):
        instant = BEGIN + number * _BETWEEN
        set_clock(clock, instant)
        when = attrs.evolve(occasion(), at=clock.now(), today=clock.today())
        step = books.carry_out(grant(f"C{number}", 1), when)
        assert isinstance(step, Step)
        told = (step.entry.at, step.entry.today)
        if told != (instant, instant.astimezone(zone).date()):
            yield "dated"
