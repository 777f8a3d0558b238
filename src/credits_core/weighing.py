"""Deciding on as much of a ledger as the decision turns out to need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs
from returns.result import Result

from .commands import Command
from .decide import Decision, decide
from .effects import effects_of
from .entry import Entry
from .footprint import footprint
from .ledger import Ledger
from .occasion import Occasion
from .parts import OutsideFootprintError, OwnMoneyOf, Part, ReductionsOf
from .ports import Change, Ledgers
from .rejections import Rejection

_NEAR: Final = 32
"""A cascade that leads no further than about this many steps is not foreseen."""


def weigh(
    ledgers: Ledgers, command: Command, occasion: Occasion
) -> Result[Change, Rejection]:
    """What *command* would change, decided on the smallest slice that tells.

    The slice begins as the command's footprint; while a cascade leads out of it,
    what it leads to is loaded too and the decision is made anew. A long chain is
    followed further each time, so that few decisions are made in vain.
    """
    ledger = ledgers.load(command.customer_id, footprint(command, occasion))
    steps = 1
    while True:
        try:
            decided = decide(ledger, command, occasion)
        except OutsideFootprintError as outside:
            ledger = _wider(ledgers, ledger, outside)
            ledger = _further(ledgers, ledger, steps=steps // _NEAR)
            steps *= 2
        else:
            return decided.map(_change(ledger, command, occasion))


def _wider(ledgers: Ledgers, seen: Ledger, outside: OutsideFootprintError) -> Ledger:
    """The slice with what it lacked; loaded whole again if others were faster."""
    if outside.wanted <= seen.scope.parts:
        raise outside
    more = ledgers.load(seen.customer_id, outside.wanted)
    if more.version == seen.version:
        return joined(seen, more)
    return ledgers.load(seen.customer_id, seen.scope.parts | outside.wanted)


def _further(ledgers: Ledgers, seen: Ledger, *, steps: int) -> Ledger:
    """The slice with what its reduced invoices lead to, some steps further."""
    for _ in range(steps):
        reduced = [one.id for one in seen.invoices.values() if one.reductions]
        leads: list[Part] = [*map(ReductionsOf, reduced), *map(OwnMoneyOf, reduced)]
        wanted = frozenset(leads) - seen.scope.parts
        more = ledgers.load(seen.customer_id, wanted) if wanted else seen
        if more is seen or more.version != seen.version:
            return seen
        seen = joined(seen, more)
    return seen


def joined(one: Ledger, other: Ledger) -> Ledger:
    """Two slices of the same ledger at the same version as one."""
    scope = attrs.evolve(one.scope, parts=one.scope.parts | other.scope.parts)
    return attrs.evolve(
        one,
        invoices={**one.invoices, **other.invoices},
        lines={**one.lines, **other.lines},
        payments={**one.payments, **other.payments},
        credits={**one.credits, **other.credits},
        returns={**one.returns, **other.returns},
        allocations={**one.allocations, **other.allocations},
        applications={**one.applications, **other.applications},
        elsewhere={**one.elsewhere, **other.elsewhere},
        scope=scope,
    )


def _change(
    seen: Ledger, command: Command, occasion: Occasion
) -> Callable[[Decision], Change]:
    def change(decision: Decision) -> Change:
        entry = Entry(
            customer_id=seen.customer_id,
            version=decision.after.version,
            at=occasion.at,
            today=occasion.today,
            user_id=occasion.by.user_id,
            on_behalf_of=occasion.by.on_behalf_of,
            command=command,
            events=decision.events,
            effects=effects_of(seen, decision.events, decision.after),
        )
        return Change(seen=seen, after=decision.after, entry=entry)

    return change
