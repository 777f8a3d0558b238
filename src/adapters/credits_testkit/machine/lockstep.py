"""Two desks in lock step: whatever is done to one is done to the other.

What both have to answer is reckoned first; what both keep is looked at after each
turn. The first thing that is not as it must be is raised as ``DifferenceError``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from credits_core.desk import Desk, Order
from credits_core.identity import CustomerId
from credits_core.ports import Ledgers
from credits_core.wire import entry_json, text_of

from ..orders import ACME
from . import acts
from .both import Both
from .differences import DifferenceError
from .judging import judge_replay
from .reckoning import Reckoning
from .sides import Side
from .turns import (
    Adopt,
    Ask,
    Clash,
    Delay,
    Err,
    Interrupt,
    Overtake,
    Retry,
    Submit,
    Together,
    Turn,
    Wait,
)

CUSTOMERS: Final = (ACME, CustomerId("BETA"), CustomerId("Ærø & Søn"))
"""The customers of every story, the plainest first."""


class LockStep:
    """A desk over *ledgers* and one over a *reference*, both new and empty.

    The first is made by *desk*: the class itself, or a host's own in its place.
    """

    def __init__(
        self,
        ledgers: Ledgers,
        reference: Ledgers,
        customers: tuple[CustomerId, ...] = CUSTOMERS,
        desk: Callable[..., Desk] = Desk,
    ) -> None:
        """Begin a story of these *customers*."""
        tested = Side("the ledgers", ledgers, desk)
        self._both = Both(tested, Side("the reference", reference), customers)
        self.story: list[Turn] = []

    @property
    def reckoning(self) -> Reckoning:
        """What both have to know by now."""
        return self._both.reckoning

    @property
    def keys(self) -> list[str]:
        """The idempotency keys that were used, in the order of their first use."""
        return [*self._both.commands]

    def play(self, turn: Turn) -> None:
        """Do *turn* to both; raises ``DifferenceError`` if they do not stay alike."""
        self.story.append(turn)
        self._guarded(lambda: self._play(turn))

    def finish(self) -> None:
        """Look at everything once more, and read the journals as texts."""
        self._guarded(self._look_at_all)

    def _guarded(self, act: Callable[[], None]) -> None:
        """Do it; what goes wrong is told together with the story."""
        try:
            act()
        except DifferenceError as error:
            error.story = tuple(self.story)
            raise
        except Exception as error:
            check, side = f"raised {type(error).__name__}", self._both.asked
            found = DifferenceError(check, side, error, "an answer")
            found.story = tuple(self.story)
            raise found from error

    def _play(self, turn: Turn) -> None:  # noqa: C901 - one case a kind of turn
        match turn:
            case Submit(command):
                order = Order(command=command, key=turn.key)
                acts.submit(self._both, order, turn.actor)
            case Err():
                acts.err(self._both, turn)
            case Retry(key):
                command = self._both.commands[key]
                acts.again(self._both, Order(command=command, key=key))
            case Clash(key, command):
                acts.again(self._both, Order(command=command, key=key))
            case Overtake():
                acts.overtake(self._both, turn)
            case Interrupt(command, other):
                acts.interrupt(self._both, command, other)
            case Delay(command, other):
                acts.delay(self._both, command, other)
            case Together():
                acts.together(self._both, turn)
            case Adopt(policy):
                self.reckoning.adopt(policy)
            case Wait(days):
                self.reckoning.clock.day += days
            case Ask():
                acts.ask(self._both, turn)

    def _look_at_all(self) -> None:
        for side in self._both.each():
            side.look_at_all(self.reckoning)
        for customer_id, ledger in self.reckoning.books.ledgers.items():
            journal = self.reckoning.journals[customer_id]
            judge_replay(ledger, [text_of(entry_json(one)) for one in journal])
