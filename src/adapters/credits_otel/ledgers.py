"""Ledgers whose every call is a span, with ids and nothing else in it.

A span of a command is the block that holds its ledgers; loading and committing are
inside it. What an exception says is not recorded, only of which type it is, since
drivers put values into their words.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from typing import Final

from opentelemetry.trace import Span, Status, StatusCode, get_tracer
from returns.pipeline import is_successful
from returns.result import Result
from typing_extensions import override

from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.ports import Change, Ledgers
from credits_core.rejections import StaleLedger

_CUSTOMER: Final = "credits.customer_id"


class SpannedLedgers(Ledgers):
    """The ledgers that it is given, with a span around each call."""

    def __init__(self, inner: Ledgers) -> None:
        """Put spans around the calls of *inner*."""
        self._inner = inner
        self._tracer = get_tracer("credits_core")

    @override
    @contextmanager
    def exclusively(self, customer_ids: Collection[CustomerId]) -> Generator[None]:
        with self._span("exclusively") as span:
            span.set_attribute("credits.customers", len(customer_ids))
            with self._inner.exclusively(customer_ids):
                yield

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        with self._span("load", customer_id) as span:
            span.set_attribute("credits.parts", len(footprint))
            return self._inner.load(customer_id, footprint)

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        with self._span("load_whole", customer_id):
            return self._inner.load_whole(customer_id)

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        """As the port says; the span tells the version, and whether it was written."""
        with self._span("commit", change.entry.customer_id) as span:
            span.set_attribute("credits.version", change.entry.version)
            span.set_attribute("credits.command", type(change.entry.command).__name__)
            result = self._inner.commit(change)
            span.set_attribute("credits.written", is_successful(result))
            return result

    @override
    def answer(self, key: str) -> Answer | None:
        with self._span("answer") as span:
            found = self._inner.answer(key)
            span.set_attribute("credits.known", found is not None)
            return found

    @override
    def remember(self, answer: Answer) -> None:
        with self._span("remember"):
            self._inner.remember(answer)

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        """As the port says; who reads slowly would make a long span, so it has none."""
        return self._inner.journal(customer_id)

    @override
    def customers(self) -> Iterator[CustomerId]:
        """As the port says, without a span."""
        return self._inner.customers()

    @contextmanager
    def _span(
        self, name: str, customer_id: CustomerId | None = None
    ) -> Generator[Span]:
        with self._tracer.start_as_current_span(
            f"credits.{name}", record_exception=False, set_status_on_exception=False
        ) as span:
            if customer_id is not None:
                span.set_attribute(_CUSTOMER, customer_id)
            try:
                yield span
            except BaseException as error:
                span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise
