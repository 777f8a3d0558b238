"""What a walk came to: how many deaths there were, and each harm that was done."""

from __future__ import annotations

from collections import Counter

import attrs

from .judging import Finding, Harm
from .points import Point, Way


@attrs.frozen(kw_only=True)
class Wound:
    """A harm that was found, and where the act was struck down before."""

    database: str
    act: str
    way: Way
    struck: tuple[Point, ...]
    finding: Finding


@attrs.define(kw_only=True)
class Tally:
    """What a walk came to on one database, in one way of dying.

    *unheard* deaths came after the commit and before the answer.
    """

    database: str
    way: Way
    acts: int = 0
    points: int = 0
    deaths: int = 0
    unheard: int = 0
    wounds: list[Wound] = attrs.field(factory=list[Wound])

    def harms(self) -> Counter[Harm]:
        """How often each harm was done."""
        return Counter(wound.finding.harm for wound in self.wounds)
