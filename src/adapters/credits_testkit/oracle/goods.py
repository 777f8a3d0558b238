"""Goods that come back: what they are worth, and whether they can have come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from credits_core.commands import ReturnLine

from .facts import Book, Row
from .turn import Turn, refuse_if

Lines = dict[str, Row]
"""The lines of one invoice: of each, one row with its sums."""


def rows_of_invoices(book: Book) -> dict[str, list[Row]]:
    """Everything that was sold on each invoice, or came back of it."""
    found: dict[str, list[Row]] = {invoice_id: [] for invoice_id in book.invoices}
    for save in book.saves:
        found[save.invoice_id].extend(save.rows)
    for made in book.returns.values():
        if made.invoice_id is not None and made.id not in book.reopened:
            found[made.invoice_id].extend(rows_of_return(book, made.id))
    return found


def rows_of_return(book: Book, return_id: str) -> tuple[Row, ...]:
    """What a return consists of after all corrections."""
    return [one.rows for one in book.goods if one.return_id == return_id][-1]


def summed(rows: Iterable[Row]) -> Lines:
    """The lines that *rows* amount to."""
    found: Lines = {}
    for row in rows:
        known = found.get(row.line_id)
        found[row.line_id] = row if known is None else _plus(known, row)
    return found


def _plus(one: Row, other: Row) -> Row:
    return Row(
        one.line_id,
        one.amount + other.amount,
        one.pieces + other.pieces,
        one.value_back + other.value_back,
        one.pieces_back + other.pieces_back,
    )


def lines_of(book: Book, invoice_id: str) -> Lines:
    """The lines of one invoice as they stand."""
    return summed(rows_of_invoices(book)[invoice_id])


def returned_lines(turn: Turn, invoice_id: str) -> list[str]:
    """The lines of an invoice of which something came back."""
    lines = lines_of(turn.book, invoice_id).values()
    return [line.line_id for line in lines if line.pieces_back]


def refuse_uncovered(turn: Turn, invoice_id: str) -> None:
    """Refuse lines that no longer cover what came back of them (HC-09)."""
    for line in lines_of(turn.book, invoice_id).values():
        too_much = line.value_back > max(line.amount, 0)
        too_many = line.pieces_back > max(line.pieces, 0)
        refuse_if(too_much or too_many, "LineHasCompletedReturn")


def refuse_rows(turn: Turn, rows: Sequence[ReturnLine]) -> None:
    """Refuse rows of nothing, and more rows than fit."""
    nothing = [row for row in rows if row.quantity.micros <= 0]
    refuse_if(bool(nothing), "NonPositiveAmount")
    values = [row.value.minor for row in rows if row.value is not None]
    refuse_if(any(value <= 0 for value in values), "NonPositiveAmount")
    refuse_if(len(rows) > turn.policy.limits.lines, "LimitExceeded")


def valued(
    turn: Turn, rows: Sequence[ReturnLine], invoice_id: str | None, currency: str
) -> tuple[Row, ...]:
    """The rows with their values; refused if such goods cannot have come back.

    A row without a value is worth its share of the line, rounded cumulatively.
    """
    sold = [] if invoice_id is None else rows_of_invoices(turn.book)[invoice_id]
    found: list[Row] = []
    for row in rows:
        lines = summed([*sold, *found])
        refuse_if((invoice_id is None) != (row.invoice_line is None), "Unknown")
        refuse_if(invoice_id is not None and row.invoice_line not in lines, "Unknown")
        foreign = row.value is not None and row.value.currency != currency
        refuse_if(foreign, "CurrencyMismatch")
        value = 0 if row.value is None else row.value.minor
        if row.invoice_line is not None:
            value = _worth(row, lines[row.invoice_line])
        found.append(Row(row.invoice_line or "", 0, 0, value, row.quantity.micros))
    refuse_if(sum(row.value_back for row in found) <= 0, "NonPositiveAmount")
    return tuple(found)


def _worth(row: ReturnLine, line: Row) -> int:
    """What the goods of the row are worth, if they can come back of *line*.

    Without a value they bring what came back to its share of the line, of which
    half a unit goes up, so that the last piece closes the line (HC-54).
    """
    after = line.pieces_back + row.quantity.micros
    refuse_if(after > line.pieces, "ReturnExceedsLine")
    worth_so_far = (2 * line.amount * after + line.pieces) // (2 * line.pieces)
    value = max(worth_so_far - line.value_back, 0)
    value = value if row.value is None else row.value.minor
    refuse_if(line.value_back + value > line.amount, "ReturnExceedsLine")
    return value
