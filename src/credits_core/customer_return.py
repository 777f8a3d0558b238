"""A return: goods that came back, and the lineage its credit keeps."""

from __future__ import annotations

import attrs

from .exact import Quantity
from .identity import CreditId, InvoiceId, LineId, ReturnId, credit_of_return
from .money import Money


@attrs.frozen(kw_only=True)
class ReturnedLine:
    """Goods of one product that came back, as the credit's line item shows it.

    *invoice_line* names the line they were sold on, where there is one.
    """

    id: LineId
    product: str
    quantity: Quantity
    value: Money
    unit_price: Quantity
    package: str = ""
    batch: str = ""
    invoice_line: LineId | None = None


@attrs.frozen(kw_only=True)
class CustomerReturn:
    """One completion of a return; goods accepted in two steps are two of these.

    *invoice_id* is the invoice the goods were sold on, where there is one
    (HC-61). A reopened return keeps its lines.
    """

    id: ReturnId
    invoice_id: InvoiceId | None
    lines: tuple[ReturnedLine, ...]
    has_credit: bool
    is_reopened: bool = False

    @property
    def credit_id(self) -> CreditId:
        """The id of the credit that its completion issues."""
        return credit_of_return(self.id)

    @property
    def value(self) -> Money:
        """The value of all its lines."""
        total = self.lines[0].value.zero
        for line in self.lines:
            total += line.value
        return total
