"""Placing credits on invoices: oldest first, or as named (R11).

A plan is made first and recorded later; making it changes nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

import attrs

from ..credit import Credit
from ..fold import Draft
from ..identity import CreditId, InvoiceId
from ..money import Money
from ..occasion import Occasion
from ..parts import OldestCredits, OutsideFootprintError
from .bans import may_pay


@attrs.frozen
class Placed:
    """An amount of one credit that is to go onto one invoice, in minor units."""

    credit_id: CreditId
    invoice_id: InvoiceId
    minor: int


@attrs.frozen
class Need:
    """What an invoice can take, in minor units."""

    invoice_id: InvoiceId
    minor: int


@attrs.define
class _Purse:
    """A credit while it is being spent."""

    credit: Credit
    left: int


def place_oldest(
    draft: Draft, needs: Iterable[Need], asked: Money, occasion: Occasion
) -> list[Placed]:
    """Place at most *asked*, oldest credit first, on the invoices in their order.

    A credit that may not pay an invoice is passed over there, and used for the
    next one it may pay.
    """
    needs = list(needs)
    invoices = frozenset(need.invoice_id for need in needs)
    wanted = OldestCredits(asked, occasion.today, invoices)
    credits = (_Purse(one, one.available.minor) for one in in_order(draft, wanted))
    placed: list[Placed] = []
    opened: list[_Purse] = []
    rest = asked.minor
    for need in needs:
        part = Need(need.invoice_id, min(need.minor, rest))
        for one in _place(draft, part, opened, credits, occasion):
            placed.append(one)
            rest -= one.minor
        opened = [purse for purse in opened if purse.left]
    return placed


def _place(
    draft: Draft,
    need: Need,
    opened: list[_Purse],
    credits: Iterator[_Purse],
    occasion: Occasion,
) -> Iterator[Placed]:
    """Serve one invoice from the opened purses, opening more as they are needed."""
    rest, position = need.minor, 0
    while rest:
        if position == len(opened):
            following = next(credits, None)
            if following is None:
                return
            opened.append(following)
        purse = opened[position]
        position += 1
        if purse.left and may_pay(draft, purse.credit, need.invoice_id, occasion):
            taken = min(rest, purse.left)
            purse.left -= taken
            rest -= taken
            yield Placed(purse.credit.id, need.invoice_id, taken)


def in_order(draft: Draft, wanted: OldestCredits) -> Iterator[Credit]:
    """Usable credits in FIFO order, one at a time (R11, HC-40).

    Raises ``OutsideFootprintError`` where the slice knows of no further ones,
    asking for twice as many.
    """
    horizon = _horizon(draft, wanted)
    counted = 0
    for credit in _usable(draft, wanted):
        yield credit
        if wanted.not_counted.isdisjoint(credit.generated_by):
            counted += credit.available.minor
        if horizon is not None and counted >= horizon.minor:
            more = attrs.evolve(wanted, amount=horizon + horizon)
            raise OutsideFootprintError(frozenset((more,)))


def _usable(draft: Draft, wanted: OldestCredits) -> list[Credit]:
    currency = wanted.amount.currency
    found = [
        credit
        for credit in draft.credits.values()
        if credit.currency == currency and credit.usable_on(wanted.today)
    ]
    return sorted(found, key=lambda credit: credit.order)


def _horizon(draft: Draft, wanted: OldestCredits) -> Money | None:
    """Up to which cover the slice holds every usable credit; None: all of them."""
    if draft.ledger.scope.is_whole:
        return None
    covers = [
        part.amount
        for part in draft.ledger.scope.parts
        if isinstance(part, OldestCredits)
        and part.amount.currency == wanted.amount.currency
        and part.today == wanted.today
        and part.not_counted >= wanted.not_counted
    ]
    if not covers or max(covers) < wanted.amount:
        raise OutsideFootprintError(frozenset((wanted,)))
    return max(covers)


def place_named(
    needs: Iterable[Need], named: Iterable[tuple[Credit, Money]]
) -> list[Placed]:
    """Place exact amounts of named credits on the invoices in their order."""
    purses = deque(_Purse(credit, amount.minor) for credit, amount in named)
    placed: list[Placed] = []
    for need in needs:
        rest = need.minor
        while rest and purses:
            purse = purses[0]
            taken = min(rest, purse.left)
            purse.left -= taken
            rest -= taken
            placed.append(Placed(purse.credit.id, need.invoice_id, taken))
            if not purse.left:
                purses.popleft()
    return placed
