"""How the page speaks: amounts, states, and sentences about what was refused."""

from __future__ import annotations

from typing import Final

from ..books import Record
from ..outcomes import Refused

TOLD: Final = {
    "created": "It was created.",
    "changed": "The change was saved.",
    "voided": "It was voided.",
    "deleted": "It was deleted.",
    "copied": "This is the copy.",
    "applied": "The credits were applied; this is the payment that links them.",
    "deposited": "It was deposited.",
    "taken-out": "It was taken out of the deposit.",
    "merged": "They were merged; this is the customer who is left.",
    "closed": "The books were closed.",
    "opened": "The books were opened again.",
    "founded": "The company was founded.",
}
_SENTENCES: Final = {
    "610": "Something that this refers to is not there, or was made inactive.",
    "620": "This cannot be linked: it belongs to somebody else, or is linked already.",
    "6140": "This number is taken by another transaction.",
    "6200": "The books are closed for this date, so nothing was changed.",
    "6210": "The books are closed for this date, with a password: nothing was changed.",
    "6220": "This customer has something open, so they stay active.",
    "6240": "This name is taken by another customer, vendor or employee.",
    "6250": "This customer is inactive.",
    "6450": "It was voided before.",
    "6540": "It is in a bank deposit, so it has to be taken out of that first.",
}


def amount(cents: int) -> str:
    """Cents as a person reads them: ``1,234.50``."""
    sign, whole = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{whole // 100:,}.{whole % 100:02d}"


def plain_amount(cents: int) -> str:
    """Cents as they stand in a field: ``1234.50``."""
    return amount(cents).replace(",", "")


def told_of(refused: Refused) -> str:
    """Why something was refused, in a sentence, and the code that an app would see."""
    error = refused.errors[0]
    detail = " ".join(error.detail.partition(" : ")[2].split() or error.detail.split())
    if error.code == "6000":
        detail = detail.removeprefix("Business Validation Error: ")
    sentence = _SENTENCES.get(error.code) or f"{detail.rstrip('. ')}."
    return f"{sentence} An app would be told {error.code}."


def state_of(record: Record) -> str:
    """In which state a transaction is, in a word or two."""
    if not record.total and not record.uses:
        return "Voided" if record.document().get("PrivateNote") else "Empty"
    if record.entity == "Payment":
        return _used(record, "Unapplied", "Partly applied", "Applied")
    if record.entity == "CreditMemo":
        return _used(record, "Open", "Partly used", "Used")
    return _used(record, "Open", "Partly paid", "Paid")


def _used(record: Record, none: str, part: str, whole: str) -> str:
    if not record.balance:
        return whole
    return none if record.balance == record.total else part
