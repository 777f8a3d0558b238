"""What of an answer to a question is written down: its figures, and a digest.

Whole answers would make a history grow with the square of its length.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from credits_core.codec import codec_of
from credits_core.entry import Entry
from credits_core.queries import (
    CreditRecord,
    CreditsOfCustomer,
    Finding,
    InvoiceRecord,
    Journal,
)
from credits_core.wire import entry_json, text_of

from .history import Told

_SHOWN: Final = 16


class JournalDigest:
    """The digest of a journal that grows, at each of its versions."""

    def __init__(self) -> None:
        """Start with an empty journal."""
        self._hash = hashlib.sha256()
        self.entries = 0

    def add(self, entry: Entry) -> None:
        """The journal has one *entry* more."""
        self._hash.update(text_of(entry_json(entry)).encode())
        self.entries += 1

    def told(self) -> Told:
        """What is written down of the journal as it is now."""
        digest = self._hash.copy().hexdigest()[:_SHOWN]
        return Told(digest=digest, figures=f"{self.entries} entries")


def told(finding: Finding) -> Told:
    """What is written down of the answer *finding*."""
    if isinstance(finding, Journal):
        return journal_told(finding.entries)
    text = text_of(codec_of(Finding).write(finding))
    digest = hashlib.sha256(text.encode()).hexdigest()[:_SHOWN]
    return Told(digest=digest, figures=_figures(finding))


def journal_told(entries: Iterable[Entry]) -> Told:
    """What is written down of a journal with these *entries*."""
    growing = JournalDigest()
    for entry in entries:
        growing.add(entry)
    return growing.told()


def _figures(finding: CreditsOfCustomer | CreditRecord | InvoiceRecord) -> str:
    match finding:
        case CreditsOfCustomer():
            available = ", ".join(map(str, finding.available)) or "nothing"
            return f"{available} available, {len(finding.open_credits)} open credits"
        case CreditRecord(credit=credit):
            return f"{credit.available} of {credit.amount}, {len(finding.uses)} uses"
        case InvoiceRecord(invoice=invoice):
            return f"{invoice.due} of {invoice.total} due"
