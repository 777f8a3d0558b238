"""Trying broken clocks and broken other books: every clause of their contracts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from credits_core.ports import Accounting, Clock

from ...contracts import IN_MEMORY, AccountingContract, ClockContract
from ...contracts.place import Place
from ...contracts.verdicts import Verdict, verdicts
from ..bug import BrokenAccounting, BrokenClock


def clock_tried(bug: BrokenClock, makes: Callable[[], Clock]) -> frozenset[str]:
    """The clauses that a broken clock breaks if it is made of such good ones.

    A good clock is set with ``set``.
    """

    def set_clock(clock: Any, now: datetime) -> None:  # noqa: ANN401 - any clock
        clock.inner.set(now)

    def clock() -> Clock:
        return bug.breaks(makes())

    return _failed(verdicts(ClockContract, clock=clock, set_clock=set_clock))


def accounting_tried(
    bug: BrokenAccounting, makes: Callable[[], Accounting]
) -> frozenset[str]:
    """The clauses that broken other books break if they are made of such good ones.

    Good ones are looked into and moved as ``AccountingContract`` says.
    """

    def accounting(_: Place) -> Accounting:
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
    return _failed(found)


def _failed(found: tuple[Verdict, ...]) -> frozenset[str]:
    return frozenset(one.clause for one in found if one.is_failed)
