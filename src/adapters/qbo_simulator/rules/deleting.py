"""Deleting: the transaction is gone, and only a tombstone tells of it."""

from __future__ import annotations

from ..books import Record
from ..books.draft import Note
from ..changes import Operation
from ..refusals import refusal
from ..switches import DeletedInvoice, DeletingAppliedMemo
from .payments import deposited, release, ripple
from .references import check_open_period
from .work import Work


def delete(work: Work, record: Record) -> None:
    """Take a transaction out of the books; lists have nothing to delete."""
    if not record.kind.is_transaction:
        raise refusal("500", "delete")
    check_open_period(work, record.date)
    if record.entity == "Payment" and deposited(work, record):
        raise refusal("6540")
    if record.entity == "CreditMemo":
        _check_memo(work, record)
    if not _keeps_lines(work, record):
        release(work, record.entity, record.id, 0)
    work.draft.remove(record, Note(Operation.DELETE))
    if record.entity == "Payment":
        ripple(work, record.uses)


def _keeps_lines(work: Work, record: Record) -> bool:
    """Whether the lines of payments go on naming what is deleted."""
    switch = work.switches.deleted_invoice_payment
    return record.entity == "Invoice" and switch is DeletedInvoice.LINE_KEPT


def _check_memo(work: Work, record: Record) -> None:
    if work.by_person or not work.draft.applied(record.entity, record.id):
        return
    if work.switches.cm_delete_applied is DeletingAppliedMemo.REJECT:
        told = "The credit memo is linked to other transactions."
        raise refusal("6000", told)
