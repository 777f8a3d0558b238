"""From what came over the wire to what it means: one pure function.

A fault is looked for whatever the status says, in both spellings; a success
without an object is no success.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from ..documents import Document, parse
from ..instants import instant
from .exchange import Broken, Exchange
from .outcomes import (
    Answered,
    AuthExpired,
    Disconnected,
    NotFound,
    Outcome,
    Rejected,
    Stale,
    Throttled,
    Transient,
    UnknownOutcome,
)
from .redaction import redacted

PAUSE_MIN_SECONDS: Final = 60.0
"""How long nothing is asked for after too much was."""

_PAUSE_MAX_SECONDS: Final = 3_600.0
_DISCONNECTED: Final = frozenset({"120", "3100", "3202", "5020", "6190", "10200"})
_LATER: Final = frozenset({"130", "140", "150"})
_OUTAGE: Final = "10000"
_XML_CODE: Final = re.compile(rb"""<Error code=["'](\d+)["']""")


def judge(exchange: Exchange | Broken, *, writes: bool) -> Outcome:
    """What *exchange* means for a request that *writes*, or only reads."""
    if isinstance(exchange, Broken):
        if writes and exchange.was_sent:
            return UnknownOutcome(reason=exchange.reason)
        return Transient(reason=exchange.reason)
    body = _body(exchange)
    errors = _errors(body, exchange)
    if exchange.status == 429 or (exchange.status in {403, 503} and not errors):
        return _throttled(exchange)
    if errors:
        return _fault(errors, exchange, writes=writes)
    if exchange.status == 401:
        return AuthExpired(reason="status 401", tid=exchange.tid)
    if exchange.status == 200 and body is not None and _holds_something(body):
        return Answered(body=body, at=_time(body), tid=exchange.tid)
    return _unclear(f"status {exchange.status}, no answer", exchange, writes=writes)


def _holds_something(body: Document) -> bool:
    return any(isinstance(value, (dict, list)) for value in body.values())


def _body(exchange: Exchange) -> Document | None:
    try:
        return parse(exchange.body)
    except ValueError:
        return None


def _errors(body: Document | None, exchange: Exchange) -> list[tuple[str, str]]:
    """The codes and texts of all faults that the answer tells of."""
    if body is None:
        found = _XML_CODE.findall(exchange.body)
        return [(_code(code.decode()), "told in XML") for code in found]
    fault = body.get("Fault") or body.get("fault")
    if not isinstance(fault, Mapping):
        return []
    errors = fault.get("Error") or fault.get("error")
    if not isinstance(errors, list):
        return [("", "a fault without a reason")]
    told = [_error(one) for one in errors if isinstance(one, Mapping)]
    return told or [("", "a fault without a reason")]


def _error(error: Document) -> tuple[str, str]:
    told = (error.get(key) for key in ("Message", "message", "Detail", "detail"))
    text = ": ".join(str(one) for one in told if one)
    return _code(str(error.get("code", ""))), redacted(text)


def _code(text: str) -> str:
    return text.strip().lstrip("0")


def _fault(
    errors: list[tuple[str, str]], exchange: Exchange, *, writes: bool
) -> Outcome:
    """What the first error means; all are told."""
    code, reason = errors[0]
    tid, codes = exchange.tid, tuple(one for one, _ in errors)
    if code == "3001":
        return _throttled(exchange)
    if code == "3200" or exchange.status == 401:
        return AuthExpired(reason=reason, tid=tid)
    if code in _DISCONNECTED:
        return Disconnected(code=code, reason=reason, tid=tid)
    if code == "5010":
        return Stale(reason=reason, tid=tid)
    if code == "610":
        return NotFound(reason=reason, tid=tid)
    if code in _LATER:
        return Transient(reason=reason, tid=tid)
    if code in {"", _OUTAGE} or not _is_plain(exchange, writes=writes):
        return _unclear(f"{code} {reason}".strip(), exchange, writes=writes)
    return Rejected(code=code, reason=reason, codes=codes, tid=tid)


def _is_plain(exchange: Exchange, *, writes: bool) -> bool:
    """Whether a fault came with a status that goes with one.

    A write that is answered with 200 and a fault at once has said two things.
    """
    return exchange.status in {400, 403, 404} or (exchange.status == 200 and not writes)


def _unclear(reason: str, exchange: Exchange, *, writes: bool) -> Outcome:
    if writes:
        return UnknownOutcome(reason=reason, tid=exchange.tid)
    return Transient(reason=reason, tid=exchange.tid)


def _throttled(exchange: Exchange) -> Throttled:
    asked = exchange.retry_after
    seconds = float(asked) if asked.isdecimal() and len(asked) < 6 else 0.0
    bounded = min(max(seconds, PAUSE_MIN_SECONDS), _PAUSE_MAX_SECONDS)
    return Throttled(seconds=bounded, tid=exchange.tid)


def _time(body: Document) -> datetime | None:
    """When the server began, if it says so in a form that can be read."""
    told = body.get("time")
    return instant(told) if isinstance(told, str) else None
