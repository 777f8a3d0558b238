"""Steering companies, the clock, the switches and the limits."""

from __future__ import annotations

from enum import Enum
from typing import Any

import attrs

from ..clock import SimulatedClock, pacific_milliseconds, read_instant
from ..gateway import ThrottleStyle
from ..limits import Quotas
from ..service import Service
from ..switches import Switches
from ..validators import maybe_at_least, seconds
from .calls import Call, NotUnderstoodError, made
from .filling import fill


@attrs.frozen
class Moved:
    """How far the clock is to be moved."""

    advance: float = attrs.field(default=0, validator=seconds)


@attrs.frozen
class Seeded:
    """What a new company's history is drawn from, if it has one."""

    seed: int | None = attrs.field(default=None, validator=maybe_at_least(0))


@attrs.frozen
class Steering:
    """What can be done to the books from outside."""

    service: Service

    def companies(self, _: Call) -> list[dict[str, Any]]:
        """All companies."""
        return [
            {"realm": company.realm_id, "name": company.name}
            for company in self.service.simulator.companies
        ]

    def found(self, call: Call) -> dict[str, Any]:
        """A new company, with a history if a seed is given."""
        seed = made(Seeded, {k: v for k, v in call.fields.items() if k == "seed"}).seed
        company = self.service.found(call.text("realm"), call.text("name", "A Company"))
        if seed is not None:
            fill(company, seed)
        return {"realm": company.realm_id, "name": company.name}

    def clock(self, _: Call) -> dict[str, Any]:
        """What time it is."""
        now = self.service.clock.now()
        return {"now": now.isoformat(), "pacific": pacific_milliseconds(now)}

    def move(self, call: Call) -> dict[str, Any]:
        """Move the clock on, by seconds or to an instant."""
        clock = self.service.clock
        if not isinstance(clock, SimulatedClock):
            raise NotUnderstoodError(
                "This clock is the machine's, and nobody moves it."
            )
        clock.advance(self._seconds(call))
        return self.clock(call)

    def _seconds(self, call: Call) -> float:
        if set(call.fields) == {"to"}:
            left = read_instant(call.text("to")) - self.service.clock.now()
            return left.total_seconds()
        return made(Moved, call.fields).advance

    def switches(self, _: Call) -> dict[str, Any]:
        """The position of each switch."""
        return plain(self.service.simulator.switches)

    def turn(self, call: Call) -> dict[str, Any]:
        """Turn the switches that are named; the others stay."""
        simulator = self.service.simulator
        simulator.turn(Switches.of(**{**plain(simulator.switches), **call.fields}))
        return self.switches(call)

    def limits(self, _: Call) -> dict[str, Any]:
        """The limits that are kept."""
        return plain(self.service.throttle.quotas)

    def limit(self, call: Call) -> dict[str, Any]:
        """Change the limits that are named; the others stay."""
        merged = {**plain(self.service.throttle.quotas), **call.fields}
        quotas = made(Quotas, {**merged, "style": ThrottleStyle(merged["style"])})
        self.service.throttle.quotas = quotas
        return self.limits(call)

    def reset(self, call: Call) -> dict[str, Any]:
        """Forget faults, notifications, requests and counts; the books stay."""
        del call
        self.service.reset()
        return {}


def plain(value: Any) -> dict[str, Any]:
    """An attrs value as JSON holds it."""
    return {
        name: each.value if isinstance(each, Enum) else each
        for name, each in attrs.asdict(value).items()
    }
