"""The envelope around each answer, and what stands in its head.

The time is that at which the work on the request began.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from ..clock import pacific_milliseconds
from ..json_text import render
from ..outcomes import Outcome, Refused
from ..telling import fault
from .asked import Reply

SUCCESS = "application/json;charset=utf-8"
FAULT = "application/json"
_VERSION = "1988.128"
# The recorded refusal of an id that is no number has no time.
_TIMELESS = frozenset({"2030"})


def enveloped(outcome: Outcome, began: datetime) -> Reply:
    """The whole answer to a request."""
    if isinstance(outcome, Refused):
        text = render(fault(outcome))
        if outcome.code not in _TIMELESS:
            text = timed(text, began)
        return Reply(outcome.status, encoded(text), (("content-type", FAULT),))
    text = timed(outcome.text, began)
    headers = (("content-type", SUCCESS), ("qbo-version", _VERSION))
    return Reply(200, encoded(text), headers)


def timed(text: str, began: datetime) -> str:
    """The *text* of an object with the time as its last key."""
    return f'{text[:-1]},"time":"{pacific_milliseconds(began)}"}}'


def encoded(text: str) -> bytes:
    """The bytes of *text*; what can't be encoded becomes a question mark."""
    return text.encode("utf-8", "replace")


def transaction_id(seed: int, number: int, began: datetime) -> str:
    """What Intuit's support asks for: the same for the same *seed* and *number*."""
    digest = sha256(f"{seed}:{number}".encode()).hexdigest()
    return f"1-{int(began.timestamp()):08x}-{digest[:24]}"
