"""Strategies for what must not be possible, and what must come of it instead.

What cannot be built raises; a command that can be built and not carried out is
refused with one certain code.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from credits_core.commands import IssueCredit, ReceivePayment
from credits_core.desk import Order
from credits_core.identity import (
    NOTE_MAX,
    RESERVED,
    TEXT_MAX,
    CreditId,
    PaymentId,
)
from credits_core.money import AMOUNT_MAX_MINOR, Money
from credits_core.occasion import Occasion
from credits_core.permission import Authority, Permission, Role

from ..chances import Mistake, Situation, next_mistake
from ..occasions import occasion
from ..orders import ACME, grant, pay, usd
from .impossible_shapes import SHAPES
from .values import chances

_HALF_A_CHARACTER = "\ud800"


@attrs.frozen
class Impossible:
    """Something whose *build* must raise exactly *raises*, and why."""

    why: str
    build: Callable[[], object] = attrs.field(repr=False)
    raises: type[Exception]
    given: object = None


def refused_commands(now: Situation) -> SearchStrategy[Mistake]:
    """Commands that are refused in that situation, each with the code it must get."""
    return chances().map(lambda chance: next_mistake(chance, now))


def impossible_amounts() -> SearchStrategy[Impossible]:
    """Numbers that are no amount of money: inexact, endless, or of no currency."""
    return st.one_of(
        _cases("a float", st.floats(), lambda one: Money(one, "USD"), TypeError),
        _cases("a float", st.floats(), lambda one: Money.of(one, "USD"), TypeError),
        _cases("a truth", st.booleans(), lambda one: Money(one, "USD"), TypeError),
        _cases("no number", _NO_NUMBERS, lambda one: Money.of(one, "USD"), ValueError),
        _cases("decimals", _DECIMALS, lambda one: Money.of(one, "USD"), ValueError),
        _cases("half a yen", _DECIMALS, lambda one: Money.of(one, "JPY"), ValueError),
        _cases("no currency", _NO_CURRENCIES, lambda one: Money(1, one), ValueError),
        _cases("too large", _TOO_LARGE, lambda one: grant("C1", one), ValueError),
    )


_NO_NUMBERS = st.sampled_from(["", "ten", "NaN", "Infinity", "1E+1000000", "1e-99"])
_DECIMALS = st.integers(1, 9).map(lambda digit: f"10.00{digit}")
_NO_CURRENCIES = st.sampled_from(["usd", "", "XYZ", "US", "$"])
_TOO_LARGE = st.integers(AMOUNT_MAX_MINOR + 1, 2**62)


def impossible_texts() -> SearchStrategy[Impossible]:
    """Texts that are no ids or no notes: too long, unprintable, or no text."""
    return st.one_of(
        _cases("an id", _NO_IDS, _paid, ValueError),
        _cases("no text", _NO_TEXTS, _paid, TypeError),
        _cases("a key", _NO_IDS, _ordered, ValueError),
        _cases("a note", _NO_NOTES, _noted, ValueError),
        _cases("no text", _NO_TEXTS, _noted, TypeError),
        _cases("reserved", _DERIVED, lambda one: grant(one, 1), ValueError),
    )


_NO_IDS = st.one_of(
    st.just(""),
    st.integers(TEXT_MAX + 1, 2 * TEXT_MAX).map(lambda size: "x" * size),
    st.sampled_from(["\n", "\x00", "a\tb", _HALF_A_CHARACTER]),
)
_NO_NOTES = st.one_of(
    st.integers(NOTE_MAX + 1, NOTE_MAX + 99).map(lambda size: "x" * size),
    st.sampled_from(["\x00", _HALF_A_CHARACTER]),
)
_NO_TEXTS = st.sampled_from([b"I1", 1, 1.5, ("I1",)])
_DERIVED = st.sampled_from([f"{one}:P1" for one in (*RESERVED, "books_unapplied")])


def _paid(name: str) -> ReceivePayment:
    return ReceivePayment(
        customer_id=ACME, payment_id=PaymentId(name), tenders=pay("P1", 1).tenders
    )


def _ordered(key: str) -> Order:
    return Order(command=grant("C1", 1), key=key)


def _noted(note: str) -> IssueCredit:
    return IssueCredit(
        customer_id=ACME,
        credit_id=CreditId("C1"),
        amount=usd(1),
        note=note,
    )


def impossible_instants() -> SearchStrategy[Impossible]:
    """Instants that are naive or not in UTC, and moments where a day is wanted."""
    naive = st.datetimes()
    east = st.integers(1, 14).map(lambda hours: timezone(timedelta(hours=hours)))
    return st.one_of(
        _cases("naive", naive, _decided_at, ValueError),
        _cases("not UTC", st.datetimes(timezones=east), _decided_at, ValueError),
        _cases(
            "a moment",
            st.datetimes(timezones=st.just(UTC)),
            lambda one: grant("C1", 1, on=one),
            TypeError,
        ),
    )


def _decided_at(at: datetime) -> Occasion:
    return Occasion(at=at, today=at.date(), by=occasion().by)


def impossible_rights() -> SearchStrategy[Impossible]:
    """Permissions that nobody has heard of, and an authority that nobody gave."""
    unknown = st.text(max_size=9).filter(lambda one: one not in _PERMISSIONS)
    forged = st.none() | st.booleans()
    return st.one_of(
        _cases("unknown", unknown, lambda one: Role("R", [one]), ValueError),
        _cases(
            "forged",
            forged,
            lambda one: Authority(occasion().by.user_id, None, seal=one),
            TypeError,
        ),
    )


_PERMISSIONS = frozenset(one.value for one in Permission)


def impossible_commands() -> SearchStrategy[Impossible]:
    """Commands of a shape that says nothing, or two things at once."""
    return st.sampled_from(
        [Impossible(one.why, one.build, one.raises, one.fields) for one in SHAPES]
    )


def impossible_values() -> SearchStrategy[Impossible]:
    """Whatever cannot be built, of any kind."""
    return st.one_of(
        impossible_amounts(),
        impossible_texts(),
        impossible_instants(),
        impossible_rights(),
        impossible_commands(),
    )


@st.composite
def _cases(
    draw: DrawFn,
    why: str,
    givens: SearchStrategy[object],
    build: Callable[[Any], object],
    raises: type[Exception],
) -> Impossible:
    given = draw(givens)
    return Impossible(why, lambda: build(given), raises, given)
