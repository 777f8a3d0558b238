"""One company of QuickBooks Online, as far as the exchange has to do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Final

from quickbooks import QuickBooks

from ..documents import Document, render
from ..instants import told
from .connection import Connector
from .judging import judge
from .outcomes import (
    Answered,
    AuthExpired,
    Disconnected,
    Outcome,
    Throttled,
    Transient,
    UnknownOutcome,
)
from .pace import Pace
from .queries import ENTITIES, ROWS_MAX, Selection
from .session import RecordingSession
from .tokens import Tokens

MINOR_VERSION: Final = 75
_PAGES_MAX: Final = 1_000


class Gateway:
    """Asks for one company; any number of threads may use it.

    Nothing here tries twice, but for a token that has expired: whoever asks knows
    whether to ask again, and under which request id. *calls* counts what was sent.
    """

    def __init__(
        self,
        realm_id: str,
        connector: Connector,
        pace: Pace,
        session: RecordingSession | None = None,
    ) -> None:
        """Speak for the company *realm_id*; raises ``ValueError`` if it is no id."""
        if not realm_id.isascii() or not realm_id.isdecimal():
            raise ValueError(f"{realm_id!r} is not the id of a company.")
        self.realm_id = realm_id
        self.calls = 0
        self._connector = connector
        self._pace = pace
        self._session = session or RecordingSession()
        self._library = QuickBooks(
            company_id=realm_id, minorversion=MINOR_VERSION, use_decimal=True
        )
        self._library.session = self._session
        self._library.api_url_v3 = f"{connector.connection.api}/v3"

    def read(self, entity: str, object_id: str) -> Outcome:
        """The object as it is now; what queries find may be older."""
        _check(entity, object_id)
        library = self._library
        outcome = self._call(lambda: library.get_single_object(entity, object_id))
        return _holding(entity, outcome, writes=False)

    def create(self, entity: str, document: Document, *, request_id: str) -> Outcome:
        """Make a new object, once, however often it is asked under *request_id*."""
        _check(entity)
        body, library = render(document), self._library
        return self._write(
            entity, lambda: library.create_object(entity, body, request_id=request_id)
        )

    def update(self, entity: str, document: Document, *, request_id: str) -> Outcome:
        """Change the object whose ``Id`` and ``SyncToken`` are in *document*."""
        _check(entity, str(document["Id"]))
        body, library = render(document), self._library
        return self._write(
            entity, lambda: library.update_object(entity, body, request_id=request_id)
        )

    def void_payment(self, document: Document, *, request_id: str) -> Outcome:
        """Keep the payment of *document* as one of nothing."""
        _check("Payment", str(document["Id"]))
        body, library = render(document), self._library
        return self._write(
            "Payment",
            lambda: library.update_object(
                "Payment",
                body,
                request_id=request_id,
                params={"operation": "update", "include": "void"},
            ),
        )

    def delete(
        self, entity: str, object_id: str, token: str, *, request_id: str
    ) -> Outcome:
        """Take the object out of the books."""
        _check(entity, object_id)
        body = render({"Id": object_id, "SyncToken": token})
        library = self._library
        return self._write(
            entity, lambda: library.delete_object(entity, body, request_id=request_id)
        )

    def changes(self, entities: tuple[str, ...], since: datetime) -> Outcome:
        """What changed *since* an aware instant, with deleted objects as such."""
        for entity in entities:
            _check(entity)
        library, names, at = self._library, ",".join(entities), told(since)
        outcome = self._call(lambda: library.change_data_capture(names, at))
        return _holding("CDCResponse", outcome, writes=False)

    def preferences(self) -> Outcome:
        """How the company is set up."""
        library = self._library
        text = "SELECT * FROM Preferences"
        return _holding(
            "QueryResponse", self._call(lambda: library.query(text)), writes=False
        )

    def pages(self, selection: Selection) -> Iterator[Outcome]:
        """The pages of a query; the last one is short, or not an answer."""
        library, entity = self._library, selection.entity
        for number in range(_PAGES_MAX):
            text = selection.page(1 + number * ROWS_MAX)
            outcome = self._call(partial(library.query, text))
            outcome = _holding("QueryResponse", outcome, writes=False)
            yield outcome
            if not isinstance(outcome, Answered):
                return
            if len(outcome.body["QueryResponse"].get(entity, ())) < ROWS_MAX:
                return

    def _write(self, entity: str, send: Callable[[], object]) -> Outcome:
        return _holding(entity, self._call(send, writes=True), writes=True)

    def _call(self, send: Callable[[], object], *, writes: bool = False) -> Outcome:
        """Send with the newest token; if it has expired, once more with another."""
        tokens = self._connector.current(self.realm_id)
        if isinstance(tokens, Disconnected):
            return tokens
        outcome = self._send(send, tokens, writes=writes)
        if not isinstance(outcome, AuthExpired):
            return outcome
        renewed = self._connector.renewed(self.realm_id, tokens)
        if not isinstance(renewed, Tokens):
            return renewed
        outcome = self._send(send, renewed, writes=writes)
        if isinstance(outcome, AuthExpired):
            return Disconnected(code="3200", reason=outcome.reason, tid=outcome.tid)
        return outcome

    def _send(
        self, send: Callable[[], object], tokens: Tokens, *, writes: bool
    ) -> Outcome:
        self._session.carry(tokens.access)
        with self._pace.turn():
            self.calls += 1
            send()
        outcome = judge(self._session.exchange, writes=writes)
        if isinstance(outcome, Throttled):
            self._pace.pause(outcome.seconds)
        return outcome


def _check(entity: str, object_id: str = "0") -> None:
    if entity not in ENTITIES:
        raise ValueError(f"{entity!r} takes no part in the exchange.")
    if not object_id.isascii() or not object_id.isdecimal():
        raise ValueError(f"{object_id!r} is not the id of an object.")


def _holding(key: str, outcome: Outcome, *, writes: bool) -> Outcome:
    """An answer has to hold what was asked for, or it is no answer."""
    if not isinstance(outcome, Answered) or key in outcome.body:
        return outcome
    reason = f"an answer without {key}"
    if writes:
        return UnknownOutcome(reason=reason, tid=outcome.tid)
    return Transient(reason=reason, tid=outcome.tid)
