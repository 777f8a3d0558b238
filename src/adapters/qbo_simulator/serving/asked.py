"""A request and the answer to it, as values."""

from __future__ import annotations

import attrs


@attrs.frozen
class Asked:
    """A request: the names of its headers are in lower case."""

    method: str
    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def parameter(self, name: str) -> str | None:
        """The first parameter of that *name*, whatever its case."""
        for key, value in self.parameters:
            if key.lower() == name:
                return value
        return None

    def header(self, name: str) -> str:
        """The first header of that *name*, or nothing."""
        return next((value for key, value in self.headers if key == name), "")


@attrs.frozen
class Reply:
    """An answer, byte for byte."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
