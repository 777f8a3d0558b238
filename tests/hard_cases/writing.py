"""Amounts and days as an accountant writes them, and back again."""

from __future__ import annotations

from datetime import UTC, date, datetime

from credits_core.exact import Quantity
from credits_core.identity import LineId
from credits_core.invoice import InvoiceLine
from credits_core.money import Money


def money(text: str) -> Money:
    """``"30"`` is 30 US dollars; ``"30 EUR"`` names another currency."""
    figures, _, currency = text.partition(" ")
    return Money.of(figures, currency or "USD")


def text(amount: Money) -> str:
    """The shortest exact text: ``"30"``, ``"33.33"``, ``"30 EUR"``."""
    figures = amount.figures.removesuffix(".00")
    return figures if amount.currency == "USD" else f"{figures} {amount.currency}"


def day(written: str | None) -> date | None:
    """``"2026-01-31"`` as a date; nothing stays nothing."""
    return None if written is None else date.fromisoformat(written)


def at(written: str) -> datetime:
    """Noon of a day, in UTC."""
    return datetime.fromisoformat(written).replace(hour=12, tzinfo=UTC)


def line(name: str, amount: str, *, pieces: str = "1", price: str = "0") -> InvoiceLine:
    """A line that bills so many *pieces* with the net *amount*."""
    return InvoiceLine(
        id=LineId(name),
        product=f"goods of line {name}",
        quantity=Quantity.of(pieces),
        unit_price=Quantity.of(price),
        amount=money(amount),
    )
