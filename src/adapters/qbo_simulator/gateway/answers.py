"""What goes back to the client, and how its connection ends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Final, TypeAlias

import attrs

from ..serving import Reply
from .aim import Aim


class Ending(Enum):
    """How the connection goes on after an answer."""

    KEPT = "kept"
    CLOSED = "closed"
    """Closed without a single byte of an answer."""
    RESET = "reset"
    """Reset, so that the client's read fails at once."""
    CUT = "cut"
    """Closed in the middle of the body."""


NOTHING: Final = Reply(0, b"")
"""The reply of a request whose answer nobody sees."""


@attrs.frozen
class Answer:
    """A reply, how the connection ends, and which fault has struck."""

    reply: Reply
    ending: Ending = Ending.KEPT
    fault: str | None = None


Books: TypeAlias = Callable[[Aim], Awaitable[Reply]]
"""Carries a request out."""


def json_reply(
    status: int, body: str, headers: tuple[tuple[str, str], ...] = ()
) -> Reply:
    """A reply in JSON, whose text is given."""
    kind = ("content-type", "application/json")
    return Reply(status, body.encode(), (kind, *headers))
