"""Races that are only simulated: real answers in one order, under windows by chance.

Each is explained by the order in which it was made. What ``spoiled`` makes of it may
or may not be.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import attrs

from credits_core.desk import Desk
from credits_core.identity import UserId
from credits_core.permission import Actor, Role
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.races import History, NoAnswer, Operation, Setting
from credits_testkit.races.drawing import Workload
from credits_testkit.races.recording import Errand, outcome_of
from credits_testkit.races.stored import Stored
from credits_testkit.races.workloads import workload

from .written_histories import NOON, TODAY

_STEP = 1_000


def simulated(kind: str, *, operations: int, seed: int, sessions: int = 3) -> History:
    """A race of that kind of workload, which never happened anywhere."""
    drawn = workload(kind, sessions=sessions, operations=operations, seed=seed)
    random, ledgers = Random(seed), MemoryLedgers()
    order = list(_shuffled(drawn, random))
    windows = _windows([name for name, _ in order], random)
    seen = [
        _seen(ledgers, name, errand, window, number)
        for number, ((name, errand), window) in enumerate(
            zip(order, windows, strict=True)
        )
    ]
    return _history(ledgers, seen, drawn)


def spoiled(history: History, random: Random) -> History:
    """The history with one thing in it changed, which may make it impossible."""
    operations = list(history.operations)
    place, other = random.randrange(len(operations)), random.randrange(len(operations))
    one, two = operations[place], operations[other]
    match random.randrange(6):
        case 0:
            operations[place] = attrs.evolve(one, outcome=two.outcome)
        case 1:
            operations[place] = attrs.evolve(one, start=two.start, end=two.end)
            operations[other] = attrs.evolve(two, start=one.start, end=one.end)
        case 2:
            length = min(one.end - one.start, _STEP // 2)
            operations[place] = attrs.evolve(one, start=two.end + 1)
            operations[place] = attrs.evolve(
                operations[place], end=two.end + 1 + length
            )
        case 3:
            operations[place] = attrs.evolve(one, outcome=NoAnswer(why="Unheard."))
        case 4:
            length = one.end - one.start
            operations[place] = attrs.evolve(one, start=0, end=min(length, two.start))
        case _:
            del operations[place]
    operations.sort(key=lambda one: (one.start, one.number))
    return attrs.evolve(history, operations=tuple(operations))


def _shuffled(drawn: Workload, random: Random) -> Iterator[tuple[str, Errand]]:
    """All errands in one order; those of each session in their own."""
    for errand in drawn.prelude:
        yield "prelude", errand
    left = {f"p{n}": list(script) for n, script in enumerate(drawn.scripts)}
    while left:
        name = random.choice(sorted(left))
        yield name, left[name].pop(0)
        if not left[name]:
            del left[name]


def _windows(names: list[str], random: Random) -> list[tuple[int, int]]:
    """A window around each instant, which overlaps no other one of its session."""
    latest: dict[str, int] = {}
    windows: list[tuple[int, int]] = []
    for turn, name in enumerate(names, start=1):
        now = turn * _STEP
        following = names.index(name, turn) + 1 if name in names[turn:] else turn + 3
        end = random.randint(now, now + (following - turn) * _STEP * 3 // 4)
        windows.append((random.randint(latest.get(name, 0) + 1, now), end))
        latest[name] = end
    return windows


def _seen(
    ledgers: MemoryLedgers,
    name: str,
    errand: Errand,
    window: tuple[int, int],
    number: int,
) -> Operation:
    desk = Desk(ledgers=ledgers, clock=HandClock(NOON, TODAY))
    actor = Actor(UserId(name), (Role("Given", errand.permissions),))
    return Operation(
        process=name,
        number=number,
        user_id=UserId(name),
        start=window[0],
        end=window[1],
        doing=errand.doing,
        outcome=outcome_of(desk, errand.doing, actor),
        permissions=errand.permissions,
    )


def _history(ledgers: MemoryLedgers, seen: list[Operation], drawn: Workload) -> History:
    customers = tuple(ledgers.customers())
    return History(
        setting=Setting(today=TODAY, name=drawn.name, seed=drawn.seed),
        operations=tuple(sorted(seen, key=lambda one: (one.start, one.number))),
        journal=tuple(e for one in customers for e in ledgers.journal(one)),
        ledgers=tuple(Stored.of(ledgers.load_whole(one)) for one in customers),
    )
