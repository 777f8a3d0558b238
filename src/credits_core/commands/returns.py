"""Commands about goods that come back: complete, reopen, correct."""

from __future__ import annotations

import attrs

from ..exact import NONE, Quantity
from ..identity import CustomerId, InvoiceId, LineId, ReturnId, a_note, an_id
from ..money import Money
from .shape import Mode, no_repeats, of_type, one_currency, some, within_bounds


@attrs.frozen(kw_only=True)
class ReturnLine:
    """Goods of one product that came back.

    *value* may be left out for a line that names its *invoice_line*: it is then
    the share of that line's net amount, cumulatively rounded (HC-54, HC-55).
    """

    id: LineId = attrs.field(validator=an_id)
    product: str = attrs.field(default="", validator=a_note)
    quantity: Quantity = attrs.field(validator=of_type(Quantity))
    value: Money | None = None
    unit_price: Quantity = NONE
    package: str = attrs.field(default="", validator=a_note)
    batch: str = attrs.field(default="", validator=a_note)
    invoice_line: LineId | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a line that nothing values."""
        if self.value is None and self.invoice_line is None:
            raise ValueError("A line without an invoice line needs its value.")


@attrs.frozen(kw_only=True)
class CompleteReturn:
    """Accept goods back; their value becomes a credit (R7).

    *invoice_id* is where they were sold; left out, the lines carry their own
    values (HC-61). Goods accepted in two steps are two completions, each with an
    id of its own (HC-57).
    """

    customer_id: CustomerId = attrs.field(validator=an_id)
    return_id: ReturnId = attrs.field(validator=an_id)
    lines: tuple[ReturnLine, ...] = attrs.field(validator=some)
    invoice_id: InvoiceId | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse lines that do not fit together or to the invoice."""
        _fit(self.lines)
        named = [line.invoice_line is not None for line in self.lines]
        if self.invoice_id is None and any(named):
            raise ValueError("An invoice line needs its invoice.")
        if self.invoice_id is not None and not all(named):
            raise ValueError("Each line of a return on an invoice names its line.")


@attrs.frozen(kw_only=True)
class ReopenReturn:
    """Take a completed return back, and its credit with it (HC-58, HC-59)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    return_id: ReturnId = attrs.field(validator=an_id)
    mode: Mode = attrs.field(default=Mode.STRICT, validator=of_type(Mode))


@attrs.frozen(kw_only=True)
class CorrectReturn:
    """Replace the *lines* of a completed return; its credit follows (HC-60)."""

    customer_id: CustomerId = attrs.field(validator=an_id)
    return_id: ReturnId = attrs.field(validator=an_id)
    lines: tuple[ReturnLine, ...] = attrs.field(validator=some)
    mode: Mode = attrs.field(default=Mode.STRICT, validator=of_type(Mode))

    def __attrs_post_init__(self) -> None:
        """Refuse lines that do not fit together."""
        _fit(self.lines)


def _fit(lines: tuple[ReturnLine, ...]) -> None:
    no_repeats("line", [line.id for line in lines])
    values = [line.value for line in lines if line.value is not None]
    one_currency(values)
    within_bounds(values)
