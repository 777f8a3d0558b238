"""All memos and payments there, as they are at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from credits_core.money import Money

from ..translate import LinkKind, PaymentImage, SeenMemo, SeenPayment

Place = tuple[str, str]
"""An object there, by its entity and id."""

NOWHERE: Final[Place] = ("", "")


@attrs.define
class There:
    """All memos and payments there."""

    seen: dict[Place, SeenMemo | SeenPayment] = attrs.field(factory=dict)

    def open_of(self, place: Place) -> Money | None:
        """What is open of a memo or a payment there."""
        seen = self.seen.get(place)
        if isinstance(seen, SeenMemo):
            return seen.balance
        return None if seen is None else seen.unapplied

    def total_of(self, place: Place) -> int:
        """The total of a memo there."""
        seen = self.seen.get(place)
        image = None if seen is None else seen.image
        return 0 if image is None else image.total.minor

    def links_to(self, memo: str) -> dict[Place, int]:
        """What each payment there has of that memo."""
        found: dict[Place, int] = {}
        for place, seen in self.seen.items():
            for of, minor in _memos(seen):
                if of == memo:
                    found[place] = found.get(place, 0) + minor
        return found


def _memos(seen: SeenMemo | SeenPayment) -> Iterator[tuple[str, int]]:
    if isinstance(seen.image, PaymentImage):
        for link in seen.image.links:
            if link.kind is LinkKind.MEMO:
                yield link.id, link.amount.minor
