"""The rows that the exchange keeps for one company of one tenant.

Their fields are text and whole numbers only, so that a row is the same in memory
and in a database. Instants are text in UTC whose order is that of time.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar, TypeVar

import attrs


def written(at: datetime) -> str:
    """An instant as rows hold it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant_of(text: str) -> datetime:
    """The instant that ``written`` wrote."""
    return datetime.fromisoformat(text)


@attrs.frozen(kw_only=True)
class Tie:
    """Something of ours and the object there that is the same thing.

    *key* names what it is here, *entity* and *remote_id* what it is there; the
    latter is empty until it is known. *base* is the image that both sides agreed on
    last, and *token* a hint. A write that was begun and not finished is kept whole:
    *action*, *body*, *wanted* and *request_id*, which *generation* makes unique.
    *taking* is the image that is being taken over here, and *elsewhere* what of a
    memo was used there on what is not known here, in minor units.
    """

    names: ClassVar[tuple[str, ...]] = ("key",)
    key: str
    customer_id: str
    entity: str
    remote_id: str = ""
    base: str = ""
    token: int = 0
    generation: int = 0
    action: str = ""
    body: str = ""
    wanted: str = ""
    request_id: str = ""
    attempts: int = 0
    not_before: str = ""
    taking: str = ""
    elsewhere: int = 0

    @property
    def is_open(self) -> bool:
        """Whether a write was begun whose outcome nobody has seen."""
        return bool(self.action)

    def closed(self) -> Tie:
        """The tie without the write that was begun."""
        return attrs.evolve(
            self,
            action="",
            body="",
            wanted="",
            request_id="",
            attempts=0,
            not_before="",
        )


@attrs.frozen(kw_only=True)
class Dirty:
    """Something here that changed and may have to be told; *stamp* tells when."""

    names: ClassVar[tuple[str, ...]] = ("key",)
    key: str
    customer_id: str
    stamp: int
    attempts: int = 0
    not_before: str = ""
    reason: str = ""


@attrs.frozen(kw_only=True)
class Mark:
    """An object there that changed and has to be looked at; *stamp* tells when."""

    names: ClassVar[tuple[str, ...]] = ("entity", "remote_id")
    entity: str
    remote_id: str
    stamp: int
    attempts: int = 0
    not_before: str = ""
    reason: str = ""


@attrs.frozen(kw_only=True)
class Conflict:
    """What a person has to decide about *key*: both sides, and the choices.

    As long as it stands, nothing is moved for *key* in either direction.
    """

    names: ClassVar[tuple[str, ...]] = ("key",)
    key: str
    customer_id: str
    kind: str
    entity: str
    remote_id: str
    here: str
    there: str
    reason: str
    since: str


@attrs.frozen(kw_only=True)
class Binding:
    """A customer or an invoice of the host, and the same one there."""

    names: ClassVar[tuple[str, ...]] = ("entity", "local_id")
    entity: str
    local_id: str
    remote_id: str


@attrs.frozen(kw_only=True)
class Place:
    """How far something was read."""

    names: ClassVar[tuple[str, ...]] = ("name",)
    name: str
    value: str


@attrs.frozen(kw_only=True)
class Lease:
    """Who works on *name*, and until when nobody else does."""

    names: ClassVar[tuple[str, ...]] = ("name",)
    name: str
    holder: str
    until: str


Record = Tie | Dirty | Mark | Conflict | Binding | Place | Lease
AnyRecord = TypeVar("AnyRecord", Tie, Dirty, Mark, Conflict, Binding, Place, Lease)

KINDS: tuple[type[Record], ...] = (Tie, Dirty, Mark, Conflict, Binding, Place, Lease)

UNIQUE: dict[type[Record], tuple[str, ...]] = {
    Tie: ("entity", "remote_id"),
    Binding: ("entity", "remote_id"),
}
"""What else no two rows may have in common, unless the object is not known yet."""


def name_of(record: Record) -> tuple[str, ...]:
    """By what the record is found again."""
    return tuple(str(getattr(record, name)) for name in record.names)
