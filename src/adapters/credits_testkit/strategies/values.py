"""Strategies for what documents are made of: amounts, quantities, days, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from credits_core.exact import QUANTITY_MAX_MICROS, Quantity
from credits_core.identity import TEXT_MAX, CustomerId
from credits_core.money import AMOUNT_MAX_MINOR, Money
from credits_core.permission import (
    EVERYTHING,
    Actor,
    AnyActor,
    Permission,
    Role,
    SystemActor,
)
from credits_core.policy import Policy

from ..chances import (
    CURRENCIES,
    Chance,
    Numbers,
    next_actor,
    next_clerk,
    next_policy,
)
from ..occasions import BEGIN
from ..orders import ACME

FIRST_DAY: Final = BEGIN.date()
"""The first day of every story."""


def amounts(
    *,
    min_minor: int = 1,
    max_minor: int = AMOUNT_MAX_MINOR,
    currencies: Sequence[str] = CURRENCIES,
) -> SearchStrategy[Money]:
    """Amounts of money, from *min_minor* to *max_minor* minor units."""
    return st.builds(
        Money, st.integers(min_minor, max_minor), st.sampled_from(currencies)
    )


def quantities(
    *, min_micros: int = 1, max_micros: int = QUANTITY_MAX_MICROS
) -> SearchStrategy[Quantity]:
    """Quantities of goods, from *min_micros* to *max_micros* millionths."""
    return st.builds(Quantity, st.integers(min_micros, max_micros))


def days(
    *,
    min_date: date = FIRST_DAY - timedelta(days=365),
    max_date: date = FIRST_DAY + timedelta(days=365),
) -> SearchStrategy[date]:
    """Business dates; plainly, the first day of all stories."""
    return st.dates(min_date, max_date) | st.just(FIRST_DAY)


def names(*, max_size: int = 5) -> SearchStrategy[str]:
    """Texts that may be ids: printable, in any script, up to *max_size* characters."""
    return st.text(
        st.characters(exclude_categories=["C", "Z"]),
        min_size=1,
        max_size=min(max_size, TEXT_MAX),
    )


def customers(*, max_size: int = 5) -> SearchStrategy[CustomerId]:
    """Ids of customers, of up to *max_size* characters; plainly, ACME."""
    return st.just(ACME) | names(max_size=max_size).map(CustomerId)


def chances(*, min_size: int = 8, max_size: int = 16) -> SearchStrategy[Chance]:
    """Somebody who chooses by *min_size* to *max_size* numbers, and then by zeros.

    The numbers are the bytes of one string: Hypothesis leaves out and makes smaller
    a string as a whole, which is many times faster than so many single choices.
    """
    return st.binary(min_size=min_size, max_size=max_size).map(Numbers)


def policies(*, today: date = FIRST_DAY) -> SearchStrategy[Policy]:
    """Policies that close nothing from *today* on; plainly, the product's."""
    return chances().map(lambda chance: next_policy(chance, today))


def actors(
    *, permissions: Iterable[Permission] = EVERYTHING
) -> SearchStrategy[AnyActor]:
    """Actors with at least these *permissions*; plainly, somebody with all of them."""
    needed = frozenset(permissions)
    clerks = chances(min_size=12).map(next_clerk)
    held = clerks.map(lambda clerk: _with(clerk, needed))
    everybody = chances().map(next_actor)
    return everybody if needed == EVERYTHING else everybody | held


def _with(clerk: AnyActor, needed: frozenset[Permission]) -> AnyActor:
    match clerk:
        case SystemActor():
            return attrs.evolve(clerk, permissions=clerk.permissions | needed)
        case Actor():
            return attrs.evolve(clerk, roles=(*clerk.roles, Role("Needed", needed)))
