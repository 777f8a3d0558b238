"""Between the JSON of QuickBooks Online and what the exchange compares."""

from __future__ import annotations

from .images import (
    Link,
    LinkKind,
    MemoImage,
    PaymentImage,
    image_from,
    image_text,
)
from .markers import Marker, marked, marker_in
from .reading import (
    Gone,
    Seen,
    SeenMemo,
    SeenPayment,
    Unreadable,
    read_object,
    standing_of_invoice,
)
from .writing import memo_document, payment_document, void_document

__all__ = [
    "Gone",
    "Link",
    "LinkKind",
    "Marker",
    "MemoImage",
    "PaymentImage",
    "Seen",
    "SeenMemo",
    "SeenPayment",
    "Unreadable",
    "image_from",
    "image_text",
    "marked",
    "marker_in",
    "memo_document",
    "payment_document",
    "read_object",
    "standing_of_invoice",
    "void_document",
]
