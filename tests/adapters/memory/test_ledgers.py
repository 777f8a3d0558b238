"""What the memory adapter does where the port leaves it open."""

from __future__ import annotations

import attrs

from credits_core.rejections import NothingToPay
from credits_memory import MemoryLedgers
from credits_testkit.contracts.events_given import issued
from credits_testkit.contracts.given import Writer


def test_an_answer_that_is_there_already_stays() -> None:
    ledgers = MemoryLedgers()
    first = Writer(ledgers).write(issued("C1", "10"), key="k").answer
    assert first is not None

    ledgers.remember(attrs.evolve(first, outcome=NothingToPay()))

    assert ledgers.answer("k") == first
