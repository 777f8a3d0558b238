"""Whatever happened can be shown as a story, and the story can be played."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import attrs
import pytest

from credits_core.commands import Command, Mode
from credits_core.identity import CustomerId, UserId
from credits_core.laws import Step
from credits_core.permission import SYSTEM
from credits_core.policy import Ban, Limits, Policy
from credits_testkit.books import Books
from credits_testkit.chances import Dice, next_command, next_mistake, next_policy
from credits_testkit.occasions import occasion
from credits_testkit.orders import ACME, cancel, exact, grant, invoice, pay, repay
from credits_testkit.stories import StoryFailedError, check
from credits_testkit.stories.printing import (
    LINE_MAX,
    Told,
    entry_lines,
    ledger_lines,
    story_of,
    wrapped,
)
from credits_testkit.telling import refusal, steps, told

CUSTOMERS = (ACME, CustomerId("BETA"))
DAYS = 14


def _history(dice: Dice, books: Books, policy: Policy) -> Iterator[Told]:
    """What comes of commands that are chosen by chance, some of them mistakes."""
    for day in range(DAYS):
        now = books.situation(dice.of(CUSTOMERS), occasion(day).today, policy)
        if dice.once_in(4):
            command = next_mistake(dice, now).command
        else:
            command = next_command(dice, now)
        outcome = books.carry_out(command, occasion(day, policy))
        yield outcome.entry if isinstance(outcome, Step) else (command, outcome)


@pytest.mark.parametrize("seed", range(25))
def test_any_history_can_be_shown_and_played_as_a_story(seed: int) -> None:
    """Two customers, a policy, refusals and all: it leaves exactly what it left."""
    dice, books = Dice(Random(seed)), Books(CUSTOMERS)
    policy = next_policy(dice, occasion().today)
    happened = list(_history(dice, books, policy))

    text = story_of(
        happened,
        leaves=books.ledgers.values(),
        policy=policy,
        days=[occasion(day).today for day in range(DAYS)],
    )

    check(text)


def test_a_story_reads_as_a_person_would_write_it() -> None:
    paid = pay("P", 0, "A", credits=exact(500))
    story: list[Command] = [grant("C", 500), invoice("A", 700), paid]
    ledger = told(*story)
    entries = [step.entry for step in steps(story)]

    text = story_of(entries, leaves=[ledger])

    assert text.splitlines() == [
        "given",
        "  today is 2026-01-01",
        "  user is boss",
        "  credit C 5.00",
        "  today is 2026-01-02",
        "  invoice A 7.00 for 700",
        "when",
        "  today is 2026-01-03",
        "  payment P exactly 5.00 from credits on A",
        "then exactly",
        "  payment P received",
        "  applied 5.00 of C on A by P",
        "leaves exactly",
        "  invoice A 7.00 due 2.00 partially paid",
        "  credit C 0.00 of 5.00 available, used",
        "  payment P 0.00 unapplied 0.00, received",
        "  applied 5.00 of C on A by P",
    ]
    check(text)


def test_commands_of_which_nothing_is_known_are_only_tried() -> None:
    text = story_of([grant("C", 500), cancel("D")])

    assert text == "tried\n  credit C 5.00\n  credit D cancelled\n"
    check(text)


def test_a_refusal_is_shown_with_its_data() -> None:
    use = pay("Q", 0, "A", credits=exact(300))
    before = told(pay("P", 500), invoice("A", 300), use)
    strict = repay("P", 100, Mode.STRICT)

    text = story_of([(strict, refusal(before, strict))])

    assert text.splitlines() == [
        "when",
        "  payment P edited to 1.00",
        "then refused CreditInUse, at least 3.00, 3.00 of overpayment:P on A by Q",
    ]


def test_a_policy_and_the_days_stand_where_they_begin() -> None:
    policy = Policy(
        ban=Ban.TRANSITIVE,
        closed_through=date(2025, 12, 31),
        limits=Limits(lines=2, cascade_steps=3),
    )

    text = story_of(
        [grant("C", 500), grant("D", 500)],
        policy=policy,
        days=[date(2026, 3, 2), date(2026, 3, 5)],
    )

    assert text.splitlines() == [
        "tried",
        "  policy is ban transitive, closed through 2025-12-31, at most 2 lines",
        "    at most 3 cascade steps",
        "  credit C 5.00",
        "  today is 2026-03-05",
        "  credit D 5.00",
    ]
    check(text)


def test_who_acted_and_under_which_key_is_told() -> None:
    (first, second) = steps([grant("C", 500), grant("D", 500)])
    job = attrs.evolve(
        second.entry, user_id=SYSTEM, on_behalf_of=UserId("ben m"), key="k1"
    )

    assert story_of([first.entry, job]).splitlines()[3:] == [
        "  credit C 5.00",
        "when",
        "  today is 2026-01-02",
        '  user is the system for "ben m"',
        "  credit D 5.00 under key k1",
        "then exactly",
        "  credit D issued 5.00 issued by boss",
    ]


def test_what_an_entry_and_a_ledger_say_can_be_had_by_itself() -> None:
    (step,) = steps([pay("P", 500)])

    assert entry_lines(step.entry) == [
        "payment P received 5.00",
        "credit overpayment:P issued 5.00",
    ]
    assert ledger_lines(step.after) == [
        "credit overpayment:P 5.00 of 5.00 available, open",
        "payment P 5.00 unapplied 5.00, received",
    ]


def test_a_long_line_goes_on_below_and_is_read_as_the_one_it_is() -> None:
    line = (
        'invoice A, line 1 1.00 for 1 "a, b", ' + "line 2 2.00 for 2 apples at 1, " * 3
    )

    broken = list(wrapped(line.removesuffix(", "), "  "))

    assert len(broken) > 1
    assert all(len(one) <= LINE_MAX for one in broken)
    assert [one[:4] for one in broken] == ["  in", *["    "] * (len(broken) - 1)]
    assert ", ".join(one.strip() for one in broken) == line.removesuffix(", ")


def test_a_shown_story_fails_where_the_ledgers_it_leaves_are_others() -> None:
    text = story_of([grant("C", 500)], leaves=[told(grant("C", 501))])

    with pytest.raises(StoryFailedError):
        check(text)
