"""Writing steps into a serial order, each after all that it cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from credits_core.entry import Entry
from credits_core.identity import CustomerId
from credits_core.parts import Part

from .claims import Place, place_of
from .contradictions import Contradiction, Kind, entry_name
from .steps import Step, Written, customers_in
from .world import World, registered


class Placing:
    """A serial order in the making: the *order* so far, and the *world* after it.

    *begun* are the steps that may be placed. A customer whose journal cannot stand
    is *broken*, and nothing more is said of them.
    """

    def __init__(
        self, world: World, steps: Iterable[Step], then: Callable[[CustomerId], None]
    ) -> None:
        """Begin with an empty *world*; *then* is called for whoever was written to."""
        self.world = world
        self.order: list[Step] = []
        self.begun: set[Step] = set()
        self.broken: set[CustomerId] = set()
        self.contradictions: list[Contradiction] = []
        self._then = then
        self._at: dict[Place, Written] = {}
        self._recording: dict[Part, Written] = {}
        self._placed: set[Written] = set()
        self._under_way: set[Written] = set()
        for step in steps:
            if isinstance(step, Written):
                for entry in step.entries:
                    self._index(step, entry)

    def _index(self, step: Written, entry: Entry) -> None:
        self._at[place_of(entry)] = step
        for part in registered(entry.events):
            self._recording.setdefault(part, step)

    def next_of(self, customer_id: CustomerId) -> Written | None:
        """What is written next to that customer, if it has begun."""
        version = self.world.version(customer_id)
        return self._if_ready(self._at.get((customer_id, version + 1)))

    def recording(self, part: Part) -> Written | None:
        """What records that document, if it has begun and is not placed yet."""
        return self._if_ready(self._recording.get(part))

    def _if_ready(self, step: Written | None) -> Written | None:
        if step is None or step in self._placed or step not in self.begun:
            return None
        return None if self.broken & customers_in(step) else step

    def place(self, step: Written) -> None:
        """Write the step, and before it whatever it cannot do without."""
        try:
            self._write(step, step)
        except _CannotStandError as wrong:
            self.contradictions.extend(wrong.told)
            self.broken |= customers_in(step) | wrong.customers

    def _write(self, step: Written, because: Written) -> None:
        if step in self._placed:
            return
        if self.broken & customers_in(step):
            raise _CannotStandError(step)
        if step not in self.begun:
            raise _CannotStandError(step, _too_late(step, because))
        if step in self._under_way:
            raise _CannotStandError(step, _circle(step, because))
        self._under_way.add(step)
        try:
            for customer_id in sorted(customers_in(step)):
                self._write_before(step, customer_id)
            self._carry_out(step)
        finally:
            self._under_way.discard(step)

    def _write_before(self, step: Written, customer_id: CustomerId) -> None:
        """Write all of that customer's that stands in the journal before the step."""
        first = min(e.version for e in step.entries if e.customer_id == customer_id)
        while (version := self.world.version(customer_id)) < first - 1:
            before = self._at.get((customer_id, version + 1))
            if before is None:
                raise _CannotStandError(step)  # The gap is told already.
            self._write(before, step)

    def _carry_out(self, step: Written) -> None:
        for entry in step.entries:
            if self.world.version(entry.customer_id) != entry.version - 1:
                raise _CannotStandError(step, _circle(step, step))
            wrong = self.world.carry_out(entry)
            if wrong is not None:
                told = attrs.evolve(wrong, operations=step.operations)
                raise _CannotStandError(step, told)
        self._placed.add(step)
        self.order.append(step)
        for customer_id in sorted(customers_in(step)):
            self._then(customer_id)


class _CannotStandError(Exception):
    """A step has no place in any serial order."""

    def __init__(self, step: Written, *told: Contradiction) -> None:
        super().__init__()
        self.told = told
        self.customers = customers_in(step)


def _too_late(step: Written, because: Written) -> Contradiction:
    late, early = entry_name(step.entries[0]), entry_name(because.entries[0])
    return Contradiction(
        kind=Kind.ORDER,
        sentence=f"Before {early} stands {late}, which began after it was over.",
        operations=(*because.operations, *step.operations),
    )


def _circle(step: Written, because: Written) -> Contradiction:
    names = " and ".join(entry_name(one) for one in step.entries)
    return Contradiction(
        kind=Kind.CIRCLE,
        sentence=f"Something stands between what was done at once: {names}.",
        operations=tuple(dict.fromkeys((*step.operations, *because.operations))),
    )
