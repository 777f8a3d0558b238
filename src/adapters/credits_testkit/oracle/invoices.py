"""Invoices: register, edit, void."""

from __future__ import annotations

from credits_core.commands import EditInvoice, RegisterInvoice, VoidInvoice, VoidMode

from .entries import Entry, entries, live_uses
from .facts import Counted, CreditMade, InvoiceMade, Row, Saved
from .goods import lines_of, refuse_uncovered, returned_lines
from .settling import settle
from .turn import Turn, is_cancelled, refuse_if
from .wishing import refuse_lost_uses

LARGEST_AMOUNT = 10**15
MOST_PIECES = 10**15


def register_invoice(turn: Turn, command: RegisterInvoice) -> None:
    """An invoice becomes known, with its lines."""
    refuse_if(len(command.lines) > turn.policy.limits.lines, "LimitExceeded")
    turn.free("invoices", command.invoice_id)
    total = sum(line.amount.minor for line in command.lines)
    refuse_if(total < 0, "NegativeTotal")
    turn.book.invoices[command.invoice_id] = InvoiceMade(
        id=command.invoice_id,
        date=command.date or turn.today,
        sequence=turn.book.commands,
        currency=command.lines[0].amount.currency,
    )
    rows = [
        Row(line.id, line.amount.minor, line.quantity.micros) for line in command.lines
    ]
    save(turn, command.invoice_id, rows)


def save(turn: Turn, invoice_id: str, rows: list[Row]) -> None:
    """Write down how the lines of an invoice changed."""
    amount = sum(row.amount for row in rows)
    turn.book.saves.append(Saved(invoice_id, tuple(rows), amount))


def edit_invoice(turn: Turn, command: EditInvoice) -> None:
    """One save: what is paid too much after it is out as one new credit (L2)."""
    invoice_id = command.invoice_id
    turn.there("invoices", invoice_id)
    refuse_if(invoice_id in turn.book.void_invoices, "InvoiceIsVoid")
    currency = turn.book.invoices[invoice_id].currency
    rows = [
        Row(change.line_id, change.amount.minor, change.quantity.micros)
        for change in command.changes
    ]
    save(turn, invoice_id, rows)
    _refuse_size(turn, invoice_id, len(rows))
    foreign = [one for one in command.changes if one.amount.currency != currency]
    refuse_if(bool(foreign), "CurrencyMismatch")
    refuse_uncovered(turn, invoice_id)
    refuse_if(turn.figures.total[invoice_id] < 0, "NegativeTotal")
    turn.free("credits", f"reduction:{command.edit_id}")
    if turn.policy.release_credits_first:
        _release_credits(turn, invoice_id)
    _issue_surplus(turn, invoice_id, command.edit_id)
    settle(turn)


def _refuse_size(turn: Turn, invoice_id: str, changed: int) -> None:
    most = turn.policy.limits.lines
    lines = lines_of(turn.book, invoice_id)
    refuse_if(max(changed, len(lines)) > most, "LimitExceeded")
    pieces = max((line.pieces for line in lines.values()), default=0)
    refuse_if(pieces > MOST_PIECES, "LimitExceeded")
    refuse_if(turn.figures.total[invoice_id] > LARGEST_AMOUNT, "LimitExceeded")


def _release_credits(turn: Turn, invoice_id: str) -> None:
    """Let applied credits come home, the newest first, before a new one arises."""
    here = [use for use in live_uses(turn.book) if use.invoice_id == invoice_id]
    for use in reversed(here):
        figures = turn.figures
        extra = figures.surplus(invoice_id) - figures.reductions[invoice_id]
        if extra > 0 and not is_cancelled(turn.book, str(use.credit_id)):
            turn.named.add(use.number)
            turn.void(use, min(use.amount, extra))


def _issue_surplus(turn: Turn, invoice_id: str, edit_id: str) -> None:
    figures = turn.figures
    growth = figures.surplus(invoice_id) - figures.reductions[invoice_id]
    if growth > 0:
        made = CreditMade(
            id=f"reduction:{edit_id}",
            kind="reduction",
            source=f"{invoice_id}, {edit_id}",
            date=turn.today,
            sequence=turn.book.commands,
            currency=turn.book.invoices[invoice_id].currency,
            invoice_id=invoice_id,
        )
        turn.book.credits[made.id] = made
        turn.book.amounts.append(Counted(made.id, growth))


def void_invoice(turn: Turn, command: VoidInvoice) -> None:
    """Void an invoice: what was paid on it goes back to where it came from.

    Only what backs a forfeit stays, and with *keep* what backs spent credits.
    """
    invoice_id = command.invoice_id
    turn.there("invoices", invoice_id)
    refuse_if(invoice_id in turn.book.void_invoices, "AlreadyVoided")
    refuse_if(bool(returned_lines(turn, invoice_id)), "LineHasCompletedReturn")
    turn.book.void_invoices.append(invoice_id)
    figures = turn.figures
    stays = figures.forfeited[invoice_id]
    if command.mode is VoidMode.KEEP:
        stays += figures.spent[invoice_id]
    for entry in reversed(entries(turn.book)):
        if entry.invoice_id == invoice_id and entry.is_live:
            _release(turn, entry, stays)
    settle(turn)
    if command.mode is VoidMode.STRICT:
        refuse_lost_uses(turn)


def _release(turn: Turn, entry: Entry, stays: int) -> None:
    """Send back as much of an entry as the void invoice does not need."""
    part = min(entry.amount, turn.figures.tendered(entry.invoice_id) - stays)
    if part <= 0:
        return
    if entry.credit_id is None:
        turn.take(entry, part)
    else:
        turn.named.add(entry.number)
        turn.void(entry, part)
