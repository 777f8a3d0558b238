"""Commands are decided anew when others were faster, but not for ever (R34)."""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import contextmanager

import pytest
from returns.result import Failure, Success
from typing_extensions import override

from credits_core.desk import Desk, Order
from credits_core.footprint import footprint
from credits_core.identity import CustomerId, InvoiceId
from credits_core.parts import Footprint, OldestCredits
from credits_core.ports import Foresight, GaveWayError
from credits_core.rejections import StaleLedger
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS, occasion
from credits_testkit.orders import ACME, exact, grant, invoice, pay, usd

TRIES_MAX = 20


class Polite(MemoryLedgers):
    """Ledgers whose blocks give way to others for some times, at their end."""

    def __init__(self, times: int) -> None:
        """Give way so many *times*."""
        super().__init__()
        self.left = times

    @override
    @contextmanager
    def exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        with super().exclusively(customer_ids):
            yield
            if self.left:
                self.left -= 1
                raise GaveWayError


class Foreseeing(MemoryLedgers, Foresight):
    """Ledgers that remember what they were told is going to be asked."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        super().__init__()
        self.told: list[tuple[CustomerId, Footprint, str | None]] = []

    @override
    @contextmanager
    def foreseeing(
        self, customer_id: CustomerId, footprint: Footprint, key: str | None
    ) -> Generator[None]:
        self.told.append((customer_id, footprint, key))
        with self.exclusively((customer_id,)):
            yield


def _desk(ledgers: MemoryLedgers) -> Desk:
    return Desk(ledgers=ledgers, clock=HandClock(BEGIN))


@pytest.mark.parametrize("times", [0, 1, TRIES_MAX - 1])
def test_a_command_that_gave_way_is_decided_anew(times: int) -> None:
    ledgers = Polite(times)

    entry = _desk(ledgers).submit(grant("C", 10), BOSS, key="k").unwrap()

    assert ledgers.left == 0
    assert list(ledgers.journal(ACME)) == [entry]


def test_a_command_that_always_gives_way_is_refused_in_the_end() -> None:
    ledgers = Polite(TRIES_MAX)

    refused = _desk(ledgers).submit(grant("C", 10), BOSS)

    assert refused == Failure(StaleLedger(customer_id=ACME))
    assert ledgers.load_whole(ACME).is_new


def test_commands_together_that_gave_way_are_all_decided_anew() -> None:
    ledgers = Polite(2)
    orders = [Order(command=grant(name, 10), key=name) for name in ("C", "D")]

    done = _desk(ledgers).together(orders, BOSS)

    assert done == Success(tuple(ledgers.journal(ACME)))
    assert ledgers.load_whole(ACME).version == 2


def test_commands_together_that_always_give_way_are_refused_in_the_end() -> None:
    refused = _desk(Polite(TRIES_MAX)).together([Order(command=grant("C", 1))], BOSS)

    assert refused == Failure(StaleLedger(customer_id=ACME))


def test_a_preview_that_gave_way_is_made_anew() -> None:
    ledgers = Polite(1)

    assert _desk(ledgers).preview(grant("C", 10), BOSS).unwrap().version == 1
    assert ledgers.load_whole(ACME).is_new


def test_a_preview_that_always_gives_way_is_refused_in_the_end() -> None:
    refused = _desk(Polite(TRIES_MAX)).preview(grant("C", 10), BOSS)

    assert refused == Failure(StaleLedger(customer_id=ACME))


def test_ledgers_with_foresight_are_told_what_is_going_to_be_asked() -> None:
    ledgers, command = Foreseeing(), grant("C", 10)

    _desk(ledgers).submit(command, BOSS, key="k").unwrap()

    assert ledgers.told == [(ACME, footprint(command, occasion()), "k")]


def test_the_oldest_credits_are_foreseen_as_of_today() -> None:
    ledgers = Foreseeing()
    desk = _desk(ledgers)
    for command in (invoice("A", 9), grant("C", 10)):
        desk.submit(command, BOSS).unwrap()

    desk.submit(pay("P", 0, "A", credits=exact(9)), BOSS).unwrap()

    a = InvoiceId("A")
    _, foreseen, _ = ledgers.told[-1]
    assert OldestCredits(usd(9), BEGIN.date(), frozenset({a})) in foreseen
