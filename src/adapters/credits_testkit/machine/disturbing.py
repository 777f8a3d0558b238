"""Choosing turns in which several commands come at once, or in each other's way."""

from __future__ import annotations

from credits_core.commands import Command, IssueCredit
from credits_core.desk import Order
from credits_core.identity import CreditId
from credits_core.money import Money

from ..books import Books
from ..chances import Chance, Situation, next_command, next_mistake
from ..occasions import BOSS
from .lockstep import LockStep
from .races import ATTEMPTS_MAX
from .turns import Delay, Interrupt, Overtake, Together, Turn


def overtake(chance: Chance, world: LockStep) -> Turn:
    """One command, and another one that is faster; or the same one twice at once."""
    now = someone(chance, world)
    command = next_command(chance, now)
    if chance.once_in(5):
        twin = command if chance.below(2) else next_command(chance, now)
        return Overtake(command, (twin,), key=new_key(world))
    others = [_rival(chance, world, now) for _ in range(1 + chance.below(2))]
    return Overtake(command, tuple(others))


def outrun(chance: Chance, world: LockStep) -> Turn:
    """One command, and so many that are faster that it is given up."""
    now = someone(chance, world)
    rush = tuple(_granted(now, number) for number in range(ATTEMPTS_MAX))
    return Overtake(next_command(chance, now), rush)


def _granted(now: Situation, number: int) -> IssueCredit:
    """A small credit under a name that nothing else has."""
    return IssueCredit(
        customer_id=now.customer_id,
        credit_id=CreditId(f"{now.credit_id('X')}.{now.ledger.version}.{number}"),
        amount=Money(1, now.currencies[0]),
        effective_date=now.first_open_day(),
    )


def interrupt(chance: Chance, world: LockStep) -> Turn:
    """One command, and another one between its loads."""
    now = someone(chance, world)
    return Interrupt(next_command(chance, now), _rival(chance, world, now))


def delay(chance: Chance, world: LockStep) -> Turn:
    """One command that is committed late, and another one before that."""
    now = someone(chance, world)
    return Delay(next_command(chance, now), _rival(chance, world, now))


def _rival(chance: Chance, world: LockStep, now: Situation) -> Command:
    """A command of the same customer, mostly; else of any."""
    return next_command(chance, someone(chance, world) if chance.once_in(4) else now)


def together(chance: Chance, world: LockStep) -> Turn:
    """Two or three orders, each possible after the others; or one mistake."""
    reckoning = world.reckoning
    trial: Books = reckoning.books.copy()
    orders: list[Order] = []
    for number in range(2 + chance.below(2)):
        customer_id = chance.of(reckoning.customers)
        today, policy = reckoning.clock.today(), reckoning.policy
        now = trial.situation(customer_id, today, policy)
        bad = chance.once_in(8)
        command = (
            next_mistake(chance, now).command if bad else next_command(chance, now)
        )
        trial.carry_out(command, reckoning.occasion(BOSS))
        key = f"{new_key(world)}.{number}" if chance.once_in(3) else None
        orders.append(Order(command=command, key=key))
    if world.keys and chance.once_in(6):
        orders.append(Order(command=orders[0].command, key=chance.of(world.keys)))
    return Together(tuple(orders))


def someone(chance: Chance, world: LockStep) -> Situation:
    """What is possible for one of the customers."""
    return world.reckoning.situation(chance.of(world.reckoning.customers))


def new_key(world: LockStep) -> str:
    """An idempotency key that was not used before."""
    return f"key {len(world.keys) + 1}"
