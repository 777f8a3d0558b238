"""The numbers of invoices and credit memos."""

from __future__ import annotations

from ..amounts import Document
from ..books import Record
from ..refusals import refusal
from .work import Work

_AUTOMATIC = "AUTO_GENERATE"
_LONGEST_COUNTED = 15


def numbered(work: Work, kind: str, document: Document) -> Document:
    """A new sale with its number: the one it has, or the next of the company.

    If the company numbers its sales itself, one without a number stays so.
    """
    document = dict(document)
    wanted = document.pop("DocNumber", "")
    automatic = document.pop("AutoDocNumber", False) or wanted == _AUTOMATIC
    if automatic or (not wanted and not work.settings.custom_numbers):
        work.draft.last_number += 1
        return {**document, "DocNumber": str(work.draft.last_number)}
    if not wanted:
        return document
    _check_unique(work, kind, wanted, "")
    if wanted.isascii() and wanted.isdecimal() and len(wanted) <= _LONGEST_COUNTED:
        work.draft.last_number = max(work.draft.last_number, int(wanted))
    return {**document, "DocNumber": wanted}


def renumbered(work: Work, kind: str, document: Document, old: Record) -> Document:
    """A sale that was changed; its number may have been changed too."""
    if document.get("DocNumber") == _AUTOMATIC:
        return numbered(work, kind, document)
    number = document.get("DocNumber", "")
    if number and number != old.number:
        _check_unique(work, kind, number, old.id)
    return document


def _check_unique(work: Work, kind: str, number: str, own_id: str) -> None:
    """Numbers are unique only where the company numbers its sales itself."""
    if not work.settings.custom_numbers:
        return
    taken = work.draft.books.shelves[kind].by_number.get(number.lower(), {})
    for other in taken:
        if other != own_id:
            told = (
                f"DocNumber={number} is assigned to TxnType={kind} with TxnId={other}"
            )
            raise refusal("6140", told)
