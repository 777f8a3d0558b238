"""Writing objects of QuickBooks Online: only the fields that the exchange owns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from credits_core.money import Money

from ..documents import Document
from ..settings import Settings
from .images import Link, LinkKind, MemoImage, PaymentImage

AMOUNT_MINOR_MAX: Final = 10**15 - 1
DESCRIPTION_MAX: Final = 4_000


def memo_document(
    image: MemoImage, settings: Settings, *, description: str = ""
) -> Document:
    """The fields of a credit memo with one line; not taxed, so that it is exact."""
    line = {
        "Amount": number(image.total),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {
            "ItemRef": {"value": settings.item_id},
            "TaxCodeRef": {"value": "NON"},
        },
    }
    if description:
        line["Description"] = description[:DESCRIPTION_MAX]
    document = {"CustomerRef": {"value": image.customer}, "Line": [line]}
    return {**document, **_currency(image.total, settings)}


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
