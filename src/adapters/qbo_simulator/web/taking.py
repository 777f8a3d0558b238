"""What a form tells, as values; what cannot be understood is said in a sentence."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from .visit import NotTakenError, Visit

_AMOUNT: Final = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})(\.[0-9]{1,2})?")


def amount_in(visit: Visit, name: str) -> str:
    """An amount such as ``12.50``, or nothing if the field was left empty."""
    return read_amount(visit.field(name))


def read_amount(written: str) -> str:
    """An amount without what only people need, or nothing for an empty text."""
    text = written.strip()
    if text and not _AMOUNT.fullmatch(text):
        raise NotTakenError(f"“{text}” is not an amount; one is written as 12.50.")
    return text.replace(",", "")


def date_in(visit: Visit, name: str) -> str:
    """A date, or nothing if the field was left empty."""
    text = visit.field(name).strip()
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        told = f"“{text}” is not a date; one is written as 2026-01-31."
        raise NotTakenError(told) from None


def text_in(visit: Visit, name: str) -> str | None:
    """A text, or ``None`` if the field was left empty."""
    return visit.field(name).strip() or None


def dated(visit: Visit) -> dict[str, object]:
    """The date of a transaction, which nothing takes away."""
    day = date_in(visit, "date")
    return {"TxnDate": day} if day else {}
