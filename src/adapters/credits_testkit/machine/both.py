"""Both desks at once: each is asked the same, and compared with what is reckoned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from returns.methods import unwrap_or_failure
from returns.result import Result

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.identity import CustomerId
from credits_core.rejections import Rejection

from .judging import CORE
from .reckoning import Reckoning
from .sides import Side


class Both:
    """A desk over the ledgers under test and one over those of the reference."""

    def __init__(
        self, tested: Side, reference: Side, customers: tuple[CustomerId, ...]
    ) -> None:
        """Begin with two empty stores."""
        self.reckoning = Reckoning(customers)
        self.sides = (tested, reference)
        self.commands: dict[str, Command] = {}
        self.asked = CORE

    def each(self) -> Iterator[Side]:
        """One side after the other; *asked* is the one that is at work."""
        for side in self.sides:
            self.asked = side.name
            yield side
        self.asked = CORE

    def compare(
        self,
        check: str,
        ask: Callable[[Desk], Result[object, Rejection]],
        expected: object,
    ) -> None:
        """What each desk answers has to be what is *expected*."""
        for side in self.each():
            got = unwrap_or_failure(ask(side.desk(self.reckoning)))
            side.compare(check, got, expected)

    def look(self, *customers: CustomerId, keys: Iterable[str | None] = ()) -> None:
        """Compare all that both keep of these customers, and under these keys."""
        for side in self.each():
            side.look(self.reckoning, dict.fromkeys(customers))
            for key in keys:
                if key is not None:
                    side.look_at_answer(key, self.reckoning.answers.get(key))
