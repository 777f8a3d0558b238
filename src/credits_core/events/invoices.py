"""What happened to an invoice."""

from __future__ import annotations

from datetime import date as Date

import attrs

from ..commands import LineChange
from ..identity import EditId, InvoiceId
from ..invoice import InvoiceLine
from ..money import Money


@attrs.frozen(kw_only=True)
class InvoiceRegistered:
    """An invoice became known, with its lines; its total is their sum."""

    invoice_id: InvoiceId
    number: str
    date: Date
    due_date: Date | None
    total: Money
    lines: tuple[InvoiceLine, ...]


@attrs.frozen(kw_only=True)
class InvoiceEdited:
    """Lines of an invoice changed in one save."""

    invoice_id: InvoiceId
    edit_id: EditId
    old_total: Money
    new_total: Money
    changes: tuple[LineChange, ...]


@attrs.frozen(kw_only=True)
class InvoiceVoided:
    """An invoice is void: its total is nothing, whatever it was (*old_total*)."""

    invoice_id: InvoiceId
    old_total: Money
