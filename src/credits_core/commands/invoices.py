"""Commands about one invoice: register, edit, void."""

from __future__ import annotations

from datetime import date as Date

import attrs

from ..exact import NONE, Quantity
from ..identity import CustomerId, EditId, InvoiceId, LineId, a_note, an_id
from ..invoice import InvoiceLine, LineKind
from ..money import Money
from .shape import (
    VoidMode,
    a_date,
    a_tuple,
    money,
    no_repeats,
    of_type,
    one_currency,
    some,
    within_bounds,
)


@attrs.frozen(kw_only=True)
class RegisterInvoice:
    """Make an invoice of the host known, with its *lines*; its total is their sum.

    *date* is its business date, today if left out.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    invoice_id: InvoiceId = attrs.field(validator=an_id)
    lines: tuple[InvoiceLine, ...] = attrs.field(validator=some)
    number: str = attrs.field(default="", validator=a_note)
    date: Date | None = attrs.field(default=None, validator=a_date)
    due_date: Date | None = attrs.field(default=None, validator=a_date)

    def __attrs_post_init__(self) -> None:
        """Refuse repeated lines, two currencies, and goods already returned."""
        one_currency(line.amount for line in self.lines)
        no_repeats("line", [line.id for line in self.lines])
        within_bounds(line.amount for line in self.lines)
        if any(line.returned or line.returned_quantity != NONE for line in self.lines):
            raise ValueError("A new invoice has no returned goods yet.")

    @property
    def total(self) -> Money:
        """The sum of the lines."""
        total = self.lines[0].amount.zero
        for line in self.lines:
            total += line.amount
        return total


@attrs.frozen(kw_only=True)
class LineChange:
    """By how much one line changes; an unknown *line_id* adds a line.

    *quantity* and *amount* are differences and may be negative.
    """

    line_id: LineId = attrs.field(validator=an_id)
    amount: Money = attrs.field(validator=money)
    quantity: Quantity = NONE
    product: str = attrs.field(default="", validator=a_note)
    unit_price: Quantity = NONE
    kind: LineKind = LineKind.ITEM


@attrs.frozen(kw_only=True)
class EditInvoice:
    """Save changes of an invoice's lines, as the net of one save (R9, HC-08).

    *edit_id* names the save; a credit that it issues is called after it. It does
    not tell a repeated save: give the command an idempotency key for that.
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    invoice_id: InvoiceId = attrs.field(validator=an_id)
    edit_id: EditId = attrs.field(validator=an_id)
    changes: tuple[LineChange, ...] = attrs.field(validator=a_tuple)

    def __attrs_post_init__(self) -> None:
        """Refuse a line changed twice and two currencies in one save."""
        one_currency(change.amount for change in self.changes)
        no_repeats("line", [change.line_id for change in self.changes])
        within_bounds(change.amount for change in self.changes)


@attrs.frozen(kw_only=True)
class VoidInvoice:
    """Void an invoice; all that was paid on it goes back (HC-62, HC-63)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    invoice_id: InvoiceId = attrs.field(validator=an_id)
    mode: VoidMode = attrs.field(default=VoidMode.STRICT, validator=of_type(VoidMode))
