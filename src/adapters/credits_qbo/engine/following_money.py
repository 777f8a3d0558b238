"""Following the money of a payment there: how much it is, and which invoices have it.

Money that leaves an invoice there while the payment stays cannot leave it here,
because a payment serves its own invoices first. So the receipt is voided here and
read in anew: it stays to be seen, and the new one is as it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from credits_core.commands import (
    CreditUnused,
    CreditUsed,
    ImportPayment,
    PaymentAmount,
    RemoteAllocation,
    RemoteChange,
)
from credits_core.identity import CustomerId, InvoiceId, PaymentId
from credits_core.ledger import Ledger
from credits_core.payment import Method, Payment, Tender

from ..settings import SYSTEM
from ..store import Tie
from .doing import do, drawn, fresh, unused
from .keys import CashKey, key_from, stem_of
from .naming import is_read_in_again
from .placing import places_of
from .targets import Target
from .world import World

_TAKEN: Final = "another customer has a payment of that name here"


@attrs.frozen
class Money:
    """The *receipt* that has the payment's money now, and what was refused of it."""

    receipt: PaymentId | None = None
    refusal: str = ""


def follow_money(
    world: World, tie: Tie, target: Target, named: str, day: date | None
) -> Money:
    """Let this side have as much of the payment's money, and on the same invoices."""
    ledger = _ledger(world, tie)
    payment = receipt_of(world, tie, ledger)
    if payment is None:
        if not target.total:
            return Money()
        first = _first(world, tie, named)
        return _read_in(world, tie, target, (first, Method.OTHER, day))
    if not target.total:
        zero = payment.amount.zero
        gone = do(world, tie, [PaymentAmount(payment.id, zero)])
        return Money(payment.id, gone)
    if payment.is_void or _loses_own_money(ledger, payment, target):
        return _anew(world, tie, target, payment, named)
    return _moved(world, tie, target, payment, named)


def _ledger(world: World, tie: Tie) -> Ledger:
    return world.whole(CustomerId(tie.customer_id))


def _first(world: World, tie: Tie, named: str) -> str:
    """The name of the first receipt of the payment there, for this customer."""
    with world.store.unit() as unit:
        is_second = is_read_in_again(unit, tie.entity, tie.remote_id)
    return named if is_second else stem_of(world.settings.realm_id, tie.remote_id)


def receipt_of(world: World, tie: Tie, ledger: Ledger) -> Payment | None:
    """The receipt here that is the payment there: one with money before others.

    Whoever was interrupted may have read it in already, under any of its versions.
    """
    stem = stem_of(world.settings.realm_id, tie.remote_id)
    for payment in ledger.payments.values():
        of_it = payment.id == stem or payment.id.startswith(f"{stem}.")
        if of_it and payment.received:
            return payment
    key = key_from(tie.key) if tie.key else CashKey(PaymentId(stem))
    return ledger.payments.get(key.payment_id) if isinstance(key, CashKey) else None


def _loses_own_money(ledger: Ledger, payment: Payment, target: Target) -> bool:
    """Whether an invoice has less of its money there than was allocated here."""
    places = places_of(ledger)
    on = places.cash_on(payment.id)
    for row in places.rows:
        if row.source == CashKey(payment.id) and row.way is not None:
            on[row.invoice_id] -= row.minor
    return any(minor > target.cash.get(one, 0) for one, minor in on.items())


def _moved(
    world: World, tie: Tie, target: Target, payment: Payment, named: str
) -> Money:
    """Change the amount, take back uses that are not there, and do what is missing."""
    received = target.money(target.received) + payment.opening
    changes: list[RemoteChange] = list(_unused(_ledger(world, tie), payment, target))
    if received != payment.received:
        changes.append(PaymentAmount(payment.id, received))
    refusal = do(world, tie, changes) or _more(world, tie, target, payment, named)
    return Money(payment.id, refusal)


def _unused(ledger: Ledger, payment: Payment, target: Target) -> Iterator[CreditUnused]:
    """Take the uses of its money off each invoice that has less of it there."""
    places = places_of(ledger)
    on = places.cash_on(payment.id)
    for row in places.rows:
        if row.source != CashKey(payment.id) or row.way is None:
            continue
        if on[row.invoice_id] > target.cash.get(row.invoice_id, 0):
            way = row.way
            yield CreditUnused(way.payment_id, way.credit_id, way.invoice_id)


def _more(world: World, tie: Tie, target: Target, payment: Payment, named: str) -> str:
    """Put on each invoice what more of the payment is on it there."""
    for invoice_id, minor in target.cash.items():
        ledger = _ledger(world, tie)
        places = places_of(ledger)
        missing = minor - places.cash_on(payment.id).get(invoice_id, 0)
        if missing <= 0:
            continue
        own = payment.credit_id
        wanted = (invoice_id, missing)
        for credit_id, part in drawn(ledger, places, CashKey(payment.id), own, wanted):
            receipt = fresh(ledger, named, credit_id, invoice_id)
            use = CreditUsed(receipt, credit_id, invoice_id, target.money(part))
            refusal = do(world, tie, [use])
            if refusal:
                return refusal
    return ""


def _anew(
    world: World, tie: Tie, target: Target, payment: Payment, named: str
) -> Money:
    """Void the receipt, and read the payment in as it is there now."""
    if not payment.is_void:
        void = PaymentAmount(payment.id, payment.amount.zero)
        refusal = do(world, tie, [void])
        if refusal:
            return Money(payment.id, refusal)
    name = unused(_ledger(world, tie), named)
    method = payment.tenders[0].method
    return _read_in(world, tie, target, (name, method, payment.date))


def _read_in(
    world: World, tie: Tie, target: Target, told: tuple[str, Method, date | None]
) -> Money:
    """Read the payment in; what its money does not pay in full, its credit does.

    An invoice that is named on a receipt gets all of its money that it needs, and
    there it may have been given less.
    """
    name, method, day = told
    ledger = _ledger(world, tie)
    open_there = target.received > sum(target.cash.values())
    whole = {
        one: minor
        for one, minor in target.cash.items()
        if not open_there or minor >= ledger.invoices[one].due.minor
    }
    command = ImportPayment(
        customer_id=CustomerId(tie.customer_id),
        payment_id=PaymentId(name),
        system=SYSTEM,
        tenders=(Tender(method, target.money(target.total)),),
        allocations=tuple(_allocations(target, whole)),
        opening=target.money(target.out) if target.out else None,
        date=day,
    )
    refusal = world.take_over(command)
    if refusal is not None:
        return Money(refusal=refusal.sentence)
    payment = _ledger(world, tie).payments.get(PaymentId(name))
    if payment is None:
        return Money(refusal=_TAKEN)
    return Money(payment.id, _more(world, tie, target, payment, name))


def _allocations(
    target: Target, whole: dict[InvoiceId, int]
) -> Iterator[RemoteAllocation]:
    for invoice_id, minor in whole.items():
        yield RemoteAllocation(invoice_id=invoice_id, amount=target.money(minor))
