"""Fields of objects of QuickBooks Online, each checked as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from credits_core.money import Money

from ..documents import Document
from ..settings import Settings


class UnreadableError(ValueError):
    """Something that the exchange depends on is missing or makes no sense."""


def maps_in(document: Document, name: str) -> list[Document]:
    """The objects in a list; none if it is not there."""
    held = document.get(name, [])
    if not isinstance(held, list) or not all(isinstance(x, Mapping) for x in held):
        raise UnreadableError(f"{name} is not a list of objects.")
    return held


def currency_of(document: Document, settings: Settings) -> str:
    """The currency of a document, which is the company's own if it names none."""
    held = document.get("CurrencyRef")
    return reference_in(document, "CurrencyRef") if held else settings.home_currency


def reference_in(document: Document, name: str) -> str:
    """The id that a reference names."""
    held: Any = document.get(name)
    value = held.get("value") if isinstance(held, Mapping) else None
    if not isinstance(value, str) or not value:
        raise UnreadableError(f"{name} names nothing.")
    return value


def amount_in(
    document: Document, name: str, currency: str, absent: Money | None = None
) -> Money:
    """An amount that is nothing or more; *absent* if it is left out."""
    held = document.get(name)
    if held is None and absent is not None:
        return absent
    if not isinstance(held, Decimal):
        raise UnreadableError(f"{name} is not a number.")
    try:
        amount = Money.of(held, currency)
    except ValueError as error:
        raise UnreadableError(f"{name}: {error}") from None
    if amount.minor < 0:
        raise UnreadableError(f"{name} is below zero.")
    return amount


def digits_in(document: Document, name: str) -> str:
    """A number that is written as text, as ids are."""
    held = document.get(name)
    if not isinstance(held, str) or not held.isascii() or not held.isdecimal():
        raise UnreadableError(f"{name} is not a number in text.")
    if len(held) > 20:
        raise UnreadableError(f"{name} is too long.")
    return held


def text_in(document: Document, name: str) -> str:
    """A text, or nothing."""
    held = document.get(name)
    return held if isinstance(held, str) else ""


def day_of(document: Document) -> date | None:
    """The day of a transaction, if it has one that can be read."""
    try:
        return date.fromisoformat(text_in(document, "TxnDate"))
    except ValueError:
        return None
