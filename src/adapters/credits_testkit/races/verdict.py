"""Judging a history: some serial order explains it, or these things contradict it."""

from __future__ import annotations

from collections import Counter

import attrs

from .claims import claims_of
from .confirming import unconfirmed
from .contradictions import Contradiction, Kind
from .damage import Damage, damage_of
from .diagnosis import diagnosed
from .ending import contradictions_at_the_end
from .history import Done, History, NoAnswer, Operation, Refused, Told
from .keys import contradictions_of, under_keys
from .rivals import is_stale, stale_without_rivals
from .steps import Step, steps_of
from .sweep import Sweep

_SHOWN_MAX = 10


@attrs.frozen(kw_only=True)
class Verdict:
    """What was found about a *history*.

    *order* is a serial order that explains it, if there are no *contradictions*.
    """

    history: History
    order: tuple[Step, ...]
    contradictions: tuple[Contradiction, ...]
    damage: Damage

    @property
    def is_explained(self) -> bool:
        """Whether some serial order explains everything that was seen."""
        return not self.contradictions

    @property
    def kinds(self) -> Counter[Kind]:
        """How many contradictions there are of each kind."""
        return Counter(one.kind for one in self.contradictions)

    def text(self) -> str:
        """The verdict for a person: the figures, then what contradicts them."""
        origin = min((one.start for one in self.history.operations), default=0)
        shown = [one.text(origin) for one in self.contradictions[:_SHOWN_MAX]]
        more = len(self.contradictions) - len(shown)
        rest = [f"and {more} more contradictions."] if more else []
        return "\n".join((self._headline(), *shown, *rest))

    def _headline(self) -> str:
        verdict = "explained" if self.is_explained else "NOT EXPLAINED"
        lost = f"{self.damage.updates_lost} updates lost"
        twice = f"{self.damage.cents_spent_twice} cents spent twice"
        return f"{figures(self.history.operations)}: {verdict}; {lost}, {twice}."


def judge(history: History) -> Verdict:
    """Look for a serial order that explains all of *history*, and tell what is left."""
    claims, keys = claims_of(history), under_keys(history.operations)
    sweep = Sweep(history.setting, steps_of(history, claims, keys), keys)
    sweep.run()
    order = tuple(sweep.placing.order)
    found = [
        *claims.contradictions,
        *contradictions_of(keys.values()),
        *sweep.placing.contradictions,
        *(diagnosed(history, one) for one in sweep.unexplained[:_SHOWN_MAX]),
        *stale_without_rivals(history),
        *contradictions_at_the_end(history, sweep.world, sweep.placing.broken),
        *unconfirmed(history, order, sweep.placing.broken),
    ]
    return Verdict(
        history=history,
        order=order,
        contradictions=tuple(found),
        damage=damage_of(history),
    )


def figures(operations: tuple[Operation, ...]) -> str:
    """How many operations there were, and what came of them, in one line."""
    kinds = Counter(type(one.outcome) for one in operations)
    stale = sum(map(is_stale, operations))
    return (
        f"{len(operations)} operations, {kinds[Done]} done, {kinds[Refused]} refused"
        f" ({stale} of them stale), {kinds[Told]} told, {kinds[NoAnswer]} unanswered"
    )
