"""Change data capture: what changed since an instant, deleted objects included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from .amounts import Document
from .books import Books
from .books.shelves import Shelf
from .clock import pacific_seconds
from .entities import KINDS, Kind, kind_at
from .json_text import Raw
from .refusals import refusal
from .switches import Boundary, Switches, ThirtyDays

MOST = 1000
_BACK = timedelta(days=30)


def changes(
    books: Books,
    entities: tuple[str, ...],
    since: datetime,
    now: datetime,
    switches: Switches,
) -> Document:
    """One block for each of the *entities*, in their order.

    Altogether there are at most a thousand objects, and nothing tells that some
    were left out.
    """
    kinds = [_kind(name) for name in entities]
    if now - since > _BACK and switches.cdc_30_days is ThirtyDays.ENFORCE:
        day = since.date().isoformat()
        told = f"cdc with changedSince date {day} older than fixed days"
        raise refusal("500", told)
    first = int(since.timestamp())
    if switches.cdc_boundary is Boundary.EXCLUSIVE:
        first += 1
    blocks: list[Document] = []
    left = MOST
    for kind in kinds:
        rows = _rows(books.shelves[kind.name], first, left)
        left -= len(rows)
        blocks.append(_block(kind, rows))
    return {"CDCResponse": [{"QueryResponse": blocks}]}


def _kind(name: str) -> Kind:
    kind = KINDS.get(name) or kind_at(name.lower())
    if kind is None or not kind.in_feed:
        raise refusal("2000", name[:40])
    return kind


def _block(kind: Kind, rows: list[Document | Raw]) -> Document:
    if not rows:
        return {}
    count = len(rows)
    return {
        kind.name: rows,
        "startPosition": 1,
        "maxResults": count,
        "totalCount": count,
    }


def _rows(shelf: Shelf, first: int, most: int) -> list[Document | Raw]:
    """The living in the order of their changes, and then the deleted."""
    living: list[Document | Raw] = []
    deleted: list[Document | Raw] = []
    for row in _changed(shelf, first):
        if len(living) + len(deleted) >= most:
            break
        (living if isinstance(row, Raw) else deleted).append(row)
    return living + deleted


def _changed(shelf: Shelf, first: int) -> Iterator[Document | Raw]:
    for updated, order in shelf.by_update.between((first, -1), None):
        object_id = str(order)
        record = shelf.records.get(object_id)
        if record is not None:
            if record.updated == updated:
                yield Raw(record.text)
        elif shelf.tombstones.get(object_id) == updated:
            yield _tombstone(object_id, updated)


def _tombstone(object_id: str, at: int) -> Document:
    moment = datetime.fromtimestamp(at, UTC)
    return {
        "domain": "QBO",
        "status": "Deleted",
        "Id": object_id,
        "MetaData": {"LastUpdatedTime": pacific_seconds(moment)},
    }
