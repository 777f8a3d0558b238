"""Commands that are chosen by numbers: possible ones, and mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits_core.commands import Command, CreditUse, RemoteChange
from credits_core.identity import CustomerId
from credits_core.laws import Step
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.rejections import (
    REJECTIONS,
    IdempotencyConflict,
    NotPermitted,
    StaleLedger,
)
from credits_testkit.books import Books
from credits_testkit.chances import (
    MISTAKES,
    Dice,
    Mistake,
    Numbers,
    Situation,
    next_command,
    next_mistake,
    next_policy,
)
from credits_testkit.occasions import occasion
from credits_testkit.orders import ACME, invoice, pay
from credits_testkit.telling import told

CUSTOMERS = (ACME, CustomerId("BETA"))


def _towns(seed: int, count: int, steps: int) -> Iterator[tuple[Books, Policy, Dice]]:
    """Again and again, books that have gone one step further."""
    dice = Dice(Random(seed))
    for _ in range(count):
        books = Books(CUSTOMERS)
        policy = next_policy(dice, occasion().today)
        for day in range(steps):
            yield books, policy, dice
            now = _now(books, dice, day, policy)
            books.carry_out(next_command(dice, now), occasion(day, policy))


def _now(books: Books, dice: Dice, day: int, policy: Policy) -> Situation:
    return books.situation(dice.of(CUSTOMERS), occasion(day).today, policy)


@pytest.fixture(scope="module")
def chosen() -> Counter[tuple[str, bool]]:
    """How often each kind of command was chosen, and whether it was carried out."""
    counted: Counter[tuple[str, bool]] = Counter()
    for books, policy, dice in _towns(1, 40, 40):
        now = _now(books, dice, 40, policy)
        command = next_command(dice, now)
        outcome = books.outcome(command, occasion(40, policy))
        for kind in _kinds(command):
            counted[kind, isinstance(outcome, Step)] += 1
    return counted


def _kinds(command: Command) -> Iterator[str]:
    """The kind of the command, and of the part of it that has several."""
    yield type(command).__name__
    for part in ("credits", "change", "mode"):
        if hasattr(command, part):
            value = getattr(command, part)
            mode = f"{type(command).__name__} {value}"
            yield mode if part == "mode" else type(value).__name__


def test_what_is_chosen_is_possible(chosen: Counter[tuple[str, bool]]) -> None:
    """At most one in two hundred meets a use of a credit that it must not void."""
    done = sum(count for (_, is_done), count in chosen.items() if is_done)
    refused = sum(count for (_, is_done), count in chosen.items() if not is_done)

    assert refused < 0.005 * done


@pytest.mark.parametrize(
    "kind", [*get_args(Command), *get_args(CreditUse), *get_args(RemoteChange)]
)
def test_every_kind_of_command_is_chosen_and_carried_out(
    chosen: Counter[tuple[str, bool]], kind: type[Command]
) -> None:
    assert chosen[kind.__name__, True] >= 3


def test_every_mode_is_chosen_and_carried_out(
    chosen: Counter[tuple[str, bool]],
) -> None:
    modes = {kind for kind, is_done in chosen if is_done and " " in kind}

    assert len(modes) == 4 * 2 + 3 + 2


def test_every_code_has_its_mistake_but_those_about_who_and_when() -> None:
    by_other_means = {NotPermitted.code, IdempotencyConflict.code, StaleLedger.code}

    assert [*MISTAKES] == [
        one.code for one in REJECTIONS if one.code not in by_other_means
    ]


def test_every_mistake_is_refused_with_its_code_whenever_it_can_be_made() -> None:
    made: Counter[str] = Counter()
    for books, policy, dice in _towns(2, 40, 30):
        now = _now(books, dice, 40, policy)
        for code, kind in MISTAKES.items():
            for command in dice.some_of([*kind(dice, now)], 2):
                refused = books.outcome(command, occasion(40, policy))
                assert getattr(refused, "code", "carried out") == code, command
                made[code] += 1

    assert set(made) == set(MISTAKES)


@given(st.lists(st.lists(st.integers(), max_size=12), max_size=8))
def test_any_numbers_are_a_history(history: list[list[int]]) -> None:
    books = Books()

    for day, numbers in enumerate(history):
        now = books.situation(ACME, occasion(day).today)
        books.carry_out(next_command(Numbers(numbers), now), occasion(day))


def test_no_numbers_at_all_are_the_plainest_command() -> None:
    now = Books().situation(ACME, occasion().today)

    assert next_command(Numbers(()), now) == invoice("I1", 1)


def test_small_numbers_are_a_plain_command() -> None:
    """3: a receipt; then, 0: on one invoice, of what is due on it."""
    now = Situation(ledger=told(invoice("I1", 7)), today=occasion(1).today)

    assert next_command(Numbers([3]), now) == pay("P1", 7, "I1")


def test_what_was_rolled_chooses_the_same_again() -> None:
    for books, policy, _ in _towns(3, 2, 30):
        dice = Dice(Random(books.ledgers[ACME].version))
        now = books.situation(ACME, occasion(30).today, policy)
        command, mistake = next_command(dice, now), next_mistake(dice, now)

        again = Numbers(dice.rolled)

        assert next_command(again, now) == command
        assert next_mistake(again, now) == mistake


def test_of_another_customer_every_id_is_another() -> None:
    theirs = Books((CustomerId("BETA"),))
    now = theirs.situation(CustomerId("BETA"), occasion().today)

    command = next_command(Numbers(()), now)

    assert getattr(command, "invoice_id", "") == "I1-BETA"


def test_a_mistake_can_be_made_in_any_situation() -> None:
    now = Books().situation(ACME, occasion().today, DEFAULT_POLICY)

    mistakes = [next_mistake(Numbers([n]), now) for n in range(len(MISTAKES))]

    assert {one.code for one in mistakes} >= {"Unknown", "NonPositiveAmount"}
    assert all(isinstance(one, Mistake) for one in mistakes)


def test_the_plainest_policy_is_the_product_s() -> None:
    assert next_policy(Numbers(()), occasion().today) == DEFAULT_POLICY
