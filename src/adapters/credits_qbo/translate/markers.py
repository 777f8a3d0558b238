"""The mark by which an object of ours is found again in the other books.

It stands in the private note. People copy notes together with documents, so a mark
is a hint where to look and never a proof.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

import attrs

NOTE_MAX: Final = 4_000
_FORM: Final = re.compile(
    r"\[credits ([A-Za-z0-9]{1,12}) ([A-Za-z0-9-]{1,36}) ([0-9a-f]{8})\]"
)
_UNWANTED: Final = re.compile(r"[^\S\n]*[\x00-\x09\x0b-\x1f\x7f]+")


@attrs.frozen(kw_only=True)
class Marker:
    """Which *installation* made the object, under which *request_id*."""

    installation: str
    request_id: str

    def text(self, realm_id: str) -> str:
        """The mark as it stands in a note of the company *realm_id*."""
        check = _check(self.installation, self.request_id, realm_id)
        return f"[credits {self.installation} {self.request_id} {check}]"


def marker_in(note: str, realm_id: str) -> Marker | None:
    """The last mark in *note* that was made for this company, if there is one."""
    for found in reversed(_FORM.findall(note)):
        installation, request_id, check = found
        if check == _check(installation, request_id, realm_id):
            return Marker(installation=installation, request_id=request_id)
    return None


def marked(note: str, marker: Marker, realm_id: str) -> str:
    """*note* with the mark at its end, and shortened so that both fit."""
    mark = marker.text(realm_id)
    plain = _FORM.sub("", _UNWANTED.sub(" ", note)).strip()
    room = NOTE_MAX - len(mark) - 1
    return f"{plain[:room]}\n{mark}" if plain else mark


def _check(installation: str, request_id: str, realm_id: str) -> str:
    told = f"{installation}\n{request_id}\n{realm_id}".encode()
    return hashlib.sha256(told).hexdigest()[:8]
