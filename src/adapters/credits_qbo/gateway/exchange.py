"""One request and what came back over the wire, before anybody has judged it."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Exchange:
    """An answer arrived: its *status*, a few headers, and the *body* byte for byte."""

    status: int
    body: bytes = attrs.field(repr=False)
    tid: str = ""
    retry_after: str = ""


@attrs.frozen(kw_only=True)
class Broken:
    """No answer arrived; *was_sent* unless it is certain that nothing went out."""

    reason: str
    was_sent: bool
