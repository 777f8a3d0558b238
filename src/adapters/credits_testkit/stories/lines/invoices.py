"""Lines about invoices: register, edit, void."""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.commands import (
    EditInvoice,
    LineChange,
    RegisterInvoice,
    VoidInvoice,
    VoidMode,
)
from credits_core.exact import NONE
from credits_core.identity import CustomerId, EditId, InvoiceId, LineId
from credits_core.invoice import InvoiceLine, LineKind
from credits_core.money import Money

from ..grammar import Form, Kind, Register, Setting, Values, list_of, phrases
from .records import fields_of, record
from .values import PLAIN

_GOODS: Final = "[for <quantity:number> [<product:text>]] [at <unit_price:number>]"
_CHARGE: Final = phrases({"as charge": LineKind.CHARGE})
_IN_LINES: Final[dict[str, Kind]] = {**PLAIN, "charge": _CHARGE}

_ONE: Final = LineId("1")
_DETAILS: Final = (
    "[dated <date:date>] [payable by <due_date:date>] [numbered <number:text>]"
)


@attrs.frozen
class TotalChange:
    """The wish that line 1 makes an invoice come to another total.

    By how much the line changes is told by the ledger, when it is asked for.
    """

    customer_id: CustomerId
    invoice_id: InvoiceId
    edit_id: EditId
    total: Money


def _counted(value: attrs.AttrsInstance) -> Values:
    """A product stands behind its quantity, which is then said even if it is 0."""
    assert isinstance(value, InvoiceLine | LineChange)
    return {"quantity": value.quantity} if value.product else {}


LINES: Final = Register(
    "line",
    (
        record(
            InvoiceLine,
            f"line <id:name> <amount:money> {_GOODS} [<kind:charge>]",
            _IN_LINES,
            _counted,
        ),
    ),
)
"""Lines of a new invoice."""

CHANGES: Final = Register(
    "change",
    (
        record(
            LineChange,
            f"line <line_id:name> by <amount:money> {_GOODS} [<kind:charge>]",
            _IN_LINES,
            _counted,
        ),
    ),
)
"""Changes of lines, as differences."""

_KINDS: Final[dict[str, Kind]] = {
    **_IN_LINES,
    "lines": list_of(LINES),
    "changes": list_of(CHANGES),
    "void": phrases(
        {"cascading": VoidMode.CASCADE, "keeping the backing": VoidMode.KEEP}
    ),
}


def _make_short(values: Values, setting: Setting) -> object:
    """An invoice whose only line is called 1."""
    names = ("amount", "quantity", "product", "unit_price", "kind")
    of_line = {name: values.pop(name) for name in names if name in values}
    line = InvoiceLine(id=_ONE, **of_line)  # type: ignore[arg-type]  # told by the kinds
    return _LONG.make({**values, "lines": (line,)}, setting)


def _take_short(value: object) -> Values | None:
    if not isinstance(value, RegisterInvoice):
        return None
    line, *others = value.lines
    if others or line.id != _ONE:
        return None
    said = fields_of(value) | fields_of(line) | _counted(line)
    return {name: said[name] for name in said.keys() - {"customer_id", "lines", "id"}}


_LONG: Final = record(
    RegisterInvoice, f"invoice <invoice_id:name> {_DETAILS}, <lines:lines>", _KINDS
)

_SHORT: Final = Form(
    f"invoice <invoice_id:name> <amount:money> {_GOODS} [<kind:charge>] {_DETAILS}",
    _KINDS,
    _make_short,
    _take_short,
)


def _make_total(values: Values, setting: Setting) -> object:
    return TotalChange(setting.customer_id, **values)  # type: ignore[arg-type]  # told by the kinds


INVOICES: Final[tuple[Form, ...]] = (
    _SHORT,
    _LONG,
    record(
        EditInvoice,
        "invoice <invoice_id:name> edited as <edit_id:name> [, <changes:changes>]",
        _KINDS,
        changes=(),
    ),
    Form(
        "invoice <invoice_id:name> edited to <total:money> as <edit_id:name>",
        _KINDS,
        _make_total,
        lambda value: fields_of(value) if isinstance(value, TotalChange) else None,
    ),
    record(VoidInvoice, "invoice <invoice_id:name> voided [<mode:void>]", _KINDS),
)
"""What can be asked about an invoice."""


def changed_to(wish: TotalChange, total: Money) -> EditInvoice:
    """The save that brings an invoice of that *total* to what is wished."""
    if total.currency != wish.total.currency:
        total = wish.total.zero
    change = LineChange(line_id=_ONE, amount=wish.total - total, quantity=NONE)
    return EditInvoice(
        customer_id=wish.customer_id,
        invoice_id=wish.invoice_id,
        edit_id=wish.edit_id,
        changes=(change,),
    )
