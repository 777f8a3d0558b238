"""What can be the same thing on both sides, and which of it an entry touches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Final

import attrs

from credits_core.credit import FromRemoteMemo, FromReturn, Manual
from credits_core.entry import Entry
from credits_core.events import (
    ApplicationVoided,
    CashAllocated,
    CashReleased,
    CreditApplied,
    CreditEvent,
    Event,
    PaymentEdited,
    PaymentReceived,
    PaymentVoided,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.ledger import Ledger

from ..settings import Settings


@attrs.frozen
class MemoKey:
    """A credit that is a credit memo there."""

    credit_id: CreditId


@attrs.frozen
class CashKey:
    """The money of a receipt, which is a payment there."""

    payment_id: PaymentId


@attrs.frozen
class PairKey:
    """A credit on an invoice, which is a payment of nothing there."""

    payment_id: PaymentId
    credit_id: CreditId
    invoice_id: InvoiceId


@attrs.frozen
class GroupKey:
    """A payment without money there that is several uses here, or none.

    The receipts of its uses have names that begin with *stem*. One that was there
    before the first connection is known by its id alone, and is left as it is.
    """

    stem: str

    @property
    def is_from_before(self) -> bool:
        """Whether it was there before the first connection."""
        return not self.stem.startswith("qbo-")


Key = MemoKey | CashKey | PairKey | GroupKey

_MONEY: Final = (
    PaymentReceived,
    PaymentEdited,
    PaymentVoided,
    CashAllocated,
    CashReleased,
)


def key_text(key: Key) -> str:
    """The key as rows hold it."""
    return json.dumps(_parts(key), ensure_ascii=False)


def _parts(key: Key) -> list[str]:
    match key:
        case MemoKey(credit_id):
            return ["memo", credit_id]
        case CashKey(payment_id):
            return ["cash", payment_id]
        case PairKey(payment_id, credit_id, invoice_id):
            return ["pair", payment_id, credit_id, invoice_id]
        case GroupKey(stem):
            return ["group", stem]


def key_from(text: str) -> Key:
    """The key that ``key_text`` wrote."""
    kind, *parts = json.loads(text)
    if kind == "memo":
        return MemoKey(CreditId(parts[0]))
    if kind == "cash":
        return CashKey(PaymentId(parts[0]))
    if kind == "group":
        return GroupKey(parts[0])
    return PairKey(PaymentId(parts[0]), CreditId(parts[1]), InvoiceId(parts[2]))


def entity_of(key: Key) -> str:
    """What kind of object it is there."""
    return "CreditMemo" if isinstance(key, MemoKey) else "Payment"


def stem_of(realm_id: str, remote_id: str) -> str:
    """How the names of receipts begin that are read in from a payment there."""
    return f"qbo-{realm_id}-{remote_id}"


def request_id(key: str, generation: int, settings: Settings) -> str:
    """The one request id of that attempt to write *key*; the same in every process."""
    told = f"{settings.installation}\n{settings.realm_id}\n{key}".encode()
    return f"{hashlib.sha256(told).hexdigest()[:28]}-g{generation}"


def touched(entry: Entry, ledger: Ledger) -> Iterator[Key]:
    """All keys that *entry* may have changed, in the ledger after it."""
    for event in entry.events:
        yield from _touched(event, ledger)


def _touched(event: Event, ledger: Ledger) -> Iterator[Key]:
    if isinstance(event, (CreditApplied, ApplicationVoided)):
        paying = ledger.credits[event.credit_id].payment_id
        if paying is not None:
            yield CashKey(paying)
        else:
            yield PairKey(event.payment_id, event.credit_id, event.invoice_id)
    elif isinstance(event, CreditEvent):
        if is_memo(ledger, event.credit_id):
            yield MemoKey(event.credit_id)
    elif isinstance(event, _MONEY):
        yield CashKey(event.payment_id)


def is_memo(ledger: Ledger, credit_id: CreditId) -> bool:
    """Whether the credit is a memo there, and not the money of a payment."""
    credit = ledger.credits.get(credit_id)
    kinds = (Manual, FromReturn, FromRemoteMemo)
    return credit is not None and isinstance(credit.origin, kinds)
