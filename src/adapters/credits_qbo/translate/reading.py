"""Reading objects of QuickBooks Online: total on whatever may come.

Fields that nobody asked for are left alone, and what can't be read is said to be so:
it is never guessed, and never raises.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import attrs

from credits_core.money import Money

from ..documents import Document
from ..instants import instant
from ..settings import Settings
from .fields import (
    UnreadableError,
    amount_in,
    currency_of,
    day_of,
    digits_in,
    maps_in,
    reference_in,
    text_in,
)
from .images import Link, LinkKind, MemoImage, PaymentImage
from .markers import Marker, marker_in


@attrs.frozen(kw_only=True)
class SeenMemo:
    """A credit memo as it is there; *image* is None if it was voided."""

    id: str
    token: int
    image: MemoImage | None
    balance: Money
    number: str = ""
    day: date | None = None
    note: str = ""
    marker: Marker | None = None
    created: datetime | None = None
    changed: datetime | None = None


@attrs.frozen(kw_only=True)
class SeenPayment:
    """A payment as it is there; *image* is None if it was voided."""

    id: str
    token: int
    image: PaymentImage | None
    unapplied: Money
    day: date | None = None
    note: str = ""
    marker: Marker | None = None
    created: datetime | None = None
    changed: datetime | None = None


@attrs.frozen(kw_only=True)
class Gone:
    """The object was deleted."""

    id: str


@attrs.frozen(kw_only=True)
class Unreadable:
    """The object is there, and makes no sense."""

    id: str
    reason: str


Seen = SeenMemo | SeenPayment | Gone | Unreadable


def read_object(entity: str, document: Document, settings: Settings) -> Seen:
    """The credit memo or payment in *document*."""
    object_id = str(document.get("Id", ""))
    if document.get("status") == "Deleted":
        return Gone(id=object_id)
    try:
        if entity == "CreditMemo":
            return _memo(document, settings)
        return _payment(document, settings)
    except UnreadableError as error:
        return Unreadable(id=object_id, reason=str(error))


def standing_of_invoice(
    document: Document, settings: Settings
) -> tuple[Money, Money] | None:
    """The total of the invoice in *document* and what is still due, if it says so."""
    try:
        currency = currency_of(document, settings)
        total = amount_in(document, "TotalAmt", currency)
        return total, amount_in(document, "Balance", currency)
    except UnreadableError:
        return None


def _memo(document: Document, settings: Settings) -> SeenMemo:
    currency = currency_of(document, settings)
    total = amount_in(document, "TotalAmt", currency)
    customer = reference_in(document, "CustomerRef")
    note = text_in(document, "PrivateNote")
    return SeenMemo(
        id=digits_in(document, "Id"),
        token=int(digits_in(document, "SyncToken")),
        image=MemoImage(customer=customer, total=total) if total else None,
        balance=amount_in(document, "Balance", currency, total.zero),
        number=text_in(document, "DocNumber"),
        day=day_of(document),
        note=note,
        marker=marker_in(note, settings.realm_id),
        created=_moment(document, "CreateTime"),
        changed=_moment(document, "LastUpdatedTime"),
    )


def _payment(document: Document, settings: Settings) -> SeenPayment:
    currency = currency_of(document, settings)
    total = amount_in(document, "TotalAmt", currency)
    unapplied = amount_in(document, "UnappliedAmt", currency, total.zero)
    image = PaymentImage(
        customer=reference_in(document, "CustomerRef"),
        total=total,
        links=tuple(_links(document, currency)),
    )
    image = _weighed(image, unapplied)
    note = text_in(document, "PrivateNote")
    is_there = bool(total) or bool(image.links)
    return SeenPayment(
        id=digits_in(document, "Id"),
        token=int(digits_in(document, "SyncToken")),
        image=image if is_there else None,
        unapplied=unapplied,
        day=day_of(document),
        note=note,
        marker=marker_in(note, settings.realm_id),
        created=_moment(document, "CreateTime"),
        changed=_moment(document, "LastUpdatedTime"),
    )


def _moment(document: Document, name: str) -> datetime | None:
    """When the object was made or changed there, to the second, if it says so."""
    held = document.get("MetaData")
    told = held.get(name) if isinstance(held, Mapping) else None
    return instant(told) if isinstance(told, str) else None


def _weighed(image: PaymentImage, unapplied: Money) -> PaymentImage:
    """The image, in which journal entries that do not take money out are other.

    The line does not say which they do, and the sum of the payment does.
    """
    journals = any(link.kind is LinkKind.JOURNAL for link in image.links)
    if not journals or image.unapplied == unapplied:
        return image
    other = LinkKind.OTHER
    return attrs.evolve(
        image,
        links=tuple(
            attrs.evolve(link, kind=other) if link.kind is LinkKind.JOURNAL else link
            for link in image.links
        ),
    )


def _links(document: Document, currency: str) -> Iterator[Link]:
    """The links of all lines; a line may name both of its ends at once."""
    for line in maps_in(document, "Line"):
        for linked in maps_in(line, "LinkedTxn"):
            told = linked.get("TxnType")
            kinds = {kind.value: kind for kind in LinkKind}
            yield Link(
                kind=kinds.get(str(told), LinkKind.OTHER),
                id=digits_in(linked, "TxnId"),
                amount=amount_in(line, "Amount", currency),
            )
