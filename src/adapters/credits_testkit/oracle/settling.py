"""Settling: what has to happen after any command until the laws hold again.

It looks at all of a customer's documents each time, in this order: forfeits, the
surplus, own money, and then what is still missing.
"""

from __future__ import annotations

from datetime import date as Date

from .entries import Entry, live_uses
from .facts import Book, Counted, CreditMade, PaymentMade
from .figures import reckon
from .turn import Turn, hold_of, refuse_if


def settle(turn: Turn) -> None:
    """Bring every document of the customer to what the laws demand."""
    while True:
        shrink_forfeits(turn)
        shrink_surpluses(turn)
        serve_owners(turn)
        if not take_what_is_missing(turn):
            return


def shrink_forfeits(turn: Turn) -> None:
    """Let F go, for good, where an invoice no longer has S and F (order 3.1).

    This comes before own money: what a payment leaves over is not given up to back
    what somebody gave up of another one. On an invoice that the command itself
    voids, F stays behind and S gives way (HC-63, order 3.9).
    """
    figures = turn.figures
    for invoice_id in turn.book.invoices:
        missing = figures.forfeited[invoice_id] - figures.tendered(invoice_id)
        if not _is_voided_now(turn, invoice_id):
            missing += figures.spent[invoice_id]
        if missing > 0:
            shrink_forfeit(turn, invoice_id, missing)


def _is_voided_now(turn: Turn, invoice_id: str) -> bool:
    voided = turn.book.void_invoices
    return invoice_id in voided and invoice_id not in turn.before.void_invoices


def shrink_forfeit(turn: Turn, invoice_id: str, missing: int) -> None:
    """Let so much of what was given up go, of the newest credit first."""
    figures = turn.figures
    for credit_id in newest_reductions(turn, invoice_id):
        part = min(missing, figures.given_up[credit_id])
        if part > 0:
            turn.book.given_up.append(Counted(credit_id, -part))
            turn.book.amounts.append(Counted(credit_id, -part))
            missing -= part


def shrink_surpluses(turn: Turn) -> None:
    """Retract reduction credits, the newest first, to what G has to be."""
    figures = turn.figures
    for invoice_id in turn.book.invoices:
        extra = figures.reductions[invoice_id] - figures.surplus(invoice_id)
        if extra > 0:
            shrink_surplus(turn, invoice_id, extra)


def shrink_surplus(turn: Turn, invoice_id: str, extra: int) -> None:
    """Retract so much of the credits of one invoice, the newest first."""
    figures = turn.figures
    for credit_id in newest_reductions(turn, invoice_id):
        part = min(extra, figures.available(credit_id))
        if part > 0:
            turn.book.amounts.append(Counted(credit_id, -part))
            extra -= part


def newest_reductions(turn: Turn, invoice_id: str) -> list[str]:
    """The credits that lowering the invoice issued, the newest first."""
    found = [c for c in turn.book.credits.values() if c.invoice_id == invoice_id]
    found.sort(key=lambda credit: (credit.date, credit.sequence, credit.id))
    return [credit.id for credit in reversed(found)]


def serve_owners(turn: Turn) -> None:
    """Let unspent money of a payment serve the invoices that it names (L5)."""
    figures = turn.figures
    for invoice_id in turn.book.invoices:
        if figures.due(invoice_id) > 0 and invoice_id not in turn.book.void_invoices:
            for payment in newest_payments(turn):
                if invoice_id in payment.invoices:
                    serve(turn, payment, invoice_id)


def newest_payments(turn: Turn) -> list[PaymentMade]:
    """All payments, the newest first."""
    payments = turn.book.payments.values()
    return sorted(payments, key=lambda payment: -payment.sequence)


def serve(
    turn: Turn, payment: PaymentMade, invoice_id: str, day: Date | None = None
) -> None:
    """Put as much unspent money of *payment* on the invoice as is due there."""
    figures = turn.figures
    credit_id = credit_of_payment(payment)
    unspent = figures.unapplied(payment.id) - figures.used[credit_id]
    part = min(unspent, figures.due(invoice_id))
    if part > 0 and hold_of(turn.book, credit_id) is None:
        turn.put_cash(payment.id, invoice_id, part, day or turn.today)


def credit_of_payment(payment: PaymentMade) -> str:
    """The id of the one credit that the payment ever has."""
    kind = f"{payment.system}_unapplied" if payment.system else "overpayment"
    return f"{kind}:{payment.id}"


def take_what_is_missing(turn: Turn) -> bool:
    """Take back the newest use of money that is not there; whether there was one."""
    missing = overdrawn(turn)
    uses = [use for use in live_uses(turn.book) if use.credit_id in missing]
    if not uses:
        return False
    take_back(turn, uses[-1], missing[str(uses[-1].credit_id)])
    return True


def take_back(turn: Turn, use: Entry, missing: int) -> None:
    """Void a use that the command does not name, as far as *missing* needs it."""
    turn.void(use, min(use.amount, missing))
    turn.steps += 1
    refuse_if(turn.steps > turn.policy.limits.cascade_steps, "LimitExceeded")


def overdrawn(turn: Turn) -> dict[str, int]:
    """By how much more is spent of a credit than stands behind it."""
    figures, found = turn.figures, dict[str, int]()
    for credit in turn.book.credits.values():
        if credit.payment_id is not None:
            found[credit.id] = figures.used[credit.id] - figures.amount[credit.id]
        if credit.invoice_id is not None:
            gone = figures.spent[credit.invoice_id]
            gone += figures.forfeited[credit.invoice_id]
            found[credit.id] = gone - figures.tendered(credit.invoice_id)
        if credit.payment_id is None and credit.invoice_id is None:
            found[credit.id] = -figures.available(credit.id)
    return {credit_id: missing for credit_id, missing in found.items() if missing > 0}


def let_credits_appear(book: Book) -> None:
    """Whatever is unapplied of a payment is its credit, as old as the receipt (L4)."""
    figures = reckon(book)
    for made in book.payments.values():
        credit_id = credit_of_payment(made)
        if credit_id not in book.credits and figures.unapplied(made.id) > 0:
            source = f"{made.system} {made.id}".strip()
            kind = "unapplied" if made.system else "overpayment"
            book.credits[credit_id] = CreditMade(
                id=credit_id,
                kind=kind,
                source=source,
                date=made.date,
                sequence=made.sequence,
                currency=made.currency,
                payment_id=made.id,
            )
