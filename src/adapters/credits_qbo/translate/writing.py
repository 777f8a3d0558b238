"""Writing objects of QuickBooks Online: only the fields that the exchange owns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from credits_core.customer_return import ReturnedLine
from credits_core.money import Money

from ..documents import Document
from ..settings import Settings
from .images import Link, LinkKind, MemoImage, PaymentImage

AMOUNT_MINOR_MAX: Final = 10**15 - 1
DESCRIPTION_MAX: Final = 4_000


def memo_document(
    image: MemoImage, settings: Settings, goods: Sequence[ReturnedLine] = ()
) -> Document:
    """The fields of a credit memo; not taxed, so that it is exact.

    It has a line for each of the *goods* that came back if their values are its
    total, and else one line of the whole amount.
    """
    if sum(one.value.minor for one in goods) == image.total.minor:
        lines = [_line_of(one, settings) for one in goods if one.value]
    else:
        lines = [_sold(settings.item_id, image.total)]
    document = {"CustomerRef": {"value": image.customer}, "Line": lines}
    return {**document, **_currency(image.total, settings)}


def _line_of(goods: ReturnedLine, settings: Settings) -> Document:
    """A line of what came back; with its price only where that gives the value."""
    told = (goods.product, goods.package, goods.batch)
    line = _sold(settings.item_of(goods.product), goods.value)
    line["Description"] = " ".join(filter(None, told))[:DESCRIPTION_MAX]
    quantity = Decimal(goods.quantity.micros).scaleb(-6)
    price = Decimal(goods.unit_price.micros).scaleb(-6)
    if quantity * price == number(goods.value):
        prices = {"Qty": quantity.normalize(), "UnitPrice": price.normalize()}
        line["SalesItemLineDetail"] |= prices
    return line


def _sold(item_id: str, amount: Money) -> dict[str, Any]:
    detail = {"ItemRef": {"value": item_id}, "TaxCodeRef": {"value": "NON"}}
    return {
        "Amount": number(amount),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": detail,
    }


def payment_document(image: PaymentImage, settings: Settings) -> Document:
    """The fields of a payment: its money, and a line for each document it links."""
    if any(link.kind is LinkKind.OTHER for link in image.links):
        raise ValueError("What is linked is not known here.")
    return {
        "CustomerRef": {"value": image.customer},
        "TotalAmt": number(image.total),
        "Line": [_line(link) for link in image.links],
        **_currency(image.total, settings),
    }


def void_document(customer: str, total: Money, document: Document) -> Document:
    """What voids the payment whose ``Id`` and ``SyncToken`` are in *document*."""
    return {
        **document,
        "sparse": True,
        "CustomerRef": {"value": customer},
        "TotalAmt": number(total),
    }


def dated(document: Document, day: date, note: str) -> Document:
    """A new document with its day and its note; without a day it would be today's."""
    return {**document, "TxnDate": day.isoformat(), "PrivateNote": note}


def is_writable(image: MemoImage | PaymentImage | None) -> bool:
    """Whether all amounts of *image* can be held there."""
    amounts = [] if image is None else [image.total]
    if isinstance(image, PaymentImage):
        if any(link.kind is LinkKind.OTHER for link in image.links):
            return False
        amounts.extend(link.amount for link in image.links)
    try:
        return all(number(amount) >= 0 for amount in amounts)
    except ValueError:
        return False


def number(amount: Money) -> Decimal:
    """The amount as QuickBooks Online can hold it; ``ValueError`` if it cannot."""
    exact = Decimal(amount.figures)
    if not 0 <= amount.minor <= AMOUNT_MINOR_MAX or exact != round(exact, 2):
        raise ValueError(f"{amount} can't be written in QuickBooks Online.")
    return exact


def _line(link: Link) -> Document:
    linked = {"TxnId": link.id, "TxnType": link.kind.value}
    return {"Amount": number(link.amount), "LinkedTxn": [linked]}


def _currency(amount: Money, settings: Settings) -> Document:
    if amount.currency == settings.home_currency:
        return {}
    return {"CurrencyRef": {"value": amount.currency}}
