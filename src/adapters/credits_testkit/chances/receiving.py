"""Receipts that are possible: money and credits on what the customer has open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from credits_core.commands import (
    Command,
    CreditUse,
    Exact,
    Fill,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
)
from credits_core.credit import Credit
from credits_core.identity import PaymentId
from credits_core.invoice import Invoice
from credits_core.money import Money

from .chance import Chance
from .situation import Situation
from .values import a_currency, a_day, part_of, some_minor, tenders_of

_COUNTS: Final = (1, 1, 1, 1, 2, 2, 3, 0)


def receive_payment(chance: Chance, now: Situation) -> Command:
    """A receipt on some invoices of one currency, or on none."""
    if chance.once_in(12):
        again = seen_again(chance, now)
        if again is not None:
            return again
    currency, invoices = payable(chance, now)
    due = sum(one.due.minor for one in invoices)
    use, by_credit = _credits(chance, now, currency, invoices)
    cash = _cash(chance, now, use, due - by_credit)
    return ReceivePayment(
        customer_id=now.customer_id,
        payment_id=now.payment_id(),
        invoices=tuple(one.id for one in invoices),
        tenders=tenders_of(chance, cash, currency),
        credits=use,
        date=a_day(chance, now),
        replaces=_replaced(chance, now),
    )


def seen_again(chance: Chance, now: Situation) -> ReceivePayment | None:
    """A receipt of the amount and the date of another one, perhaps the same again."""
    known = [one for one in now.payments if one.amount and now.may_write(one.date)]
    if not known:
        return None
    before = chance.of(known[::-1])
    return ReceivePayment(
        customer_id=now.customer_id,
        payment_id=now.payment_id(),
        tenders=tenders_of(chance, before.amount.minor, before.currency),
        date=before.date,
    )


def payable(chance: Chance, now: Situation) -> tuple[str, list[Invoice]]:
    """Invoices that one receipt may name, mostly unpaid ones; and their currency."""
    count = min(chance.of(_COUNTS), now.policy.limits.invoices)
    settled_too, currency = chance.once_in(8), a_currency(chance, now)
    candidates = now.invoices if settled_too or not now.unpaid else now.unpaid
    order = chance.some_of(candidates, 3)
    if not order or not count:
        return currency, []
    currency = order[0].currency
    alike = [one for one in (*order, *candidates) if one.currency == currency]
    return currency, [*{one.id: one for one in alike}.values()][:count]


def placeable(now: Situation, invoices: list[Invoice], currency: str) -> int:
    """How much the credits can pay on these invoices, oldest first."""
    left = {one.id: one.available.minor for one in usable(now, currency)}
    placed = 0
    for invoice in invoices:
        rest = invoice.due.minor
        for credit_id, available in left.items():
            if invoice.id not in now.ledger.credits[credit_id].generated_by:
                taken = min(rest, available)
                left[credit_id] = available - taken
                rest -= taken
                placed += taken
    return placed


def usable(now: Situation, currency: str) -> list[Credit]:
    """The credits of that *currency* that can be spent today, oldest first."""
    return [one for one in now.usable if one.currency == currency]


_Use = tuple[CreditUse, int]
"""How a receipt uses credits, and how much of what is due that takes for certain."""


def _credits(
    chance: Chance, now: Situation, currency: str, invoices: list[Invoice]
) -> _Use:
    """Some use of credits that these invoices allow; mostly none."""
    kinds: tuple[Callable[[], _Use] | None, ...] = (
        None,
        lambda: (Fill(), 0),
        lambda: _exact(chance, now, currency, invoices),
        lambda: _named(chance, now, currency, invoices),
    )
    kind = chance.of((*kinds[:1], *kinds)) if usable(now, currency) else None
    if kind is None or not invoices:
        return NoCredits(), 0
    return kind()


def _exact(
    chance: Chance, now: Situation, currency: str, invoices: list[Invoice]
) -> _Use:
    minor = part_of(chance, placeable(now, invoices, currency))
    return (Exact(Money(minor, currency)), minor) if minor else (NoCredits(), 0)


def _named(
    chance: Chance, now: Situation, currency: str, invoices: list[Invoice]
) -> _Use:
    """One or two credits by name, none of which an invoice generated."""
    ids = frozenset(one.id for one in invoices)
    due = sum(one.due.minor for one in invoices)
    fit = [one for one in usable(now, currency) if ids.isdisjoint(one.generated_by)]
    named: list[NamedCredit] = []
    rest = due
    for credit in chance.some_of(fit, 2) if fit and due else ():
        minor = part_of(chance, min(rest, credit.available.minor))
        if minor and len(named) < now.policy.limits.named_credits:
            named.append(NamedCredit(credit.id, Money(minor, currency)))
            rest -= minor
    return (Named(tuple(named)), due - rest) if named else (NoCredits(), 0)


def _cash(chance: Chance, now: Situation, use: CreditUse, due: int) -> int:
    """How much money comes in; some has to unless credits come."""
    known = [one.amount.minor for one in now.payments[-3:] if one.amount]
    choices = (due, part_of(chance, due), due + some_minor(chance), 0, *known)
    cash = chance.of(choices)
    must = isinstance(use, NoCredits) or (isinstance(use, Fill) and not due)
    return some_minor(chance) if must and cash <= 0 else cash


def _replaced(chance: Chance, now: Situation) -> PaymentId | None:
    """A void payment that this one takes the place of; mostly none."""
    void = [one.id for one in now.ledger.payments.values() if one.is_void]
    return chance.of(void) if void and chance.once_in(5) else None
