"""An adapter is put on trial without a test runner."""

from __future__ import annotations

import time

import pytest
from returns.result import Result
from typing_extensions import override

from credits_core.ports import Change, Ledgers
from credits_core.rejections import StaleLedger
from credits_memory import MemoryLedgers
from credits_testkit.contracts import (
    Capabilities,
    Concurrency,
    LedgersContract,
    Outcome,
    Place,
    Verdict,
    clauses_of,
    verdicts,
)
from credits_testkit.passing import Passing

ONE_THREAD = Capabilities(concurrency=Concurrency.NONE, durability=False)
IN_MEMORY = Capabilities(concurrency=Concurrency.THREADS, durability=False)


class Forgetful(Passing):
    """Says that it has committed."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        return Result.from_value(None)


class Slow(Passing):
    """Takes its time over every commit."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        time.sleep(0.5)
        return self.inner.commit(change)


def _memory(_: Place) -> Ledgers:
    return MemoryLedgers()


def _of(found: tuple[Verdict, ...], outcome: Outcome) -> list[str]:
    return [one.clause for one in found if one.outcome is outcome]


def test_there_is_one_verdict_a_clause() -> None:
    found = verdicts(LedgersContract, ledgers=_memory, capabilities=IN_MEMORY)

    assert [one.clause for one in found] == [
        one.title for one in clauses_of(LedgersContract)
    ]
    assert _of(found, Outcome.FAILED) == []


def test_what_is_broken_has_failed_and_says_how() -> None:
    found = verdicts(
        LedgersContract,
        ledgers=lambda _: Forgetful(MemoryLedgers()),
        capabilities=IN_MEMORY,
        only="test_what_is_stored_is_what_is_folded",
    )

    (verdict,) = found
    assert verdict.is_failed
    assert "version" in verdict.message
    assert "\n" not in verdict.message


def test_a_clause_that_does_not_end_in_time_has_failed() -> None:
    (verdict,) = verdicts(
        LedgersContract,
        ledgers=lambda _: Slow(MemoryLedgers()),
        capabilities=IN_MEMORY,
        only="test_what_is_stored_is_what_is_folded",
        patience=0.2,
    )

    assert verdict.is_failed
    assert verdict.message == "TimeoutError: It did not end within 0.2 seconds."


def test_a_hook_that_the_contract_does_not_know_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="has no hooks ledger"):
        verdicts(LedgersContract, ledger=_memory)
