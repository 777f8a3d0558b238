"""What was there before the first connection, and was left alone then.

Nothing of it is told or read in by itself, because nobody has said that it should be.
If it changes, a person is asked, who can plan again and take it in.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger

from ..store import Binding, Place, Unit
from ..store.records import instant_of, written
from ..translate import SeenMemo, SeenPayment
from .keys import CashKey, GroupKey, Key, MemoKey, PairKey

LEFT: Final = "it was left at the first connection"
NOT_KNOWN: Final = "its customer is not known here"
KIND: Final = "from_before"
_THERE: Final = "opened"


def open_there(unit: Unit, at: datetime) -> None:
    """Say that what was made there before *at* is from before; said once."""
    if unit.get(Place, _THERE) is None:
        unit.put(Place(name=_THERE, value=written(at.replace(microsecond=0))))


def open_here(unit: Unit, customer_id: CustomerId, version: int) -> None:
    """Say that a customer's entries up to *version* are from before; said once."""
    if unit.get(Place, _name(customer_id)) is None:
        unit.put(Place(name=_name(customer_id), value=str(version)))


def is_open(unit: Unit) -> bool:
    """Whether there was a first connection."""
    return unit.get(Place, _THERE) is not None


def is_from_before_there(unit: Unit, seen: SeenMemo | SeenPayment) -> bool:
    """Whether *seen* was made there before the first connection."""
    return _is_earlier(unit, seen.created)


def is_unchanged_there(unit: Unit, seen: SeenMemo | SeenPayment) -> bool:
    """Whether *seen* is as it was at the first connection."""
    return _is_earlier(unit, seen.changed)


def is_from_before_here(unit: Unit, key: Key, ledger: Ledger) -> bool:
    """Whether what *key* names was recorded here before the first connection."""
    place = unit.get(Place, _name(ledger.customer_id))
    return place is not None and 0 < _recorded(key, ledger) <= int(place.value)


def left_there(unit: Unit, seen: SeenMemo | SeenPayment) -> str:
    """Why an object there that nobody here has was left, if it was."""
    customer = "" if seen.image is None else seen.image.customer
    if not unit.find(Binding, entity="Customer", remote_id=customer):
        return NOT_KNOWN
    return LEFT if is_from_before_there(unit, seen) else ""


def _is_earlier(unit: Unit, at: datetime | None) -> bool:
    place = unit.get(Place, _THERE)
    return place is not None and at is not None and at < instant_of(place.value)


def _recorded(key: Key, ledger: Ledger) -> int:
    """The version of the ledger at which it was recorded; 0 if it never was."""
    match key:
        case MemoKey(credit_id):
            credit = ledger.credits.get(credit_id)
            return 0 if credit is None else credit.sequence
        case CashKey(payment_id) | PairKey(payment_id=payment_id):
            payment = ledger.payments.get(payment_id)
            return 0 if payment is None else payment.sequence
        case GroupKey():
            return 0


def _name(customer_id: CustomerId) -> str:
    return f"opened:{customer_id}"
