"""Deciding on as much of a ledger as the decision turns out to need."""

from __future__ import annotations

from collections.abc import Callable

import attrs
from returns.result import Result

from .commands import Command
from .decide import Decision, decide
from .effects import effects_of
from .entry import Entry
from .footprint import footprint
from .ledger import Ledger
from .occasion import Occasion
from .parts import OutsideFootprintError
from .ports import Change, Ledgers
from .rejections import Rejection


def weigh(
    ledgers: Ledgers, command: Command, occasion: Occasion
) -> Result[Change, Rejection]:
    """What *command* would change, decided on the smallest slice that tells.

    The slice begins as the command's footprint; while a cascade leads out of it,
    what it leads to is loaded too and the decision is made anew.
    """
    ledger = ledgers.load(command.customer_id, footprint(command, occasion))
    while True:
        try:
            decided = decide(ledger, command, occasion)
        except OutsideFootprintError as outside:
            ledger = _wider(ledgers, ledger, outside)
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
