"""Rows of credits."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import Final

from credits_core.credit import (
    Credit,
    FromOverpayment,
    FromReduction,
    FromRemoteMemo,
    FromRemotePayment,
    FromReturn,
    Hold,
    Manual,
    Origin,
)
from credits_core.identity import InvoiceId

from ..statements import Found, Row
from .making import money
from .owner import Owner, day


def credit_row(owner: Owner, credit: Credit) -> Row:
    """The row of *credit*."""
    return {
        **changing_of_credit(owner, credit),
        **_origin_row(credit.origin),
        "customer_id": owner.customer_id,
        "currency": credit.amount.currency,
        "effective_date": credit.effective_date.isoformat(),
        "sequence": credit.sequence,
        "number": credit.number,
        "generated_by": _text_of(credit.generated_by),
        "issued_by": credit.issued_by,
        "caused_by": credit.caused_by,
    }


def changing_of_credit(owner: Owner, credit: Credit) -> Row:
    """What may change in the row of *credit*, and its key."""
    remote = credit.remote_amount
    return {
        "tenant_id": owner.tenant_id,
        "id": credit.id,
        "amount": credit.amount.minor,
        "used": credit.used.minor,
        "cancelled": credit.cancelled.minor,
        "deleted": credit.deleted.minor,
        "opening": credit.opening.minor,
        "note": credit.note,
        "is_cancelled": credit.is_cancelled,
        "is_deleted": credit.is_deleted,
        "hold": None if credit.hold is None else credit.hold.value,
        "remote_amount": None if remote is None else remote.minor,
        "revision": credit.revision,
    }


facts_of_credit: Final = attrgetter(
    *("id", "origin", "amount.currency", "effective_date", "sequence", "number"),
    *("generated_by", "issued_by", "caused_by"),
)
"""What never changes in the row of a credit."""


def credit_from(row: Found) -> Credit:
    """The credit in *row*."""
    currency, remote = row.currency, row.remote_amount
    return Credit(
        id=row.id,
        origin=_origin_from(row),
        amount=money(row.amount, currency),
        used=money(row.used, currency),
        cancelled=money(row.cancelled, currency),
        deleted=money(row.deleted, currency),
        opening=money(row.opening, currency),
        effective_date=day(row.effective_date),
        sequence=row.sequence,
        number=row.number,
        note=row.note,
        generated_by=ids_from(row.generated_by),
        issued_by=row.issued_by,
        caused_by=row.caused_by,
        is_cancelled=bool(row.is_cancelled),
        is_deleted=bool(row.is_deleted),
        hold=None if row.hold is None else Hold(row.hold),
        remote_amount=None if remote is None else money(remote, currency),
        revision=row.revision,
    )


def _origin_row(origin: Origin) -> Row:
    row: Row = dict.fromkeys(_ORIGIN_IDS)
    row["origin"] = type(origin).__name__
    match origin:
        case Manual():
            pass
        case FromReturn(return_id):
            row["origin_return_id"] = return_id
        case FromOverpayment(payment_id):
            row["origin_payment_id"] = payment_id
        case FromReduction(invoice_id, edit_id):
            row |= {"origin_invoice_id": invoice_id, "origin_edit_id": edit_id}
        case FromRemoteMemo(system, remote_id):
            row |= {"origin_system": system, "origin_remote_id": remote_id}
        case FromRemotePayment(system, payment_id):
            row |= {"origin_system": system, "origin_payment_id": payment_id}
    return row


_ORIGIN_IDS = (
    "origin_return_id",
    "origin_payment_id",
    "origin_invoice_id",
    "origin_edit_id",
    "origin_system",
    "origin_remote_id",
)


def _origin_from(row: Found) -> Origin:
    match row.origin:
        case "Manual":
            return Manual()
        case "FromReturn":
            return FromReturn(row.origin_return_id)
        case "FromOverpayment":
            return FromOverpayment(row.origin_payment_id)
        case "FromReduction":
            return FromReduction(row.origin_invoice_id, row.origin_edit_id)
        case "FromRemoteMemo":
            return FromRemoteMemo(row.origin_system, row.origin_remote_id)
        case "FromRemotePayment":
            return FromRemotePayment(row.origin_system, row.origin_payment_id)
        case unknown:
            raise ValueError(f"{unknown!r} is no origin that this version knows.")


def _text_of(invoice_ids: tuple[InvoiceId, ...]) -> str:
    if not invoice_ids:
        return "[]"
    return json.dumps(invoice_ids, ensure_ascii=False, separators=(",", ":"))


def ids_from(text: str) -> tuple[InvoiceId, ...]:
    """The ids of invoices in their *text*."""
    return () if text == "[]" else tuple(json.loads(text))
