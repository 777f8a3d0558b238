"""Trying broken clocks and broken other books: contracts, and days of work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from credits_core.ports import Accounting, Clock

from ...contracts import IN_MEMORY, AccountingContract, ClockContract
from ...contracts.verdicts import Verdict, verdicts
from ..bug import BrokenAccounting, BrokenClock
from ..showing import InZone
from .dating import dated_wrongly
from .in_step import out_of_step


def clock_tried(bug: BrokenClock, makes: Callable[[], Clock]) -> frozenset[str]:
    """What is caught of a broken clock if it is made of such good ones.

    A good clock is set with ``set``; it is asked for its instant only.
    """

    def set_clock(clock: Any, now: datetime) -> None:  # noqa: ANN401 - any clock
        clock.inner.set(now)

    def clock() -> Clock:
        return bug.breaks(InZone(makes(), bug.zone))

    found = verdicts(ClockContract, clock=clock, set_clock=set_clock, zone=bug.zone)
    return _failed(found) | dated_wrongly(clock(), set_clock, bug.zone)


def accounting_tried(
    bug: BrokenAccounting, makes: Callable[[], Accounting]
) -> frozenset[str]:
    """What is caught of broken other books if they are made of such good ones.

    Good ones are looked into and moved as ``AccountingContract`` says.
    """

    def accounting(_: object = None) -> Accounting:
        return bug.breaks(makes())

    def report(books: Any, key: str, command: Any) -> None:  # noqa: ANN401 - any books
        books.inner.report(key, command)

    def delivered(books: Any) -> Any:  # noqa: ANN401 - any books
        return [(one.customer_id, one.version) for one in books.inner.entries]

    found = verdicts(
        AccountingContract,
        capabilities=IN_MEMORY,
        accounting=accounting,
        report=report,
        delivered=delivered,
    )
    return _failed(found) | out_of_step(accounting, report, delivered)


def _failed(found: tuple[Verdict, ...]) -> frozenset[str]:
    return frozenset(one.clause for one in found if one.is_failed)
