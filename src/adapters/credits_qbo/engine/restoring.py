"""Giving back here exactly what was taken back when it moved to another customer.

The journal tells how much that was since a version that is noted first. So nothing
is lost or counted twice if a process dies, if more was taken back later, or if it was
given back and taken back again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from credits_core.commands import CreditAmount, ImportChange, PaymentAmount
from credits_core.events import (
    CreditGrew,
    CreditRetracted,
    Event,
    PaymentEdited,
    PaymentVoided,
)
from credits_core.identity import CreditId, CustomerId
from credits_core.money import Money
from credits_core.payment import Payment

from ..store import Place, Tie, Unit
from .doing import do
from .following_money import follow_money, receipt_of
from .journals import entries_after
from .keys import CashKey, GroupKey, MemoKey, key_from, key_text, stem_of
from .taken import Taken
from .targets import Target
from .world import World

OTHERWISE: Final = "it may be given back to its customer there, or theirs may be taken"
"""What can be done where this side cannot give it back."""

_UNKNOWN: Final = f"what was taken back of it here is not known: {OTHERWISE}"


def note_since(unit: Unit, tie: Tie, version: int | None) -> None:
    """Note behind which *version* of the journal all that is taken back is told.

    Without one, it was just being read in, and nobody can tell.
    """
    value = "" if version is None else str(version)
    unit.put(Place(name=_name(tie), value=value))


def end_note(unit: Unit, tie: Tie) -> None:
    """Forget the note: it is this customer's again, or another's for good."""
    unit.drop(Place, _name(tie))


def since_of(world: World, tie: Tie) -> int | None:
    """The version that was noted, if one was."""
    with world.store.unit() as unit:
        place = unit.get(Place, _name(tie))
    return None if place is None or not place.value else int(place.value)


def restore(world: World, tie: Tie) -> Taken:
    """Give back what was taken back of it; why not, if not, and its new name if so.

    What was voided, cancelled or deleted by somebody here meanwhile stays so.
    """
    since = since_of(world, tie)
    if since is None:
        return Taken(refusal=_UNKNOWN)
    key = key_from(tie.key)
    if isinstance(key, MemoKey):
        return _credit(world, tie, key.credit_id, since)
    if isinstance(key, GroupKey) and key.is_from_before:
        return Taken(refusal="a payment from before the first connection was changed")
    payment = receipt_of(world, tie, world.whole(CustomerId(tie.customer_id)))
    return Taken() if payment is None else _payment(world, tie, payment, since)


def _name(tie: Tie) -> str:
    return f"moved:{tie.entity}:{tie.remote_id}"


def _credit(world: World, tie: Tie, credit_id: CreditId, since: int) -> Taken:
    credit = world.whole(CustomerId(tie.customer_id)).credits.get(credit_id)
    if credit is None or credit.is_cancelled or credit.is_deleted:
        return Taken()
    events = _events(world, tie, credit_id, since)
    minor = sum(_less_of_credit(one, credit_id) for one in events)
    if minor <= 0:
        return Taken()
    amount = credit.amount + Money(minor, credit.currency)
    return Taken(refusal=do(world, tie, [CreditAmount(credit_id, amount)]))


def _payment(world: World, tie: Tie, payment: Payment, since: int) -> Taken:
    events = list(_events(world, tie, payment.id, since))
    minor = sum(_less_of_payment(one, payment) for one in events)
    was_ours = any(isinstance(one, PaymentVoided) for one in events)
    if minor <= 0 or (payment.is_void and not was_ours):
        return Taken()
    if payment.is_void:
        return _anew(world, tie, payment, minor)
    amount = payment.amount + Money(minor, payment.currency)
    return Taken(refusal=do(world, tie, [PaymentAmount(payment.id, amount)]))


def _anew(world: World, tie: Tie, payment: Payment, minor: int) -> Taken:
    """Read the money in under a new name: all of it was open, so it was voided."""
    named = f"{stem_of(world.settings.realm_id, tie.remote_id)}.{tie.token}"
    target = Target(total=minor, currency=payment.currency)
    money = follow_money(world, tie, target, named, None)
    if money.refusal or money.receipt is None:
        return Taken(refusal=money.refusal)
    return Taken(key=key_text(CashKey(money.receipt)))


def _events(world: World, tie: Tie, name: str, since: int) -> Iterator[Event]:
    """What the exchange did to the amount of the credit or payment of that *name*."""
    customer_id = CustomerId(tie.customer_id)
    for entry in entries_after(world.ledgers, customer_id, since):
        command = entry.command
        change = command.change if isinstance(command, ImportChange) else None
        is_of_credit = isinstance(change, CreditAmount) and change.credit_id == name
        is_of_money = isinstance(change, PaymentAmount) and change.payment_id == name
        if is_of_credit or is_of_money:
            yield from entry.events


def _less_of_credit(event: Event, credit_id: CreditId) -> int:
    if isinstance(event, CreditRetracted) and event.credit_id == credit_id:
        return event.amount.minor
    if isinstance(event, CreditGrew) and event.credit_id == credit_id:
        return -event.amount.minor
    return 0


def _less_of_payment(event: Event, payment: Payment) -> int:
    if isinstance(event, PaymentEdited) and event.payment_id == payment.id:
        return (event.old_amount - event.amount).minor
    if isinstance(event, PaymentVoided) and event.payment_id == payment.id:
        return event.amount.minor
    return 0
