"""Taking a picture of a ledger of the core, to compare it with the oracle's own."""

from __future__ import annotations

from credits_core.credit import (
    Credit,
    FromOverpayment,
    FromReduction,
    FromRemoteMemo,
    FromRemotePayment,
    FromReturn,
    Manual,
)
from credits_core.customer_return import CustomerReturn
from credits_core.identity import InvoiceId
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.payment import Allocation, Application, Payment

from .picture import (
    Picture,
    PicturedCredit,
    PicturedEntry,
    PicturedInvoice,
    PicturedPayment,
    PicturedReturn,
)


def picture_of(ledger: Ledger) -> Picture:
    """The picture of a whole ledger; raises ``ValueError`` for a slice."""
    if not ledger.scope.is_whole:
        raise ValueError("Only a whole ledger makes a picture.")
    credits, returns = ledger.credits, ledger.returns
    allocations, applications = ledger.allocations, ledger.applications
    return Picture(
        customer_id=ledger.customer_id,
        commands=ledger.version,
        invoices=tuple(_invoice(ledger, one) for one in sorted(ledger.invoices)),
        credits=tuple(_credit(credits[one]) for one in sorted(credits)),
        payments=tuple(_payment(ledger.payments[o]) for o in sorted(ledger.payments)),
        cash=tuple(_entry(allocations[one]) for one in sorted(allocations)),
        uses=tuple(_entry(applications[one]) for one in sorted(applications)),
        returns=tuple(_return(returns[one]) for one in sorted(returns)),
    )


def _invoice(ledger: Ledger, invoice_id: InvoiceId) -> PicturedInvoice:
    invoice, lines = ledger.invoices[invoice_id], ledger.lines[invoice_id]
    return PicturedInvoice(
        id=invoice.id,
        currency=invoice.currency,
        sequence=invoice.sequence,
        date=invoice.date,
        status=invoice.status.value,
        total=invoice.total.minor,
        due=invoice.due.minor,
        cash=invoice.cash.minor,
        applied=invoice.applied.minor,
        reductions=invoice.reductions.minor,
        forfeited=invoice.forfeited.minor,
        lines=tuple(_line(lines[name]) for name in sorted(lines)),
    )


def _line(line: InvoiceLine) -> tuple[str, int, int, int, int]:
    sold = (line.id, line.amount.minor, line.quantity.micros)
    return (*sold, line.returned.minor, line.returned_quantity.micros)


def _credit(credit: Credit) -> PicturedCredit:
    remote = credit.remote_amount
    return PicturedCredit(
        id=credit.id,
        currency=credit.currency,
        sequence=credit.sequence,
        date=credit.effective_date,
        origin=_origin(credit),
        status=credit.status.value,
        amount=credit.amount.minor,
        used=credit.used.minor,
        available=credit.available.minor,
        cancelled=credit.cancelled.minor,
        deleted=credit.deleted.minor,
        opening=credit.opening.minor,
        hold=None if credit.hold is None else credit.hold.value,
        remote_amount=None if remote is None else remote.minor,
    )


def _origin(credit: Credit) -> str:
    match credit.origin:
        case Manual():
            return "manual"
        case FromReturn(return_id):
            return f"return {return_id}"
        case FromOverpayment(payment_id):
            return f"overpayment {payment_id}"
        case FromReduction(invoice_id, edit_id):
            return f"reduction {invoice_id}, {edit_id}"
        case FromRemoteMemo(system, remote_id):
            return f"memo {system} {remote_id}"
        case FromRemotePayment(system, payment_id):
            return f"unapplied {system} {payment_id}"


def _payment(payment: Payment) -> PicturedPayment:
    return PicturedPayment(
        id=payment.id,
        currency=payment.currency,
        sequence=payment.sequence,
        date=payment.date,
        system=payment.system,
        invoices=payment.invoices,
        tenders=tuple((o.method.value, o.amount.minor) for o in payment.tenders),
        amount=payment.amount.minor,
        allocated=payment.allocated.minor,
        unapplied=payment.unapplied.minor,
        opening=payment.opening.minor,
        is_void=payment.is_void,
        alike=payment.possible_duplicate_of,
    )


def _entry(entry: Allocation | Application) -> PicturedEntry:
    return PicturedEntry(
        payment_id=entry.payment_id,
        credit_id=entry.credit_id if isinstance(entry, Application) else None,
        invoice_id=entry.invoice_id,
        amount=entry.amount.minor,
        date=entry.date,
        voided_on=entry.voided_on,
    )


def _return(made: CustomerReturn) -> PicturedReturn:
    return PicturedReturn(
        id=made.id,
        invoice_id=made.invoice_id,
        rows=tuple(
            (row.invoice_line or "", row.quantity.micros, row.value.minor)
            for row in made.lines
        ),
        has_credit=made.has_credit,
        is_reopened=made.is_reopened,
    )
