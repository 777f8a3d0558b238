"""The calendar of a story: it shows the day that the story says."""

from __future__ import annotations

from datetime import date, datetime

import attrs
from typing_extensions import override

from credits_core.ports import Clock

from ..story import Scene


@attrs.define
class Calendar(Clock):
    """A clock that shows noon of the day of a scene."""

    scene: Scene = attrs.field(factory=Scene)

    @override
    def now(self) -> datetime:
        return self.scene.now

    @override
    def today(self) -> date:
        return self.scene.today
