"""Carrying out a plan that a person has seen and confirmed, and nothing else.

Everything that is read in has a name that follows from the other side, so that a
process that dies half-way is followed by one that does the rest. What belongs together
is written in one step at the end; before that, nothing is told to the other side.
"""

from __future__ import annotations

import attrs

from ..engine import Sync, World
from ..engine.before import open_here, open_there
from ..engine.feed import CHANGES
from ..engine.keys import entity_of, key_from
from ..engine.world import disagree
from ..gateway import Fault, Transient
from ..store import Binding, Conflict, Place, Tie, Unit
from ..store.marking import soil
from ..store.records import written
from .drawing_up import draw_up
from .plan import Action, Line, Plan


@attrs.frozen(kw_only=True)
class Enabled:
    """The plan was carried out; *refused* lines were not, and are conflicts now."""

    plan: Plan
    refused: tuple[Line, ...] = ()


@attrs.frozen(kw_only=True)
class Changed:
    """Nothing was done, because *plan* is what would happen now."""

    plan: Plan


def enable(sync: Sync, mark: str) -> Enabled | Changed | Fault:
    """Carry out the plan of that *mark*, if it still is what would happen.

    Raises ``ValueError`` if the plan names troubles.
    """
    with sync.alone() as is_alone:
        if not is_alone:
            return Transient(reason="somebody else is at work")
        plan = draw_up(sync.world)
        if not isinstance(plan, Plan):
            return plan
        if plan.mark != mark:
            return Changed(plan=plan)
        if plan.troubles:
            raise ValueError(" ".join(plan.troubles))
        return _carry_out(sync.world, plan)


def _carry_out(world: World, plan: Plan) -> Enabled:
    refused: dict[str, str] = {}
    for line in plan.of(Action.IMPORT):
        for command in line.commands:
            refusal = world.take_over(command)
            if refusal is not None and line.key not in refused:
                refused[line.key] = refusal.sentence
    with world.store.unit() as unit:
        for line in plan.lines:
            _write(unit, world, line, refused.get(line.key, ""))
        for customer_id, version in plan.versions.items():
            open_here(unit, customer_id, version)
            _begin(unit, f"journal:{customer_id}", str(version))
        open_there(unit, plan.at)
        _begin(unit, CHANGES, written(plan.at))
    lines = (line for line in plan.of(Action.IMPORT) if line.key in refused)
    return Enabled(plan=plan, refused=tuple(lines))


def _begin(unit: Unit, name: str, value: str) -> None:
    """Begin to read from there on, unless it is read already."""
    if unit.get(Place, name) is None:
        unit.put(Place(name=name, value=value))


def _write(unit: Unit, world: World, line: Line, refusal: str) -> None:
    """What one line comes to in the rows."""
    if line.entity in {"Customer", "Invoice"}:
        if line.action is Action.MATCH:
            unit.put(
                Binding(
                    entity=line.entity, local_id=line.here, remote_id=line.remote_id
                )
            )
        return
    if not line.key or (line.action is Action.LEAVE and not line.base):
        return
    tie = _tie(line)
    if refusal:
        disagree(unit, world, tie, "refused_here", refusal, there=line.base)
        return
    unit.drop(Conflict, line.key)
    unit.put(tie)
    if line.action is Action.EXPORT:
        soil(unit, line.key, line.customer)


def _tie(line: Line) -> Tie:
    """The two sides of a line; one that is to be written there has only this one."""
    return Tie(
        key=line.key,
        customer_id=line.customer,
        entity=entity_of(key_from(line.key)),
        remote_id=line.remote_id,
        base=line.base,
        token=line.token,
    )
