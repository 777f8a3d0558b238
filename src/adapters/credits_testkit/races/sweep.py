"""Finding a serial order: one sweep through real time, without trial and error.

Two things make that possible. The journals tell the order of all that was written
to a customer, so that only looks have to be placed. And a step is written into the
order only when it must be: when it is over, or when something that is over cannot
do without it. So, wherever the sweep stands, every customer is at the lowest
version that any order could have there; if a look cannot be explained between that
version and the last one that had begun before it ended, it cannot be explained.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import attrs

from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    PaymentId,
    ReturnId,
)
from credits_core.parts import ACredit, AnInvoice, APayment, AReturn, Part
from credits_core.rejections import AlreadyRecorded, CustomerMismatch, Rejection
from credits_core.wire import fingerprint

from .explaining import explains, refusal_under_key
from .history import Refused, Setting
from .keys import UnderKey
from .placing import Placing
from .steps import Look, Step, Written
from .world import Known, World

Versions = dict[CustomerId, int]
"""How far the journals of some customers have come."""


@attrs.frozen(eq=False)
class Unexplained:
    """A *look* that no world explains; *since* its beginning, *until* its end."""

    look: Look
    since: Versions
    until: Versions


class Sweep:
    """One passage through the history, from the first beginning to the last end."""

    def __init__(
        self, setting: Setting, steps: Iterable[Step], keys: Mapping[str, UnderKey]
    ) -> None:
        """Begin with an empty world and all the *steps*, none of them placed."""
        self.world = World(setting, {one: keys[one].told_by for one in keys})
        self.unexplained: list[Unexplained] = []
        self._steps = tuple(steps)
        self.placing = Placing(self.world, self._steps, self._look_again)
        self._seen: set[Look] = set()
        self._open: defaultdict[CustomerId, list[Look]] = defaultdict(list)
        self._since: dict[Look, Versions] = {}

    def run(self) -> None:
        """Let everything begin and end, as it did."""
        for is_end, step in _in_time(self._steps):
            if not is_end:
                self._begin(step)
            elif isinstance(step, Written):
                self.placing.place(step)
            else:
                self._explain_by_now(step)

    def _begin(self, step: Step) -> None:
        self.placing.begun.add(step)
        if isinstance(step, Look):
            self._since[step] = self._versions(step)
            if not self._is_explained(step):
                for customer_id in step.customers:
                    self._open[customer_id].append(step)

    def _versions(self, look: Look) -> Versions:
        return {one: self.world.version(one) for one in look.customers}

    def _look_again(self, customer_id: CustomerId) -> None:
        """Something was written: it may be what somebody saw."""
        waiting = self._open[customer_id]
        waiting[:] = [one for one in waiting if not self._is_explained(one)]

    def _is_explained(self, look: Look) -> bool:
        """Whether the look has found its place, or finds it here."""
        if look not in self._seen and explains(self.world, look.operation):
            self._seen.add(look)
            self.placing.order.append(look)
            self._remember(look)
        return look in self._seen

    def _remember(self, look: Look) -> None:
        """Keep a refusal under its key, if this was the first to be given it."""
        if look.key is None or look.key in self.world.keys:
            return
        (order,) = look.operation.orders
        refusal = refusal_under_key(self.world, look.operation)
        if refusal is not None:
            known = Known(fingerprint(order.command), refusal)
            self.world.keys[look.key] = known

    def _explain_by_now(self, look: Look) -> None:
        """The look is over: move on as far as it needs, and no further."""
        while not self._is_explained(look):
            if self.placing.broken & set(look.customers):
                break
            following = self._following(look)
            if following is None:
                since, until = self._since[look], self._versions(look)
                self.unexplained.append(Unexplained(look, since, until))
                break
            self.placing.place(following)
        for customer_id in look.customers:
            if look in self._open[customer_id]:
                self._open[customer_id].remove(look)

    def _following(self, look: Look) -> Written | None:
        """What may have been written next, as far as the look is concerned."""
        found = [self.placing.next_of(one) for one in look.customers]
        outcome = look.operation.outcome
        if isinstance(outcome, Refused):
            found.append(self._elsewhere(outcome.rejection))
        begun = [one for one in found if one is not None]
        return min(begun, key=lambda one: one.start, default=None)

    def _elsewhere(self, rejection: Rejection) -> Written | None:
        """What recorded a document that a refusal speaks of, with whomever."""
        if isinstance(rejection, AlreadyRecorded | CustomerMismatch):
            part = _part(rejection.what, rejection.id)
            return None if part is None else self.placing.recording(part)
        return None


def _part(what: str, name: str) -> Part | None:
    match what:
        case "invoice":
            return AnInvoice(InvoiceId(name))
        case "payment":
            return APayment(PaymentId(name))
        case "credit":
            return ACredit(CreditId(name))
        case "return":
            return AReturn(ReturnId(name))
        case _:
            return None


def _in_time(steps: tuple[Step, ...]) -> Iterator[tuple[bool, Step]]:
    """Beginnings and ends in the order of time; at one instant looks come last.

    What ends at the instant at which another begins has not ended before it.
    """
    moments: list[tuple[float, bool, bool, int]] = []
    for place, step in enumerate(steps):
        is_look = isinstance(step, Look) and step.key is None
        end = math.inf if step.end is None else step.end
        moments.append((step.start, False, is_look, place))
        moments.append((end, True, is_look, place))
    for _, is_end, _, place in sorted(moments):
        yield is_end, steps[place]
