"""Histories kept in memory, and a desk that is asked about them."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from returns.result import Success

from credits_core.desk import Desk
from credits_core.enquiries import Enquiry
from credits_core.ports import Change
from credits_memory import HandClock, MemoryLedgers, MemoryRegister
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.strategies import History

Told = TypeVar("Told")


def desk_over(*histories: History, days: int = 0) -> Desk:
    """A desk over *histories*, asked so many days after the longest of them."""
    ledgers = MemoryLedgers()
    for history in histories:
        for step in history.steps:
            change = Change(seen=step.before, after=step.after, entry=step.entry)
            assert ledgers.commit(change) == Success(None)
    steps = max((len(history.steps) for history in histories), default=0)
    now = BEGIN + timedelta(days=steps + days)
    return Desk(
        ledgers=ledgers,
        clock=HandClock(now),
        policy=histories[0].policy,
        register=MemoryRegister(ledgers),
    )


def asked(desk: Desk, enquiry: Enquiry[Told]) -> Told:
    """The answer, which is not refused."""
    return desk.ask(enquiry, BOSS).unwrap()
