"""A bug with a name, what it costs, whose it was, and what catches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, tzinfo
from types import ModuleType

import attrs

from credits_core.commands import Command
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.ports import Accounting, Clock

from ..contracts.trials import Opens

Replacement = tuple[ModuleType | type, str, object]
"""Where something is, what it is called there, and what stands in its place."""

Wrong = Callable[..., object]
"""What stands in the place of a function; it takes what the right one takes."""


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


@attrs.frozen(kw_only=True)
class Bug:
    """One mistake that somebody could make, or has made.

    *costs* is a sentence about the money that it loses or invents. *seen_in* names
    the system that shipped it, where one is known to have. *caught* are the checks
    that tell of it, by their names.
    """

    name: str
    costs: str
    seen_in: str = ""
    caught: frozenset[str] = attrs.field(converter=_names)


@attrs.frozen(kw_only=True)
class WrongRule(Bug):
    """A wrong function of the core, with the shortest *story* that shows it.

    With the right function the story is lawful, or its last command refused; with
    *replaces* in force its last command is caught, and none before it.
    """

    replaces: tuple[Replacement, ...]
    story: tuple[Command, ...]
    policy: Policy = DEFAULT_POLICY


@attrs.frozen(kw_only=True)
class BrokenLedgers(Bug):
    """Ledgers that are wrong in one way, whatever ledgers they are made of.

    *breaks* makes a broken way to open ledgers of a good one. *caught* are the
    clauses of the contract and the checks of the lock step that must tell of it;
    more may.
    """

    breaks: Callable[[Opens], Opens]


@attrs.frozen(kw_only=True)
class WrongBorder(Bug):
    """A wrong way to read or to write amounts, wherever they cross the border."""

    replaces: tuple[Replacement, ...]


@attrs.frozen(kw_only=True)
class BrokenClock(Bug):
    """A clock that is wrong in one way; *breaks* makes it of a good one.

    The business has its days in *zone*.
    """

    breaks: Callable[[Clock], Clock]
    zone: tzinfo = UTC


@attrs.frozen(kw_only=True)
class BrokenAccounting(Bug):
    """Other books that are wrong in one way; *breaks* makes them of good ones."""

    breaks: Callable[[Accounting], Accounting]


@attrs.frozen(kw_only=True)
class WrongDesk(Bug):
    """A wrong function of the desk, caught by a round over good ledgers."""

    replaces: tuple[Replacement, ...]
