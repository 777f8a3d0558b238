"""What can go wrong with one request, as values.

Each fault that has a *when* strikes either before the books are touched, or after
they have been written: to the client both look the same.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

from ..validators import maybe_at_least, one_of, status, text
from ..validators import seconds as _seconds

When: TypeAlias = Literal["before", "after"]

_SERVER_STATUS = status(500)
_ANY_STATUS = status(200)
_WHEN = one_of("before", "after")


@attrs.frozen
class Drop:
    """The connection goes away instead of an answer."""

    when: When = attrs.field(default="before", validator=_WHEN)
    how: Literal["closed", "reset"] = attrs.field(
        default="reset", validator=one_of("closed", "reset")
    )


@attrs.frozen
class Delay:
    """The request is held back, by the simulated clock or in real seconds."""

    seconds: float = attrs.field(default=1.0, validator=_seconds)
    by: Literal["clock", "wall"] = attrs.field(
        default="clock", validator=one_of("clock", "wall")
    )
    when: When = attrs.field(default="before", validator=_WHEN)


@attrs.frozen
class ServerError:
    """A 5xx, as the application or as a proxy in front of it says it."""

    status: int = attrs.field(default=500, validator=_SERVER_STATUS)
    body: Literal["json", "html", "empty"] = attrs.field(
        default="json", validator=one_of("json", "html", "empty")
    )
    when: When = attrs.field(default="before", validator=_WHEN)


@attrs.frozen
class Unauthorized:
    """The gateway does not take the token, although it is good."""


@attrs.frozen
class HtmlPage:
    """A page for people instead of JSON."""

    status: int = attrs.field(default=200, validator=_ANY_STATUS)
    when: When = attrs.field(default="before", validator=_WHEN)


@attrs.frozen
class Truncated:
    """The books are written, and half of the answer arrives."""

    how: Literal["whole", "cut"] = attrs.field(
        default="whole", validator=one_of("whole", "cut")
    )
    """Whether the half is told as a whole body, or the connection breaks in it."""


@attrs.frozen
class FaultInSuccess:
    """A fault of the application that comes with the status 200."""

    code: str = attrs.field(default="10000", validator=text)
    message: str = attrs.field(
        default="An application error has occurred while processing your request",
        validator=text,
    )
    detail: str = attrs.field(default="System Failure Error", validator=text)
    when: When = attrs.field(default="before", validator=_WHEN)


@attrs.frozen
class Stale:
    """Somebody else was faster: the write is refused with 5010, and nothing is done."""

    who: str = attrs.field(default="A colleague", validator=text)


@attrs.frozen
class Throttled:
    """One request too many, although it was not."""

    style: Literal["json", "xml", "403"] = attrs.field(
        default="json", validator=one_of("json", "xml", "403")
    )
    retry_after: int | None = attrs.field(default=None, validator=maybe_at_least(0))


@attrs.frozen
class LaggingQuery:
    """A query sees the books as they were some seconds ago."""

    seconds: float = attrs.field(default=5.0, validator=_seconds)


Fault: TypeAlias = (
    Drop
    | Delay
    | ServerError
    | Unauthorized
    | HtmlPage
    | Truncated
    | FaultInSuccess
    | Stale
    | Throttled
    | LaggingQuery
)

KINDS: Final[dict[str, type[Fault]]] = {
    "drop": Drop,
    "delay": Delay,
    "server-error": ServerError,
    "unauthorized": Unauthorized,
    "html": HtmlPage,
    "truncated": Truncated,
    "fault-in-success": FaultInSuccess,
    "stale": Stale,
    "throttled": Throttled,
    "lagging-query": LaggingQuery,
}
"""The faults by the names that the control API knows."""

NAMES: Final = {kind: name for name, kind in KINDS.items()}
