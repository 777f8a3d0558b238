"""An adapter is put on trial without a test runner."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from returns.result import Result
from typing_extensions import override

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Change, Clock, Ledgers
from credits_core.rejections import StaleLedger
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.contracts import (
    IN_MEMORY,
    Capabilities,
    ClockContract,
    LedgersContract,
    Outcome,
    Place,
    Verdict,
    clauses_of,
    verdicts,
)
from credits_testkit.passing import Passing

from .broken_ledgers import Forgetful

NOON = datetime(2025, 3, 31, 12, tzinfo=UTC)
FOLDED = "test_what_is_stored_is_what_is_folded"
DRAWN = "test_any_history_is_stored_as_it_is_folded"


class Slow(Passing):
    """Takes its time over every commit."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        time.sleep(0.5)
        return self.inner.commit(change)


class Breaking(Passing):
    """Breaks off in the middle of a commit."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        raise ConnectionError("gone\naway")


def _of(kind: type[Passing], only: str = FOLDED, patience: float = 60) -> Verdict:
    def opened(_: Place) -> Ledgers:
        return kind(MemoryLedgers())

    (verdict,) = verdicts(
        LedgersContract,
        ledgers=opened,
        capabilities=IN_MEMORY,
        only=only,
        patience=patience,
    )
    return verdict


def _clock() -> Clock:
    return HandClock(NOON)


def test_there_is_one_verdict_a_clause() -> None:
    found = verdicts(ClockContract, clock=_clock)

    assert [one.clause for one in found] == [
        one.title for one in clauses_of(ClockContract)
    ]
    assert {one.outcome for one in found} == {Outcome.PASSED, Outcome.LEFT_OUT}


def test_a_kept_clause_has_nothing_to_tell() -> None:
    verdict = _of(Passing)

    assert verdict.outcome is Outcome.PASSED
    assert not verdict.is_failed
    assert verdict.message == ""
    assert verdict.sentence.startswith("*seen* is the slice it was decided on; *after*")


def test_a_broken_clause_says_where_in_one_line() -> None:
    verdict = _of(Forgetful)

    assert verdict.is_failed
    assert verdict.message.startswith("what is stored.version is 0 instead of 1; ")
    assert "\n" not in verdict.message


def test_an_error_that_is_no_assertion_is_told_with_its_name() -> None:
    assert _of(Breaking).message == "ConnectionError: gone away"


def test_a_clause_that_does_not_end_in_time_has_failed() -> None:
    verdict = _of(Slow, patience=0.2)

    assert verdict.is_failed
    assert verdict.message == "TimeoutError: It did not end within 0.2 seconds."


def test_a_clause_that_is_left_out_says_why() -> None:
    (verdict,) = verdicts(
        ClockContract,
        clock=_clock,
        only="test_time_goes_on",
    )

    assert verdict.outcome is Outcome.LEFT_OUT
    assert verdict.message == "not declared: the present time, instead of time travel"


def test_the_same_adapter_gets_the_same_verdict_each_time() -> None:
    """Also by a clause whose histories are drawn."""
    assert _of(Forgetful, only=DRAWN) == _of(Forgetful, only=DRAWN)


def test_a_contract_that_has_its_hooks_needs_none() -> None:
    class OfHandClock(ClockContract):
        capabilities = Capabilities(time_travel=False)

        @override
        def clock(self) -> Clock:
            return _clock()

    found = verdicts(OfHandClock, only="test_the_present_instant")

    assert [one.outcome for one in found] == [Outcome.FAILED]


def test_clauses_may_be_listed_by_their_names() -> None:
    names = [one.name for one in clauses_of(ClockContract)][:3]

    found = verdicts(ClockContract, clock=_clock, only=names)

    assert len(found) == 3


def test_a_hook_that_the_contract_does_not_know_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="has no hooks ledger"):
        verdicts(LedgersContract, ledger=_clock)


def test_clauses_that_do_not_exist_are_a_mistake() -> None:
    """Or a list with a slip of the pen would certify everything."""
    with pytest.raises(ValueError, match="has no clause with 'nothing of it'"):
        verdicts(ClockContract, clock=_clock, only="nothing of it")


def test_what_is_stored_is_judged_by_the_raw_reader_if_there_is_one() -> None:
    """The adapter loads what it has, and the reader finds nothing."""

    def reads_nothing(_: Place, customer_id: CustomerId) -> Ledger:
        return Ledger(customer_id=customer_id)

    def memory(_: Place) -> Ledgers:
        return MemoryLedgers()

    found = verdicts(
        LedgersContract,
        ledgers=memory,
        raw=reads_nothing,
        capabilities=IN_MEMORY,
        only="is_stored",
    )

    assert len(found) > 5
    assert {one.outcome for one in found} == {Outcome.FAILED}
