"""Which requests are struck by which fault."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from random import Random
from threading import RLock
from typing import Any

import attrs

from ..gateway import Aim
from ..validators import at_least, maybe_at_least, maybe_text, share
from .kinds import Fault
from .predicates import Condition, check, holds


def _is_condition(_: object, __: object, value: Condition | None) -> None:
    if value is not None:
        check(value)


@attrs.frozen
class Matcher:
    """Which requests are meant; what is left out matches everything."""

    method: str | None = attrs.field(default=None, validator=maybe_text)
    path: str | None = attrs.field(default=None, validator=maybe_text)
    """A pattern with ``*``, for the path without its query."""
    realm: str | None = attrs.field(default=None, validator=maybe_text)
    entity: str | None = attrs.field(default=None, validator=maybe_text)
    operation: str | None = attrs.field(default=None, validator=maybe_text)
    requestid: str | None = attrs.field(default=None, validator=maybe_text)
    """A pattern with ``*``."""
    body: Condition | None = attrs.field(default=None, validator=_is_condition)

    def matches(self, aim: Aim) -> bool:
        """Whether all that is given fits *aim*."""
        return (
            _same(self.method, aim.asked.method)
            and _same(self.entity, aim.entity)
            and _same(self.operation, aim.operation)
            and self.realm in {None, aim.realm}
            and (self.path is None or fnmatchcase(aim.asked.path, self.path))
            and _fits(self.requestid, aim.requestid)
            and (self.body is None or holds(self.body, aim.json))
        )


def _same(wanted: str | None, found: str) -> bool:
    return wanted is None or wanted.lower() == found.lower()


def _fits(pattern: str | None, found: str | None) -> bool:
    return pattern is None or (found is not None and fnmatchcase(found, pattern))


@attrs.frozen
class Rule:
    """A fault for some requests: after *skip* of them, *times* of them are struck."""

    fault: Fault
    matcher: Matcher = Matcher()
    skip: int = attrs.field(default=0, validator=at_least(0))
    times: int | None = attrs.field(default=1, validator=maybe_at_least(1))
    chance: float = attrs.field(default=1.0, validator=share)
    """How likely each matching request is struck; the seed decides which."""


@attrs.define
class Planned:
    """A rule, and how often it has matched and struck."""

    number: int
    rule: Rule
    matched: int = 0
    struck: int = 0

    @property
    def is_over(self) -> bool:
        """Whether the rule strikes no more."""
        return self.rule.times is not None and self.struck >= self.rule.times


@attrs.define
class FaultPlan:
    """The rules in the order in which they were given; the first that fits strikes."""

    seed: str = "faults"
    planned: list[Planned] = attrs.Factory(list)
    _chance: Random = attrs.field(init=False, repr=False)
    _lock: RLock = attrs.field(factory=RLock, repr=False, eq=False)
    _numbers: int = 0

    def __attrs_post_init__(self) -> None:
        self._chance = Random(self.seed)  # noqa: S311 - it shall be repeatable

    def strike(self, fault: Fault, **matching: Any) -> int:
        """Plan a fault; *matching* holds what :class:`Matcher` and a rule take."""
        return self.add(rule_of(fault, matching))

    def add(self, rule: Rule) -> int:
        """Plan a rule; its number is what it can be taken back by."""
        with self._lock:
            self._numbers += 1
            self.planned.append(Planned(self._numbers, rule))
            return self._numbers

    def remove(self, number: int) -> bool:
        """Take a rule back; false if there is none of this number."""
        with self._lock:
            kept = [each for each in self.planned if each.number != number]
            found = len(kept) < len(self.planned)
            self.planned[:] = kept
            return found

    def clear(self) -> None:
        """Take back all rules, and begin the dice anew."""
        with self._lock:
            self.planned.clear()
            self._chance.seed(self.seed)

    def choose(self, aim: Aim) -> Fault | None:
        """The fault that strikes this request, if one does."""
        with self._lock:
            for each in self.planned:
                if not each.is_over and each.rule.matcher.matches(aim):
                    each.matched += 1
                    if each.matched > each.rule.skip and self._is_unlucky(each.rule):
                        each.struck += 1
                        return each.rule.fault
            return None

    def _is_unlucky(self, rule: Rule) -> bool:
        return rule.chance >= 1 or self._chance.random() < rule.chance


def rule_of(fault: Fault, matching: Mapping[str, Any]) -> Rule:
    """A rule whose words for the matcher and for itself come in one mapping."""
    own = {"skip", "times", "chance"}
    matcher = Matcher(**{k: v for k, v in matching.items() if k not in own})
    return Rule(fault, matcher, **{k: v for k, v in matching.items() if k in own})
