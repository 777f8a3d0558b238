"""Ids, SyncTokens and times: what each object has before anything else."""

from __future__ import annotations

from ..amounts import Document
from ..books import Draft, Record
from ..refusals import refusal

READ_ONLY = ("Id", "SyncToken", "MetaData", "domain", "sparse", "status")


def created(draft: Draft, document: Document) -> Document:
    """The *document* as a new object."""
    now = draft.now_text
    stamp = {
        "domain": "QBO",
        "sparse": False,
        "Id": draft.next_id(),
        "SyncToken": "0",
        "MetaData": {"CreateTime": now, "LastUpdatedTime": now},
    }
    return {**document, **stamp}


def touched(draft: Draft, document: Document, *, tokens: int = 1) -> Document:
    """The *document* as changed now; its SyncToken moves by *tokens*."""
    meta = {**document.get("MetaData", {}), "LastUpdatedTime": draft.now_text}
    token = str(int(document.get("SyncToken") or 0) + tokens)
    return {**document, "SyncToken": token, "MetaData": meta}


def current(draft: Draft, entity: str, document: Document, who: str) -> Record:
    """The object that *document* speaks of, if its SyncToken is the live one."""
    found = present(draft, entity, document)
    if "SyncToken" not in document:
        raise refusal("2020", "SyncToken", element="SyncToken")
    token = document["SyncToken"]
    if not token.isdecimal() or int(token) != found.token:
        raise refusal("5010", who)
    return found


def present(draft: Draft, entity: str, document: Document) -> Record:
    """The object that *document* speaks of."""
    if "Id" not in document:
        raise refusal("2020", "Id", element="Id")
    return record_at(draft, entity, document["Id"])


def record_at(draft: Draft, entity: str, object_id: str) -> Record:
    """The object with this id; an id that is no number is refused as such."""
    found = draft.find(entity, object_id)
    if found is not None:
        return found
    if not (object_id.isascii() and object_id.isdecimal()):
        raise refusal("2030", object_id[:40], element="Id")
    raise refusal("610")


def merged(old: Document, new: Document, kept: tuple[str, ...]) -> Document:
    """What an update makes of *old*: *kept* keys stay, others as the update says.

    A sparse update leaves alone what it does not mention.
    """
    read_only = (*READ_ONLY, *kept)
    written = {key: held for key, held in new.items() if key not in read_only}
    if new.get("sparse") is True:
        return {**old, **written}
    return {key: old[key] for key in read_only if key in old} | written
