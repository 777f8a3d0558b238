"""The machine finds what is wrong, and tells it in the shortest story."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from typing_extensions import override

from credits_core.ports import Ledgers
from credits_memory import MemoryLedgers
from credits_testkit.gallery.replacing import replaced
from credits_testkit.gallery.rules import WRONG_RULES
from credits_testkit.machine import (
    DeskMachine,
    DifferenceError,
    Failure,
    Stores,
    Submit,
    drive,
    numbers_of,
    replay,
)
from credits_testkit.orders import invoice, pay
from credits_testkit.passing import Passing

from .broken import (
    BreaksDown,
    ForgetsRefusals,
    ForgetsTheVersion,
    LeavesHalf,
    LosesTheVoided,
    NewestFirst,
    ShortJournal,
    WritesInPreviews,
    in_memory,
)

_ANSWERS = {
    *("preview", "answer", "decision on a slice"),
    *("answer of who was overtaken", "answer of who was interrupted"),
}


def found(stores: Stores, seed: str = "1") -> Failure:
    _, failure = drive(stores, commands=2_000, seed=seed, shorten_tries=300)
    assert failure is not None
    return failure


def found_in(kind: type[Passing]) -> Failure:
    return found(Stores(in_memory(kind), MemoryLedgers))


def test_a_lost_entry_is_told_in_three_turns_of_a_cent() -> None:
    """An invoice, its payment, and something that takes the payment off it."""
    failure = found_in(LosesTheVoided)

    assert failure.difference.check == "whole ledger"
    assert failure.difference.side == "the ledgers"
    *before, _ = failure.difference.story
    commands = [one.command for one in before if isinstance(one, Submit)]
    assert commands == [invoice("I1", 1), pay("P1", 1, "I1")]


@pytest.mark.parametrize(
    ("kind", "checks", "turns"),
    [
        (
            ForgetsTheVersion,
            {"answer to a late commit", "answer of who was overtaken"},
            1,
        ),
        (ForgetsRefusals, {"answer kept"}, 1),
        (LeavesHalf, {"whole ledger"}, 2),
        (ShortJournal, {"journal"}, 3),
        (BreaksDown, {"raised MemoryError"}, 3),
        (NewestFirst, _ANSWERS, 5),
    ],
)
def test_a_fault_is_told_in_a_few_turns(
    kind: type[Passing], checks: set[str], turns: int
) -> None:
    failure = found_in(kind)

    assert failure.difference.check in checks
    assert failure.difference.side == "the ledgers"
    assert len(failure.difference.story) <= turns


def test_a_desk_that_writes_in_a_preview_is_caught_at_its_first_preview() -> None:
    failure = found(Stores(MemoryLedgers, MemoryLedgers, WritesInPreviews))

    assert failure.difference.check == "version after a preview"
    assert failure.difference.story == (Submit(invoice("I1", 1)),)


def test_a_wrong_reference_is_told_from_wrong_ledgers() -> None:
    failure = found(Stores(MemoryLedgers, in_memory(ShortJournal)))

    assert failure.difference.side == "the reference"


def test_a_wrong_rule_of_the_core_is_found_though_both_sides_follow_it() -> None:
    """The newest credit is used first: the laws and the oracle say otherwise."""
    bug = next(one for one in WRONG_RULES if "newest first" in str(one.name))

    with replaced(bug.replaces):
        failure = found(Stores(MemoryLedgers, MemoryLedgers))

    assert failure.difference.side in {"the core", "the oracle"}
    assert len(failure.difference.story) <= 8


def test_the_numbers_of_a_failure_play_it_again() -> None:
    stores = Stores(in_memory(ShortJournal), MemoryLedgers)
    failure = found(stores)

    with pytest.raises(DifferenceError) as again:
        replay(stores, numbers_of(failure.text))

    assert again.value.story == failure.difference.story
    assert str(again.value) == str(failure.difference)


def test_a_failure_is_told_as_python_and_with_the_place_that_differs() -> None:
    failure = found_in(LosesTheVoided)

    told = str(failure.difference).splitlines()

    assert told[0] == "the ledgers: whole ledger"
    assert told[1].startswith("  Submit(RegisterInvoice(customer_id='ACME'")
    assert "allocations" in told[-1]


class Forgetting(DeskMachine):
    """Of which a subclass says only where its ledgers come from."""

    @override
    def ledgers(self) -> Ledgers:
        return LosesTheVoided(MemoryLedgers())

    @override
    def reference(self) -> Ledgers:
        return MemoryLedgers()


def test_hypothesis_finds_the_fault_as_well() -> None:
    """It takes an invoice, its payment, and whatever takes that back."""
    with pytest.raises(DifferenceError) as caught:
        run_state_machine_as_test(
            Forgetting,
            settings=settings(
                max_examples=60,
                stateful_step_count=25,
                phases=[Phase.generate],
                deadline=None,
                database=None,
                suppress_health_check=[HealthCheck.too_slow],
            ),
        )

    assert caught.value.check == "whole ledger"
