"""What the other side should look like, as this side's ledger has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import attrs

from credits_core.credit import FromRemoteMemo, Hold
from credits_core.identity import CreditId, CustomerId, InvoiceId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ..translate import Link, LinkKind, MemoImage, PaymentImage
from ..translate.images import Image
from .attribution import attributed
from .keys import CashKey, GroupKey, Key, MemoKey, PairKey
from .places import Places
from .placing import places_of


class Names(Protocol):
    """What things of this side are called on the other one, as far as is known."""

    def customer(self, customer_id: CustomerId) -> str:
        """The customer's id there, or nothing."""
        ...

    def invoice(self, invoice_id: InvoiceId) -> str:
        """The invoice's id there, or nothing."""
        ...

    def memo(self, credit_id: CreditId) -> str:
        """The id of the credit's memo there, or nothing."""
        ...

    def elsewhere(self, _credit_id: CreditId, /) -> int | None:
        """What of the memo was used there on unknown things; None while that moves."""
        return 0

    def agreed(self, _key: Key, /) -> tuple[str, PaymentImage | None]:
        """How names of receipts read in from it begin, and what was agreed on last."""
        return "", None


@attrs.frozen
class Waiting:
    """It can't be told yet; the *reason* names what is missing."""

    reason: str


Wanted = Image | Waiting | None


class _NotYetError(Exception):
    """Carries the reason out of the middle of an image."""


def wanted(
    key: Key, ledger: Ledger, names: Names, places: Places | None = None
) -> Wanted:
    """The image of *key* there; None if it should not be there.

    Whoever asks for many keys of one ledger follows its money once, to *places*.
    """
    try:
        if isinstance(key, MemoKey):
            return _memo(key.credit_id, ledger, names)
        if isinstance(key, GroupKey) and key.is_from_before:
            return Waiting("a payment from before the first connection is left alone")
        return _payment(_Asked(key, ledger, names, places or places_of(ledger)))
    except _NotYetError as missing:
        return Waiting(str(missing))


def is_own(key: Key, ledger: Ledger) -> bool:
    """Whether it began on this side, so that it may be created there."""
    match key:
        case MemoKey(credit_id):
            return not isinstance(ledger.credits[credit_id].origin, FromRemoteMemo)
        case CashKey(payment_id) | PairKey(payment_id=payment_id):
            payment = ledger.payments.get(payment_id)
            named = payment_id.startswith("qbo-")
            return not named and payment is not None and not payment.system
        case GroupKey():
            return False


def _memo(credit_id: CreditId, ledger: Ledger, names: Names) -> Wanted:
    credit = ledger.credits.get(credit_id)
    elsewhere = names.elsewhere(credit_id)
    if elsewhere is None:
        return Waiting("it is being used there on what is not known here")
    if credit is None or not (credit.live or elsewhere):
        return None
    if credit.hold is Hold.CONFLICT:
        return Waiting("the credit is held because both sides differ")
    total = credit.live + Money(elsewhere, credit.currency)
    return MemoImage(customer=_customer(ledger, names), total=total)


@attrs.frozen
class _Asked:
    key: PairKey | CashKey | GroupKey
    ledger: Ledger
    names: Names
    places: Places


def _payment(asked: _Asked) -> Wanted:
    """The payment with its money, the uses that belong to it, and what went out."""
    money = _money(asked)
    if isinstance(money, Waiting):
        return money
    stem, agreed = asked.names.agreed(asked.key)
    out, gone = _went_out(agreed)
    links = (*money[1], *_links_of_uses(asked, stem), *gone)
    received = [one for one in (money[0], out) if one is not None]
    if not (received or links):
        return None
    total = _sum(received) if received else links[0].amount.zero
    customer = _customer(asked.ledger, asked.names)
    return PaymentImage(customer=customer, total=total, links=links)


def _went_out(agreed: PaymentImage | None) -> tuple[Money | None, list[Link]]:
    """The money that was taken out there, and the links that tell of it."""
    if agreed is None:
        return None, []
    parts = [one for one in attributed(agreed) if not one.invoice]
    memo = LinkKind.MEMO
    memos = [Link(kind=memo, id=p.memo, amount=p.amount) for p in parts if p.memo]
    money = [one.amount for one in parts if not one.memo]
    outs = [one for one in agreed.links if one.kind.takes_out]
    return (_sum(money) if money else None), [*memos, *outs]


def _sum(amounts: list[Money]) -> Money:
    """What one amount or more come to."""
    total = amounts[0].zero
    for amount in amounts:
        total += amount
    return total


def _money(asked: _Asked) -> tuple[Money | None, list[Link]] | Waiting:
    """What was received, less what was spent before, and what of it is on invoices."""
    key = asked.key
    payment = None
    if isinstance(key, CashKey):
        payment = asked.ledger.payments.get(key.payment_id)
    if payment is None or not payment.received:
        return None, []
    if payment.opening and payment.opening != _taken_out(asked):
        return Waiting("part of the payment was spent before it was read in")
    on = asked.places.cash_on(payment.id)
    links = [_on_invoice(asked, one, minor) for one, minor in on.items()]
    return payment.received - payment.opening, links


def _taken_out(asked: _Asked) -> Money | None:
    """What of its money was taken out when both sides agreed last."""
    return _went_out(asked.names.agreed(asked.key)[1])[0]


def _links_of_uses(asked: _Asked, stem: str) -> Iterator[Link]:
    uses = [asked.key] if isinstance(asked.key, PairKey) else []
    for use in uses or (asked.places.ways_of(stem) if stem else ()):
        currency = asked.ledger.invoices[use.invoice_id].currency
        for credit_id, minor in asked.places.memos_in(use).items():
            memo = asked.names.memo(credit_id)
            if not memo:
                raise _NotYetError("the credit's memo is not there yet")
            amount = Money(minor, currency)
            yield Link(kind=LinkKind.MEMO, id=memo, amount=amount)
            yield _on_invoice(asked, use.invoice_id, minor)


def _on_invoice(asked: _Asked, invoice_id: InvoiceId, minor: int) -> Link:
    amount = Money(minor, asked.ledger.invoices[invoice_id].currency)
    remote = _invoice(invoice_id, asked.names)
    return Link(kind=LinkKind.INVOICE, id=remote, amount=amount)


def _customer(ledger: Ledger, names: Names) -> str:
    found = names.customer(ledger.customer_id)
    if not found:
        raise _NotYetError("the customer is not known there")
    return found


def _invoice(invoice_id: InvoiceId, names: Names) -> str:
    found = names.invoice(invoice_id)
    if not found:
        raise _NotYetError(f"the invoice {invoice_id} is not known there")
    return found
