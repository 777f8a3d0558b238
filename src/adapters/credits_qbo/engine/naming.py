"""The names here of what began there; the same in every process and every attempt."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from credits_core.identity import (
    TEXT_MAX,
    CreditId,
    CustomerId,
    InvoiceId,
    PaymentId,
)

from ..settings import Settings
from ..store import Binding, Place, Tie, Unit
from .keys import CashKey, MemoKey, PairKey, key_from, stem_of
from .world import tie_of

_READ_IN: Final = re.compile(r"qbo-[0-9]+-([0-9]+)(?:\.|$)")


def customer_named(unit: Unit, remote_id: str) -> CustomerId | None:
    """The customer here whose id there is *remote_id*."""
    for found in unit.find(Binding, entity="Customer", remote_id=remote_id):
        return CustomerId(found.local_id)
    return None


def invoice_named(unit: Unit, remote_id: str) -> InvoiceId | None:
    """The invoice here whose id there is *remote_id*."""
    for found in unit.find(Binding, entity="Invoice", remote_id=remote_id):
        return InvoiceId(found.local_id)
    return None


def credit_named(unit: Unit, remote_id: str) -> CreditId | None:
    """The credit here whose memo there is *remote_id*, once that was read in."""
    tie = tie_of(unit, "CreditMemo", remote_id)
    is_new = tie is not None and tie.taking and not tie.base
    key = None if tie is None or is_new else key_from(tie.key)
    return key.credit_id if isinstance(key, MemoKey) else None


def memo_id(settings: Settings, remote_id: str) -> CreditId:
    """The id of the credit that a memo from there becomes."""
    return CreditId(f"qbo-{settings.realm_id}-memo-{remote_id}")


def memo_named(unit: Unit, settings: Settings, remote_id: str) -> CreditId:
    """The same, for a memo that was read in before for another customer too."""
    name = memo_id(settings, remote_id)
    found = unit.get(Place, again("CreditMemo", remote_id))
    return name if found is None else CreditId(f"{name}.{found.value}")


def is_read_in_again(unit: Unit, entity: str, remote_id: str) -> bool:
    """Whether the object was read in before, for another customer."""
    return unit.get(Place, again(entity, remote_id)) is not None


def again(entity: str, remote_id: str) -> str:
    """Under which name it is noted that an object is read in a second time."""
    return f"again:{entity}:{remote_id}"


def payment_id(settings: Settings, remote_id: str) -> PaymentId:
    """The id of the receipt that a payment from there becomes."""
    return PaymentId(stem_of(settings.realm_id, remote_id))


def use_id(
    settings: Settings,
    remote_id: str,
    token: int,
    credit_id: CreditId,
    invoice_id: InvoiceId,
) -> PaymentId:
    """The id of the receipt of one use of a credit, as of one version of a payment."""
    version = f"{stem_of(settings.realm_id, remote_id)}.{token}"
    return use_named(version, credit_id, invoice_id)


def use_named(version: str, credit_id: CreditId, invoice_id: InvoiceId) -> PaymentId:
    """The same for a version whose name is known, with room for a number behind it."""
    told = f"{version}-{credit_id}-{invoice_id}"
    if len(told) <= TEXT_MAX - 4:
        return PaymentId(told)
    return PaymentId(f"{version}-{hashlib.sha256(told.encode()).hexdigest()}")


def owner_of(unit: Unit, key: str) -> Tie | None:
    """The payment there from which the receipt in *key* was read in, if it was."""
    named = key_from(key)
    receipt = named.payment_id if isinstance(named, (CashKey, PairKey)) else ""
    found = _READ_IN.match(receipt)
    return None if found is None else tie_of(unit, "Payment", found.group(1))
