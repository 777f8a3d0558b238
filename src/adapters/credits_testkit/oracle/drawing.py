"""Drawing a picture from the oracle's facts."""

from __future__ import annotations

from .entries import Entry, entries
from .facts import Book, CreditMade, PaymentMade, ReturnMade, Row
from .figures import Figures, reckon
from .goods import rows_of_invoices, rows_of_return, summed
from .picture import (
    Picture,
    PicturedCredit,
    PicturedEntry,
    PicturedInvoice,
    PicturedPayment,
    PicturedReturn,
)
from .turn import is_cancelled


def draw(customer_id: str, book: Book) -> Picture:
    """The picture of all facts of a customer."""
    figures = reckon(book)
    every, rows = entries(book), rows_of_invoices(book)
    return Picture(
        customer_id=customer_id,
        commands=book.commands,
        invoices=tuple(
            _invoice(book, figures, rows[one], one) for one in sorted(book.invoices)
        ),
        credits=tuple(
            _credit(book, figures, book.credits[one]) for one in sorted(book.credits)
        ),
        payments=tuple(
            _payment(book, figures, book.payments[one]) for one in sorted(book.payments)
        ),
        cash=tuple(_entry(one) for one in every if one.credit_id is None),
        uses=tuple(_entry(one) for one in every if one.credit_id is not None),
        returns=tuple(_return(book, book.returns[one]) for one in sorted(book.returns)),
    )


def _invoice(
    book: Book, figures: Figures, rows: list[Row], invoice_id: str
) -> PicturedInvoice:
    made = book.invoices[invoice_id]
    return PicturedInvoice(
        id=made.id,
        currency=made.currency,
        sequence=made.sequence,
        date=made.date,
        status=_invoice_status(book, figures, made.id),
        total=figures.total[made.id],
        due=figures.due(made.id),
        cash=figures.cash[made.id],
        applied=figures.applied[made.id],
        reductions=figures.reductions[made.id],
        forfeited=figures.forfeited[made.id],
        lines=tuple(_line(row) for row in sorted(summed(rows).values())),
    )


def _line(row: Row) -> tuple[str, int, int, int, int]:
    sold = (row.line_id, row.amount, row.pieces)
    return (*sold, row.value_back, row.pieces_back)


def _invoice_status(book: Book, figures: Figures, invoice_id: str) -> str:
    if invoice_id in book.void_invoices:
        return "void"
    due = figures.due(invoice_id)
    if not due:
        return "fully_paid"
    return "unpaid" if due == figures.total[invoice_id] else "partially_paid"


def _credit(book: Book, figures: Figures, made: CreditMade) -> PicturedCredit:
    held = [one for one in book.holds if one.id == made.id]
    return PicturedCredit(
        id=made.id,
        currency=made.currency,
        sequence=made.sequence,
        date=made.date,
        origin=f"{made.kind} {made.source}".strip(),
        status=_credit_status(book, figures, made.id),
        amount=figures.amount[made.id],
        used=figures.used[made.id],
        available=figures.available(made.id),
        cancelled=figures.given_up[made.id],
        deleted=figures.deleted[made.id],
        opening=sum(one.amount for one in book.used_before if one.id == made.id),
        hold=held[-1].mark if held else None,
        remote_amount=held[-1].amount if held else None,
    )


def _credit_status(book: Book, figures: Figures, credit_id: str) -> str:
    left = figures.available(credit_id)
    used = figures.used[credit_id]
    if any(one.id == credit_id for one in book.deleted):
        return "Deleted"
    all_given_up = figures.given_up[credit_id] > 0 and not used and not left
    if is_cancelled(book, credit_id) or all_given_up:
        return "Cancelled"
    if not figures.amount[credit_id]:
        return "Retracted"
    if not left:
        return "Used"
    return "Partially Used" if used else "Open"


def _payment(book: Book, figures: Figures, made: PaymentMade) -> PicturedPayment:
    alike = [one.mark for one in book.alike if one.id == made.id]
    return PicturedPayment(
        id=made.id,
        currency=made.currency,
        sequence=made.sequence,
        date=made.date,
        system=made.system,
        invoices=made.invoices,
        tenders=_tenders(book, made),
        amount=sum(one.amount for one in book.money if one.id == made.id),
        allocated=figures.allocated[made.id],
        unapplied=figures.unapplied(made.id),
        opening=figures.spent_before[made.id],
        is_void=made.id in book.void_payments,
        alike=alike[-1] if alike else None,
    )


def _tenders(book: Book, made: PaymentMade) -> tuple[tuple[str, int], ...]:
    """The tenders after every correction: it adds to the last, and takes from it.

    A tender of which nothing is left is gone; the first money of a receipt that had
    none came in some other way.
    """
    tenders = list(made.tenders)
    changes = [one.amount for one in book.money if one.id == made.id][1:]
    for change in changes:
        left = change
        while left:
            method, amount = tenders.pop() if tenders else ("other", 0)
            now = max(amount + left, 0)
            left += amount - now
            if now:
                tenders.append((method, now))
    return tuple(tenders)


def _entry(entry: Entry) -> PicturedEntry:
    return PicturedEntry(
        payment_id=entry.payment_id,
        credit_id=entry.credit_id,
        invoice_id=entry.invoice_id,
        amount=entry.amount,
        date=entry.date,
        voided_on=entry.voided_on,
    )


def _return(book: Book, made: ReturnMade) -> PicturedReturn:
    rows = rows_of_return(book, made.id)
    return PicturedReturn(
        id=made.id,
        invoice_id=made.invoice_id,
        rows=tuple((row.line_id, row.pieces_back, row.value_back) for row in rows),
        has_credit=made.has_credit,
        is_reopened=made.id in book.reopened,
    )
