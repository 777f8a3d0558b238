"""What came of taking something over."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Taken:
    """All is well, or why not.

    *waits* is what has to be known first, and *refusal* why it cannot be, or not in
    full. *key* is the new name of what is the same object there. *elsewhere* tells
    of memos, by their keys, what is used of them there on what is not known here.
    """

    waits: str = ""
    refusal: str = ""
    key: str = ""
    elsewhere: tuple[tuple[str, int], ...] = ()
