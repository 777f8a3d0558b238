"""The state machine that an adapter's author subclasses: Hypothesis chooses.

Hypothesis takes a rule of fewer arguments, and of an earlier name, for the plainer
one: so a command is plainer than whatever else there is.
"""

from __future__ import annotations

from typing import Final

import attrs
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from hypothesis.vendor.pretty import RepresentationPrinter
from typing_extensions import override

from credits_core.ports import Ledgers

from ..chances import Chance
from ..plainly import plainly
from ..strategies import chances
from . import choosing, disturbing
from .lockstep import LockStep
from .turns import Turn

_BY: Final = chances(min_size=12, max_size=24)
"""What each turn is chosen by."""

_VARIED: Final = (
    choosing.submit_once,
    choosing.retry,
    choosing.err,
    choosing.ask,
    choosing.adopt,
    choosing.forbidden,
    choosing.clash,
)
_DISTURBED: Final = (
    disturbing.together,
    disturbing.delay,
    disturbing.overtake,
    disturbing.interrupt,
)


@attrs.frozen(repr=False)
class _Told:
    """A turn that is told only if somebody reads it."""

    turn: Turn

    @override
    def __repr__(self) -> str:
        return plainly(self.turn)

    def _repr_pretty_(self, printer: RepresentationPrinter, _: bool) -> None:  # noqa: FBT001 - Hypothesis says so
        printer.text(repr(self))


class DeskMachine(RuleBasedStateMachine):
    """A desk over ``ledgers()`` in lock step with one over ``reference()``.

    A subclass says where both come from; its ``TestCase`` is what pytest runs.
    """

    def __init__(self) -> None:
        """Begin with new and empty ledgers on both sides."""
        super().__init__()
        self.world = LockStep(self.ledgers(), self.reference())
        self._is_alike = True

    def ledgers(self) -> Ledgers:
        """New and empty ledgers, to be put on trial."""
        raise NotImplementedError

    def reference(self) -> Ledgers:
        """New and empty ledgers that are known to be right, such as in memory."""
        raise NotImplementedError

    @rule(by=_BY)
    def submit(self, by: Chance) -> None:
        """Somebody gives a command."""
        self._play(choosing.submit, by)

    @rule(by=_BY)
    def submit_another(self, by: Chance) -> None:
        """Most of what happens are commands."""
        self._play(choosing.submit, by)

    @rule(by=_BY)
    def wait(self, by: Chance) -> None:
        """Days go by."""
        self._play(choosing.wait, by)

    @rule(how=st.sampled_from(_VARIED), by=_BY)
    def vary(self, how: choosing.Choice, by: Chance) -> None:
        """Somebody uses a key, errs, asks, or asks for more than he may."""
        self._play(how, by)

    @rule(how=st.sampled_from(_DISTURBED), by=_BY)
    def disturb(self, how: choosing.Choice, by: Chance) -> None:
        """Several commands come at once, or one in between another."""
        self._play(how, by)

    @override
    def teardown(self) -> None:
        """Look at everything once more, if nothing went wrong before."""
        if self._is_alike:
            self.world.finish()

    def _play(self, choice: choosing.Choice, by: Chance) -> None:
        turn = choice(by, self.world)
        note(_Told(turn))
        self._is_alike = False
        self.world.play(turn)
        self._is_alike = True
