"""Tiny worlds: how much there may be of everything in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from credits_core.policy import DEFAULT_POLICY, Ban, Duplicates, Policy

TODAY: Final = date(2026, 1, 2)
"""The day on which everything happens."""

EARLIER: Final = date(2026, 1, 1)
"""The other day that a granted credit may be dated."""

NEIGHBOUR: Final = ('theirs(invoice("X", 1))', 'theirs(grant("Y", 1))')
"""What another customer has where only one acts, and must not be touched."""


@attrs.frozen(kw_only=True)
class World:
    """The bounds of one world; what is beyond them is not tried.

    *opening* are commands that every story begins with; they do not count for its
    depth. *customers* act, one or two, each within these bounds. *invoices*, *credits*
    (granted ones), *payments* and *returns* are as many as there may be at once, *new*
    is the largest amount of a new invoice or credit, and *largest* that of a receipt
    or of an invoice that was raised.
    """

    name: str
    opening: tuple[str, ...] = ()
    policy: Policy = DEFAULT_POLICY
    customers: int = 1
    invoices: int = 2
    credits: int = 2
    payments: int = 3
    returns: int = 1
    new: int = 2
    largest: int = 3


_TWO_INVOICES: Final = ('invoice("A", 1)', 'invoice("B", 1)')

_WORLDS: Final = (
    World(name="tiny"),
    World(name="opened", opening=(*_TWO_INVOICES, 'grant("K1", 1)')),
    World(name="releasing", policy=Policy(release_credits_first=True)),
    World(
        name="circles",
        opening=_TWO_INVOICES,
        policy=Policy(ban=Ban.TRANSITIVE, return_credit_may_pay_its_invoice=False),
        credits=0,
    ),
    World(
        name="held",
        policy=Policy(possible_duplicates=Duplicates.HOLD),
        credits=0,
        returns=0,
    ),
    World(
        name="twins",
        customers=2,
        invoices=1,
        credits=1,
        payments=2,
        returns=0,
        new=1,
        largest=2,
    ),
    World(
        name="goods",
        opening=('invoice("A", 3)',),
        invoices=1,
        returns=2,
        credits=0,
    ),
)

WORLDS: Final[Mapping[str, World]] = MappingProxyType(
    {world.name: world for world in _WORLDS}
)
"""The worlds that can be asked for by name.

*tiny* begins with nothing, *opened* with two invoices and a credit, so that it is
deeper sooner. In *twins* two customers act who are alike. The others have another
policy or more of one thing: credits come home first, bans reach further, doubtful
money is held, goods come back in two steps.
"""
