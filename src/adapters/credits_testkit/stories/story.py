"""A story as values: what is asked, what is expected of it, and what it leaves."""

from __future__ import annotations

import enum
from datetime import UTC, date, datetime
from typing import Final

import attrs
from typing_extensions import override

from credits_core.identity import CustomerId, UserId
from credits_core.permission import EVERYTHING, Actor, AnyActor, Role
from credits_core.policy import Policy

from .grammar import Setting
from .lines.claims import Claim
from .lines.commands import Wish

ACME: Final = CustomerId("ACME")
"""Whose ledger a story speaks of if it does not say."""

FIRST_DAY: Final = date(2026, 3, 2)
"""The day on which a story begins if it does not say."""

ANNA: Final = Actor(UserId("anna"), (Role("Everything", EVERYTHING),))
"""Who acts in a story if it does not say."""


@attrs.frozen(kw_only=True)
class Scene:
    """What holds at a line of a story without being said in it."""

    customer_id: CustomerId = ACME
    currency: str = "USD"
    today: date = FIRST_DAY
    actor: AnyActor = ANNA
    policy: Policy | None = None

    @property
    def setting(self) -> Setting:
        """What the line is read with."""
        return Setting(self.customer_id, self.currency)

    @property
    def now(self) -> datetime:
        """Noon of the day, in UTC."""
        return datetime(
            self.today.year, self.today.month, self.today.day, 12, 0, 0, 0, UTC
        )


@attrs.frozen
class Unwritable:
    """A command that cannot even be written down, and why."""

    reason: str


@attrs.frozen(kw_only=True)
class Move:
    """One command of a story, under a *key* if it has one."""

    line: int
    scene: Scene
    wish: Wish | Unwritable
    key: str | None = None


class Manner(enum.Enum):
    """How the commands of a block are given."""

    GIVEN = "given"
    TRIED = "tried"
    ONCE = "when"
    PREVIEWED = "when previewed"
    TOGETHER = "when together"


@attrs.frozen(kw_only=True)
class Asked:
    """Commands one after the other, or together."""

    line: int
    manner: Manner
    moves: tuple[Move, ...]

    @property
    def is_wish(self) -> bool:
        """Whether something may be expected of it, a refusal too."""
        return self.manner not in {Manner.GIVEN, Manner.TRIED}


@attrs.frozen(kw_only=True)
class Said:
    """One line that claims something."""

    line: int
    scene: Scene
    claim: Claim


@attrs.frozen(kw_only=True)
class Refused:
    """The command was refused, as *said*."""

    line: int
    said: Said


@attrs.frozen(kw_only=True)
class SameAnswer:
    """The command was answered as before under its key, and nothing happened."""

    line: int


@attrs.frozen(kw_only=True)
class NotWritten:
    """The command could not be written down; the *reason* has these words in it."""

    line: int
    reason: str = ""


@attrs.frozen(kw_only=True)
class Happened:
    """These events happened, or *exactly* these and in this order."""

    line: int
    scene: Scene
    is_exact: bool
    said: tuple[Said, ...]


@attrs.frozen(kw_only=True)
class Leaves:
    """So things stand afterwards; if it is exact, nothing else is recorded.

    *customers* are those whose ledgers the block speaks of.
    """

    line: int
    is_exact: bool
    said: tuple[Said, ...]
    customers: tuple[Scene, ...]


Expected = Refused | SameAnswer | NotWritten | Happened
"""What may be expected of a command."""

Block = Asked | Expected | Leaves
"""What a story consists of."""


@attrs.frozen(kw_only=True)
class Story:
    """A story that was read: its *title*, where its *text* begins, its *blocks*."""

    title: str
    place: str
    first_line: int
    text: str
    blocks: tuple[Block, ...]

    @override
    def __str__(self) -> str:
        """The title, for the name of a test."""
        return self.title
