"""Planning faults from outside."""

from __future__ import annotations

from typing import Any

import attrs

from ..faults import KINDS, NAMES, Fault, Matcher, Rule, rule_of
from ..faults.plan import Planned
from ..service import Service
from .calls import Call, NotThereError, NotUnderstoodError, made


@attrs.frozen
class Strikes:
    """The faults of a service, for the control API."""

    service: Service

    def shown(self, _: Call) -> list[dict[str, Any]]:
        """All rules, with how often they matched and struck."""
        return [described(each) for each in self.service.faults.planned]

    def plan(self, call: Call) -> dict[str, Any]:
        """Plan a fault for the requests that are told."""
        number = self.service.faults.add(_rule(call))
        return {"number": number}

    def remove(self, call: Call) -> dict[str, Any]:
        """Take one rule back."""
        if not self.service.faults.remove(call.number):
            raise NotThereError(f"There is no fault {call.number}.")
        return {}

    def clear(self, _: Call) -> dict[str, Any]:
        """Take all rules back."""
        self.service.faults.clear()
        return {}


def described(planned: Planned) -> dict[str, Any]:
    """A rule as the control API shows it."""
    rule = planned.rule
    matcher = attrs.asdict(rule.matcher, recurse=False)
    return {
        "number": planned.number,
        "kind": NAMES[type(rule.fault)],
        "with": attrs.asdict(rule.fault),
        "match": {name: value for name, value in matcher.items() if value is not None},
        "skip": rule.skip,
        "times": rule.times,
        "chance": rule.chance,
        "matched": planned.matched,
        "struck": planned.struck,
    }


def _rule(call: Call) -> Rule:
    own = {name: value for name, value in call.fields.items() if name in _RULE}
    unknown = sorted(set(call.fields) - _RULE - {"kind", "with", "match"})
    if unknown:
        raise NotUnderstoodError(f"'{unknown[0]}' is not known here.")
    match = _object(call, "match")
    made(Matcher, match)
    return rule_of(_fault(call), {**match, **own})


_RULE = {"skip", "times", "chance"}


def _fault(call: Call) -> Fault:
    kind = KINDS.get(call.text("kind"))
    if kind is None:
        raise NotUnderstoodError(f"'kind' is one of {', '.join(KINDS)}.")
    return made(kind, _object(call, "with"))


def _object(call: Call, name: str) -> dict[str, Any]:
    value = call.fields.get(name, {})
    if not isinstance(value, dict):
        raise NotUnderstoodError(f"'{name}' is an object.")
    return value
