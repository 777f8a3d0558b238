"""Walking over credits: which may pay what, and in which order."""

from __future__ import annotations

from credits_core.policy import Ban

from .entries import live_uses
from .facts import CreditMade, PaymentMade
from .turn import Turn, hold_of


def fifo(turn: Turn, currency: str) -> list[CreditMade]:
    """The credits that may be used today, the oldest first (R11)."""
    figures = turn.figures
    usable = [
        credit
        for credit in turn.book.credits.values()
        if credit.currency == currency
        and credit.date <= turn.today
        and figures.available(credit.id) > 0
        and hold_of(turn.book, credit.id) is None
    ]
    return sorted(usable, key=lambda credit: (credit.date, credit.sequence, credit.id))


def generated_by(turn: Turn, credit_id: str) -> set[str]:
    """The invoices that generated the credit and that it may not pay (R12).

    A void invoice is nobody's own.
    """
    credit = turn.book.credits[credit_id]
    invoices = set(credit.banned)
    if credit.payment_id is not None:
        invoices.update(turn.book.payments[credit.payment_id].invoices)
        invoices.difference_update(turn.book.void_invoices)
    if credit.invoice_id is not None:
        invoices.add(credit.invoice_id)
    return invoices


def ancestors(turn: Turn, credit_id: str) -> set[str]:
    """The invoices that the credit goes back to over other credits (HC-28)."""
    found, to_look_at = set[str](), [credit_id]
    while to_look_at:
        for invoice_id in generated_by(turn, to_look_at.pop()) - found:
            found.add(invoice_id)
            paid_by = (u for u in live_uses(turn.book) if u.invoice_id == invoice_id)
            to_look_at.extend(str(use.credit_id) for use in paid_by)
    return found


def may_pay(turn: Turn, credit_id: str, invoice_id: str) -> bool:
    """Whether the ban, as far as the policy draws it, leaves this way open."""
    if turn.policy.ban is Ban.TRANSITIVE:
        return invoice_id not in ancestors(turn, credit_id)
    return invoice_id not in generated_by(turn, credit_id)


def walk_oldest(turn: Turn, receipt: PaymentMade, cap: int | None = None) -> int:
    """Let the oldest credits pay what the receipt's invoices owe, up to *cap*.

    The invoices come in the order of the receipt, and a credit that may not pay
    one of them is passed over there. What was placed is the answer.
    """
    placed = 0
    for invoice_id in receipt.invoices:
        for credit in fifo(turn, receipt.currency):
            figures = turn.figures
            part = min(figures.due(invoice_id), figures.available(credit.id))
            part = part if cap is None else min(part, cap - placed)
            if part > 0 and may_pay(turn, credit.id, invoice_id):
                turn.apply(receipt.id, credit.id, invoice_id, part, receipt.date)
                placed += part
    return placed


def walk_named(turn: Turn, receipt: PaymentMade, named: dict[str, int]) -> None:
    """Let the named credits pay the receipt's invoices, both in their order."""
    for credit_id, amount in named.items():
        left = amount
        for invoice_id in receipt.invoices:
            part = min(left, turn.figures.due(invoice_id))
            if part > 0:
                turn.apply(receipt.id, credit_id, invoice_id, part, receipt.date)
                left -= part


def walk_cash(turn: Turn, receipt: PaymentMade) -> None:
    """Put the receipt's cash on its invoices, in their order."""
    for invoice_id in receipt.invoices:
        figures = turn.figures
        part = min(figures.due(invoice_id), figures.unapplied(receipt.id))
        if part > 0:
            turn.put_cash(receipt.id, invoice_id, part, receipt.date)
