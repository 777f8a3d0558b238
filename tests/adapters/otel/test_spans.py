"""Spans by the real SDK: they tell what happened, and no word of a customer."""

from __future__ import annotations

import attrs
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from typing_extensions import override

from credits_core.desk import Desk
from credits_core.ports import Ledgers
from credits_memory import HandClock, MemoryLedgers
from credits_otel import SpannedLedgers
from credits_testkit.contracts import IN_MEMORY, LedgersContract, Place
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME, exact, grant, invoice, pay

pytestmark = pytest.mark.extras

EXPORTER = InMemorySpanExporter()
PROVIDER = TracerProvider()
PROVIDER.add_span_processor(SimpleSpanProcessor(EXPORTER))
trace.set_tracer_provider(PROVIDER)


class TestSpannedLedgers(LedgersContract):
    """Whoever puts spans around ledgers breaks none of their promises."""

    capabilities = IN_MEMORY

    @override
    def ledgers(self, place: Place) -> Ledgers:
        return SpannedLedgers(MemoryLedgers())


class _LostHeartError(Exception):
    pass


@pytest.fixture
def desk() -> Desk:
    """A desk over ledgers with spans; what was told before is forgotten."""
    EXPORTER.clear()
    ledgers = SpannedLedgers(MemoryLedgers())
    return Desk(ledgers=ledgers, clock=HandClock(BEGIN))


def told() -> list[ReadableSpan]:
    return list(EXPORTER.get_finished_spans())


def test_a_command_is_one_span_with_its_load_and_its_commit_inside(desk: Desk) -> None:
    desk.submit(grant("C", 5), BOSS, key="k").unwrap()

    *inside, block = told()
    assert block.name == "credits.exclusively"
    assert [one.name for one in inside] == [
        *("credits.answer", "credits.load", "credits.commit")
    ]
    assert block.context is not None
    assert {one.parent and one.parent.span_id for one in inside} == {
        block.context.span_id
    }
    assert dict(inside[-1].attributes or {}) == {
        "credits.customer_id": ACME,
        "credits.version": 1,
        "credits.command": "IssueCredit",
        "credits.written": True,
    }


def test_no_word_no_amount_and_no_key_gets_into_a_span(desk: Desk) -> None:
    """What an exception says stays out too; its type is told."""
    gift = attrs.evolve(grant("C", 7654321), note="canary")
    for command in (gift, invoice("A", 7654321), pay("P", 0, "A", credits=exact(7))):
        desk.submit(command, BOSS, key="canary")
        desk.submit(command, BOSS)
    with pytest.raises(_LostHeartError), desk.ledgers.exclusively([ACME]):
        raise _LostHeartError("canary")

    text = " ".join(span.to_json() for span in told())
    assert "credits.exclusively" in text
    assert "_LostHeartError" in text
    assert [one for one in ("canary", "76543", "54321") if one in text] == []


def test_without_an_sdk_nothing_is_recorded_and_all_goes_on() -> None:
    plain = Desk(ledgers=SpannedLedgers(MemoryLedgers()), clock=HandClock(BEGIN))
    EXPORTER.clear()
    EXPORTER.shutdown()

    assert plain.submit(grant("C", 5), BOSS).unwrap().version == 1
    assert told() == []
