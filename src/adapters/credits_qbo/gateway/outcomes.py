"""What came of a request, as values that a caller has to tell apart.

Only one of them says that the request had its effect, and only *UnknownOutcome*
leaves it open: everything else is certain to have changed nothing.
"""

from __future__ import annotations

from datetime import datetime

import attrs

from ..documents import Document


@attrs.frozen(kw_only=True)
class Answered:
    """It was done, and this is the answer.

    *at* is when the server began to work on it, by its own clock, if it said so.
    """

    body: Document
    at: datetime | None = None
    tid: str = ""


@attrs.frozen(kw_only=True)
class Transient:
    """Nothing was done, and it may well work a little later."""

    reason: str
    tid: str = ""


@attrs.frozen(kw_only=True)
class Throttled:
    """Too much was asked for; *seconds* is how long to wait at least."""

    seconds: float
    tid: str = ""


@attrs.frozen(kw_only=True)
class AuthExpired:
    """The access token is not valid, or not any more."""

    reason: str
    tid: str = ""


@attrs.frozen(kw_only=True)
class Disconnected:
    """Nothing can be done for this company until somebody sees to it."""

    code: str
    reason: str
    tid: str = ""


@attrs.frozen(kw_only=True)
class Stale:
    """Somebody else changed the object since it was read."""

    reason: str
    tid: str = ""


@attrs.frozen(kw_only=True)
class NotFound:
    """The object is not there: deleted, or made inactive."""

    reason: str
    tid: str = ""


@attrs.frozen(kw_only=True)
class Rejected:
    """It was refused for a reason that another attempt does not change.

    *code* is the first reason's; *codes* are all of them.
    """

    code: str
    reason: str
    codes: tuple[str, ...] = ()
    tid: str = ""


@attrs.frozen(kw_only=True)
class UnknownOutcome:
    """It may have been done or not: the answer did not arrive or made no sense."""

    reason: str
    tid: str = ""


Fault = (
    Transient
    | Throttled
    | AuthExpired
    | Disconnected
    | Stale
    | NotFound
    | Rejected
    | UnknownOutcome
)
"""Everything but an answer."""

Outcome = Answered | Fault
"""Everything that can come of a request."""
