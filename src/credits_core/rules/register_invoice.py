"""Making an invoice of the host known."""

from __future__ import annotations

from returns.result import Failure, Result, Success

from ..commands import RegisterInvoice
from ..events import InvoiceRegistered
from ..fold import Draft, record
from ..occasion import Occasion
from ..rejections import LimitExceeded, NegativeTotal, Rejection
from .guards import new_invoice


def register_invoice(
    draft: Draft, command: RegisterInvoice, occasion: Occasion
) -> Result[None, Rejection]:
    """Make an invoice known; nothing is paid on it yet."""
    limits = occasion.policy.limits
    if len(command.lines) > limits.lines:
        return Failure(LimitExceeded(what="lines", most=limits.lines))
    recorded = new_invoice(draft, command.invoice_id)
    if recorded is not None:
        return Failure(recorded)
    if command.total < command.total.zero:
        return Failure(
            NegativeTotal(invoice_id=command.invoice_id, total=command.total)
        )
    record(
        draft,
        InvoiceRegistered(
            invoice_id=command.invoice_id,
            number=command.number or command.invoice_id,
            date=command.date or occasion.today,
            due_date=command.due_date,
            total=command.total,
            lines=command.lines,
        ),
    )
    return Success(None)
