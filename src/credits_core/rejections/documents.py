"""Refusals about invoices, payments and returns."""

from __future__ import annotations

from typing import ClassVar, final

import attrs

from ..exact import Quantity
from ..identity import InvoiceId, LineId, ReturnId
from ..money import Money


@final
@attrs.frozen(kw_only=True)
class AlreadyVoided:
    """It was voided before; there is no way back, and no second time (HC-46)."""

    code: ClassVar[str] = "AlreadyVoided"
    what: str
    id: str

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"The {self.what} {self.id} is already void."


@final
@attrs.frozen(kw_only=True)
class InvoiceIsVoid:
    """A void invoice can be neither paid, nor edited, nor returned on."""

    code: ClassVar[str] = "InvoiceIsVoid"
    invoice_id: InvoiceId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Invoice {self.invoice_id} is void."


@final
@attrs.frozen(kw_only=True)
class NegativeTotal:
    """An invoice's total would be less than nothing (HC-50)."""

    code: ClassVar[str] = "NegativeTotal"
    invoice_id: InvoiceId
    total: Money

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"The total of {self.invoice_id} would be {self.total}; 0 is the least."


@final
@attrs.frozen(kw_only=True)
class LineHasCompletedReturn:
    """Goods of the line came back, and it must keep covering them (HC-09)."""

    code: ClassVar[str] = "LineHasCompletedReturn"
    invoice_id: InvoiceId
    lines: tuple[LineId, ...]

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        lines = ", ".join(self.lines)
        return f"Goods of {self.invoice_id} came back (lines {lines}); reopen that."


@final
@attrs.frozen(kw_only=True)
class ReturnExceedsLine:
    """More would come back than is left of the invoice line (HC-56)."""

    code: ClassVar[str] = "ReturnExceedsLine"
    line_id: LineId
    quantity_left: Quantity
    value_left: Money

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        left = f"{self.quantity_left} worth {self.value_left}"
        return f"Of line {self.line_id} only {left} can still come back."


@final
@attrs.frozen(kw_only=True)
class NotCompleted:
    """The return was reopened already; there is nothing to take back."""

    code: ClassVar[str] = "NotCompleted"
    return_id: ReturnId

    @property
    def sentence(self) -> str:
        """The sentence for a person."""
        return f"Return {self.return_id} is not completed."
