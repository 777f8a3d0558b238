"""What the other side should look like, as this side's ledger has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import attrs

from credits_core.credit import Credit, FromRemoteMemo, Hold
from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ..translate import Link, LinkKind, MemoImage, PaymentImage
from ..translate.images import Image
from .keys import CashKey, GroupKey, Key, MemoKey, PairKey, is_memo


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


@attrs.frozen
class Waiting:
    """It can't be told yet; the *reason* names what is missing."""

    reason: str


Wanted = Image | Waiting | None


class _NotYetError(Exception):
    """Carries the reason out of the middle of an image."""


def wanted(key: Key, ledger: Ledger, names: Names) -> Wanted:
    """The image of *key* there; None if it should not be there."""
    try:
        match key:
            case MemoKey(credit_id):
                return _memo(credit_id, ledger, names)
            case PairKey():
                return _pair(key, ledger, names)
            case CashKey(payment_id):
                return _cash(payment_id, ledger, names)
            case GroupKey():
                return Waiting("a payment of several credits is changed there")
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
    if credit is None or not credit.live:
        return None
    if credit.hold is Hold.CONFLICT:
        return Waiting("the credit is held because both sides differ")
    return MemoImage(customer=_customer(ledger, names), total=credit.live)


def _pair(key: PairKey, ledger: Ledger, names: Names) -> Wanted:
    amount = _live_use(key, ledger)
    if amount is None:
        return None
    if not is_memo(ledger, key.credit_id):
        return Waiting("credits of lowered invoices are not exchanged yet")
    memo = names.memo(key.credit_id)
    if not memo:
        return Waiting("the credit's memo is not there yet")
    links = (
        Link(kind=LinkKind.MEMO, id=memo, amount=amount),
        Link(kind=LinkKind.INVOICE, id=_invoice(key.invoice_id, names), amount=amount),
    )
    customer = _customer(ledger, names)
    return PaymentImage(customer=customer, total=amount.zero, links=links)


def _live_use(key: PairKey, ledger: Ledger) -> Money | None:
    for use in ledger.applications.values():
        found = (use.payment_id, use.credit_id, use.invoice_id)
        if use.is_live and found == (key.payment_id, key.credit_id, key.invoice_id):
            return use.amount
    return None


def _cash(payment_id: PaymentId, ledger: Ledger, names: Names) -> Wanted:
    payment = ledger.payments.get(payment_id)
    if payment is None or not payment.received:
        return None
    if payment.opening:
        return Waiting("part of the payment was spent before it was read in")
    links = tuple(_cash_links(payment_id, ledger, names))
    customer = _customer(ledger, names)
    return PaymentImage(customer=customer, total=payment.received, links=links)


def _cash_links(payment_id: PaymentId, ledger: Ledger, names: Names) -> Iterator[Link]:
    """What the payment's money is on: directly, and by way of its credit."""
    credit = ledger.credits.get(ledger.payments[payment_id].credit_id)
    for invoice_id, amount in money_on(payment_id, credit, ledger):
        invoice = ledger.invoices[invoice_id]
        if invoice.reductions or invoice.forfeited:
            raise _NotYetError("money on a lowered invoice is not exchanged yet")
        remote = _invoice(invoice_id, names)
        yield Link(kind=LinkKind.INVOICE, id=remote, amount=amount)


def money_on(
    payment_id: PaymentId, credit: Credit | None, ledger: Ledger
) -> Iterator[tuple[InvoiceId, Money]]:
    """Each invoice that the payment's money is on, and how much of it."""
    for allocation in ledger.allocations.values():
        if allocation.is_live and allocation.payment_id == payment_id:
            yield allocation.invoice_id, allocation.amount
    for use in ledger.applications.values():
        if credit is not None and use.is_live and use.credit_id == credit.id:
            yield use.invoice_id, use.amount


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
