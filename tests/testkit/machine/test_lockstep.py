"""Two desks over memory stay alike, and meet all that can happen on the way."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import get_args

import pytest

from credits_core.commands import Command
from credits_core.identity import UserId
from credits_core.permission import Actor
from credits_core.policy import Policy
from credits_core.queries import CustomerCredits
from credits_memory import MemoryLedgers
from credits_testkit.chances import Dice, Numbers
from credits_testkit.machine import (
    Adopt,
    Ask,
    Clash,
    Delay,
    DifferenceError,
    Err,
    Interrupt,
    LockStep,
    Overtake,
    Retry,
    Stores,
    Submit,
    Tally,
    Turn,
    Wait,
    drive,
    numbers_of,
    replay,
    tell,
    text_of,
)
from credits_testkit.machine.choosing import CHOICES, Choice, next_turn
from credits_testkit.machine.disturbing import outrun
from credits_testkit.orders import ACME, bounce, exact, grant, invoice, pay, repay

MEMORY = Stores(MemoryLedgers, MemoryLedgers)


@pytest.fixture(scope="module")
def tally() -> Tally:
    """The stories that are played on every run: until all was met, or five times."""
    counted = Tally()
    for number in range(5):
        part, failure = drive(MEMORY, commands=2_000, seed=f"suite {number}")
        assert failure is None, str(failure.difference)
        counted.add(part)
        if not counted.missing:
            break
    return counted


def test_every_refusal_there_is_is_met(tally: Tally) -> None:
    """Those about who and when too: NotPermitted, IdempotencyConflict, StaleLedger."""
    assert tally.missing == []


def test_every_command_is_carried_out(tally: Tally) -> None:
    kinds = {one.__name__ for one in get_args(Command)}

    assert set(tally.carried_out) == kinds


def test_every_kind_of_turn_is_taken(tally: Tally) -> None:
    assert set(tally.turns) == {one.__name__ for one in get_args(Turn)}


def test_what_is_counted_adds_up(tally: Tally) -> None:
    assert tally.commands >= 2_000
    assert tally.codes.total() == tally.refused.total()
    assert tally.carried_out.total() > 4 * tally.refused.total()


def test_the_same_seed_plays_the_same_stories() -> None:
    one, _ = drive(MEMORY, commands=100, seed="twice")
    other, _ = drive(MEMORY, commands=100, seed="twice")

    assert one == other


def test_another_seed_plays_others() -> None:
    one, _ = drive(MEMORY, commands=100, seed="one")
    other, _ = drive(MEMORY, commands=100, seed="other")

    assert one != other


def test_the_numbers_of_a_story_tell_it_again() -> None:
    head, random = [2], Random(5)
    world = MEMORY.begin(Numbers(head))
    numbers = [head]
    for _ in range(30):
        dice = Dice(random)
        world.play(next_turn(dice, world))
        numbers.append(dice.rolled)

    again = replay(MEMORY, numbers_of(text_of(numbers)))

    assert again.story == world.story


def test_no_numbers_are_a_story_of_plain_invoices() -> None:
    assert replay(MEMORY, [[], [], []]).story == [
        Submit(invoice("I1", 1)),
        Submit(invoice("I2", 1)),
    ]


@pytest.mark.parametrize("choice", [*dict.fromkeys(CHOICES), outrun])
def test_every_turn_can_be_taken_at_once(choice: Choice) -> None:
    for numbers in ([], [1], [3, 3, 3], [250] * 20):
        world = MEMORY.begin(Numbers([]))
        world.play(choice(Numbers(numbers), world))
        world.finish()


def _told(*turns: Turn) -> LockStep:
    world = MEMORY.begin(Numbers([]))
    for turn in turns:
        world.play(turn)
    world.finish()
    return world


def _outcomes(world: LockStep) -> Iterator[str]:
    for _, outcome in world.reckoning.given:
        yield getattr(outcome, "code", "done")


def test_a_key_that_is_used_again_is_answered_from_memory() -> None:
    short = pay("P1", 0, "I1", credits=exact(1))
    world = _told(
        Submit(invoice("I1", 1)),
        Submit(short, key="k"),
        Submit(grant("C1", 1)),
        Retry("k"),
        Clash("k", grant("C2", 1)),
        Submit(short),
    )

    assert [*_outcomes(world)] == [
        *("done", "InsufficientCredit", "done"),
        *("InsufficientCredit", "IdempotencyConflict", "done"),
    ]


def test_who_is_overtaken_is_decided_anew() -> None:
    """2 of the credit are wanted; somebody takes 1 of 2 first."""
    world = _told(
        Submit(invoice("I1", 3)),
        Submit(grant("C1", 2)),
        Overtake(
            pay("P1", 0, "I1", credits=exact(2)),
            (pay("P2", 0, "I1", credits=exact(1)),),
        ),
    )

    assert [*_outcomes(world)][2:] == ["done", "InsufficientCredit"]


def test_the_same_request_twice_at_once_is_carried_out_once() -> None:
    world = _told(Overtake(grant("C1", 1), (grant("C1", 1),), key="k"))

    assert [*_outcomes(world)] == ["done", "done"]
    assert world.reckoning.books.ledgers[ACME].version == 1


def test_what_is_committed_too_late_is_refused() -> None:
    world = _told(Delay(grant("C1", 1), grant("C2", 1)))

    assert world.reckoning.books.ledgers[ACME].version == 1


def test_who_comes_between_two_loads_is_noticed() -> None:
    """Lowering the payment has to look where its credit went."""
    world = _told(
        *(
            Submit(invoice("I1", 1)),
            Submit(invoice("I2", 2)),
            Submit(pay("P1", 3, "I1")),
        ),
        Submit(pay("P2", 0, "I2", credits=exact(2))),
        Interrupt(repay("P1", 1), grant("C1", 1)),
    )

    assert [*_outcomes(world)][4:] == ["done", "done"]


def test_days_and_policies_change_what_happens() -> None:
    nothing = Policy(returns_issue_credits=False)
    world = _told(Wait(3), Submit(invoice("I1", 1)), Adopt(nothing))

    assert world.reckoning.clock.day == 3
    assert world.reckoning.policy == nothing


def test_who_may_not_ask_is_told_so_on_both_sides() -> None:
    nobody = Actor(UserId("nobody"))
    query = CustomerCredits(customer_id=ACME)

    world = _told(Submit(grant("C1", 1), actor=nobody), Ask(query, actor=nobody))

    assert [*_outcomes(world)] == ["NotPermitted"]


def test_a_mistake_that_is_carried_out_is_a_difference() -> None:
    with pytest.raises(DifferenceError, match="code of the refusal"):
        _told(Err(grant("C1", 1), "NonPositiveAmount"))


def test_a_story_is_told_as_the_python_that_makes_it() -> None:
    turns: list[Turn] = [Submit(bounce("P1"), key="k"), Wait(), Wait(2), Retry("k")]

    assert tell(turns) == [
        "Submit(RecordPaymentReversed(customer_id='ACME', payment_id='P1'), key='k')",
        "Wait()",
        "Wait(2)",
        "Retry('k')",
    ]
