"""Cursors: where a table is to be read on, as a text that a host hands through.

A cursor is made for one search and belongs to it: with any other one, or changed
by a single letter, it is refused.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date
from typing import Final

import attrs

from ..search import CreditSearch, Place, Sort

_CHECK_LENGTH: Final = 12
_LENGTH_MAX: Final = 4_000


@attrs.frozen
class Cursor:
    """A *place* in a table, None for its edge, and whether to go back from there."""

    place: Place | None
    is_backward: bool = False


def written(cursor: Cursor, search: CreditSearch) -> str:
    """The text of *cursor* in the table of that *search*."""
    place = None if cursor.place is None else [_plain(one) for one in cursor.place]
    body = json.dumps([cursor.is_backward, place], ensure_ascii=False)
    encoded = base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")
    return f"{_check(body, search)}{encoded}"


def read(text: str, search: CreditSearch) -> Cursor:
    """The cursor that *text* is; raises ``ValueError`` if it is none of *search*."""
    try:
        check, body = text[:_CHECK_LENGTH], _decoded(text[_CHECK_LENGTH:])
        cursor = _cursor(body, search) if check == _check(body, search) else None
        # The last letter has bits to spare, so that other letters say the same.
        if cursor and written(cursor, search) == text:
            return cursor
    except (TypeError, ValueError):
        pass
    raise ValueError("This is no cursor of this search.")


def _decoded(text: str) -> str:
    if len(text) > _LENGTH_MAX:
        raise ValueError("No cursor is so long.")
    padding = "=" * (-len(text) % 4)
    return base64.b64decode(text + padding, altchars=b"-_", validate=True).decode()


def _cursor(body: str, search: CreditSearch) -> Cursor:
    is_backward, plain = json.loads(body)
    if plain is None:
        return Cursor(None, bool(is_backward))
    shape = _shape(search)
    parts = (_part(one, kind) for one, kind in zip(plain, shape, strict=True))
    return Cursor(tuple(parts), bool(is_backward))


def _shape(search: CreditSearch) -> tuple[type, ...]:
    """The types of the parts of a place, as ``place_of`` gives them."""
    match search.sort:
        case Sort.AVAILABLE:
            return (int, str)
        case Sort.CUSTOMER:
            return (str, date, str)
        case Sort.DATE if search.is_fifo:
            return (date, int, str)
        case Sort.DATE:
            return (date, str)


def _plain(part: str | int | date) -> str | int:
    return part.isoformat() if isinstance(part, date) else part


def _part(plain: str | int, kind: type) -> str | int | date:
    if type(plain) is not (str if kind is date else kind):
        raise TypeError(f"{plain!r} is no part of a place.")
    return date.fromisoformat(str(plain)) if kind is date else plain


def _check(body: str, search: CreditSearch) -> str:
    """What ties a cursor to its search; it is no secret, only no accident."""
    fields = attrs.asdict(search, recurse=False)
    fields["statuses"] = sorted(status.value for status in search.statuses)
    told = json.dumps(
        {name: str(value) for name, value in sorted(fields.items())}, sort_keys=True
    )
    return hashlib.sha256(f"{told}\n{body}".encode()).hexdigest()[:_CHECK_LENGTH]
