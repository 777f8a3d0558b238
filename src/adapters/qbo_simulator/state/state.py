"""What keeps a company's state, seen from the company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

import attrs
from typing_extensions import override


@attrs.frozen
class Kept:
    """An object as it is stored; without a *text* it was deleted at *at*."""

    entity: str
    id: str
    text: str | None
    outside: int = 0
    at: int = 0


@attrs.frozen
class Reply:
    """An answer that was given under a request id, byte for byte.

    *key* is the kind and the id of the object that it tells of.
    """

    request_id: str
    digest: str
    status: int
    content_type: str
    body: bytes
    at: float
    key: tuple[str, str] = ("", "")


@attrs.frozen
class Header:
    """What there is of a company besides its objects."""

    realm_id: str
    name: str
    last_id: int
    last_number: int
    facts: str = "{}"


class State(Protocol):
    """Keeps what is handed in; all of a request, or nothing of it."""

    def headers(self) -> Iterable[Header]:
        """The companies that are kept, the oldest first."""
        ...

    def objects(self, realm_id: str) -> Iterator[Kept]:
        """All objects of a company, and the tombstones."""
        ...

    def replies(self, realm_id: str) -> Iterator[Reply]:
        """All answers that a company gave under request ids."""
        ...

    def keep(self, header: Header, objects: Iterable[Kept]) -> None:
        """Write a company's header and some of its objects."""
        ...

    def remember(self, realm_id: str, reply: Reply) -> None:
        """Write an answer that was given under a request id."""
        ...

    def finish(self) -> None:
        """Make all that was written since the last time durable."""
        ...


class Memory(State):
    """Keeps nothing: the state is what the companies hold."""

    @override
    def headers(self) -> Iterable[Header]:
        return ()

    @override
    def objects(self, realm_id: str) -> Iterator[Kept]:
        return iter(())

    @override
    def replies(self, realm_id: str) -> Iterator[Reply]:
        return iter(())

    @override
    def keep(self, header: Header, objects: Iterable[Kept]) -> None:
        pass

    @override
    def remember(self, realm_id: str, reply: Reply) -> None:
        pass

    @override
    def finish(self) -> None:
        pass
