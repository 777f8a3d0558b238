"""Text that nobody is to see by accident."""

from __future__ import annotations

import hmac

from typing_extensions import override


class Secret:
    """A token or a password, which shows itself only when it is asked to."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Keep *text*; raises ``ValueError`` if it could break out of a header."""
        if not text.isascii() or not text.isprintable():
            raise ValueError("A secret is printable ASCII.")
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one place that sends or stores it."""
        return self._text

    @override
    def __repr__(self) -> str:
        """Nothing of it."""
        return "Secret(…)"

    @override
    def __eq__(self, other: object) -> bool:
        """Whether it is the same text, found out in constant time."""
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._text, other._text)

    @override
    def __hash__(self) -> int:
        """A hash that goes with equality."""
        return hash(self._text)
