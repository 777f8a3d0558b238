"""What another system reports: credits, payments, and changes of both."""

from __future__ import annotations

from credits_core.commands import (
    CreditAmount,
    CreditUnused,
    CreditUsed,
    ImportChange,
    ImportCredit,
    ImportPayment,
    PaymentAmount,
)
from credits_core.policy import Differences

from .crediting import refuse_following
from .facts import Counted, CreditMade, Marked, PaymentMade
from .guarding import refuse_documents, refuse_spending
from .payments import change_money, lose_money, refuse_void, undo_application
from .receiving import by_method, note_alike, record
from .settling import let_credits_appear, serve, settle
from .turn import Turn, hold_of, is_cancelled, refuse_if
from .walking import walk_named

CONFLICT = "conflict"


def import_credit(turn: Turn, command: ImportCredit) -> None:
    """A credit memo is read in, with what was used of it before."""
    refuse_if(command.amount.minor <= 0, "NonPositiveAmount")
    turn.free("credits", command.credit_id)
    made = CreditMade(
        id=command.credit_id,
        kind="memo",
        source=f"{command.system} {command.remote_id}",
        date=command.effective_date or turn.today,
        sequence=turn.book.commands,
        currency=command.amount.currency,
    )
    turn.book.credits[made.id] = made
    turn.book.amounts.append(Counted(made.id, command.amount.minor))
    if command.opening is not None:
        turn.book.used_before.append(Counted(made.id, command.opening.minor))


def import_payment(turn: Turn, command: ImportPayment) -> None:
    """A payment is read in; an allocation above what is due is cut to that."""
    made = _made(turn, command)
    record(turn, made)
    opening = 0 if command.opening is None else command.opening.minor
    turn.book.spent_before.append(Counted(made.id, opening))
    for one in command.allocations:
        part = min(one.amount.minor, turn.figures.due(one.invoice_id))
        if part > 0:
            turn.put_cash(made.id, one.invoice_id, part, made.date)
    let_credits_appear(turn.book)
    note_alike(turn, made, is_held=True)
    serve_owner(turn, made)
    settle(turn)


def _made(turn: Turn, command: ImportPayment) -> PaymentMade:
    tenders = by_method(command.tenders)
    refuse_if(any(amount <= 0 for _, amount in tenders), "NonPositiveAmount")
    allocated = tuple(str(one.invoice_id) for one in command.allocations)
    named = (*allocated, *(one for one in command.invoices if one not in allocated))
    currency = command.tenders[0].amount.currency
    for invoice_id in named:
        turn.there("invoices", invoice_id)
        foreign = turn.book.invoices[invoice_id].currency != currency
        refuse_if(foreign, "CurrencyMismatch")
    turn.free("payments", command.payment_id)
    return PaymentMade(
        id=command.payment_id,
        date=command.date or turn.today,
        sequence=turn.book.commands,
        currency=currency,
        invoices=named,
        tenders=tenders,
        system=command.system,
    )


def serve_owner(turn: Turn, made: PaymentMade) -> None:
    """Let the rest of a payment serve the invoices that it names, the oldest first."""
    for invoice_id in turn.book.invoices:
        if invoice_id in made.invoices and invoice_id not in turn.book.void_invoices:
            serve(turn, made, invoice_id, made.date)


def import_change(turn: Turn, command: ImportChange) -> None:
    """Another system changed something that both sides know."""
    match command.change:
        case CreditAmount() as change:
            _credit_amount(turn, change)
        case PaymentAmount() as change:
            _payment_amount(turn, change)
        case CreditUsed() as change:
            _credit_used(turn, change)
        case CreditUnused(payment_id, credit_id, invoice_id):
            undo_application(turn, payment_id, credit_id, invoice_id, reopen=False)


def _credit_amount(turn: Turn, change: CreditAmount) -> None:
    """Follow as far as the uses allow; the rest is a conflict to be seen (HC-74)."""
    credit_id, told = change.credit_id, change.amount.minor
    refuse_following(turn, credit_id)
    credit = turn.book.credits[credit_id]
    refuse_if(credit.kind == "reduction", "NotManual")
    refuse_if(is_cancelled(turn.book, credit_id), "AlreadyCancelled")
    refuse_if(change.amount.currency != credit.currency, "CurrencyMismatch")
    stays = _stays(turn, credit_id, told)
    now = max(told, stays) - turn.figures.amount[credit_id]
    if now:
        turn.book.amounts.append(Counted(credit_id, now))
    if told < stays:
        turn.book.holds.append(Marked(credit_id, CONFLICT, told))
    elif hold_of(turn.book, credit_id) == CONFLICT:
        turn.book.holds.append(Marked(credit_id, None))
    settle(turn)


def _stays(turn: Turn, credit_id: str, told: int) -> int:
    """What is left of the credit whatever is said there; settling sees to its uses."""
    figures, before = turn.figures, turn.book.used_before
    used = figures.used[credit_id]
    if told == 0 or turn.policy.remote_differences is Differences.REMOTE_WINS:
        used = sum(one.amount for one in before if one.id == credit_id)
    return used + figures.given_up[credit_id]


def _payment_amount(turn: Turn, change: PaymentAmount) -> None:
    turn.there("payments", change.payment_id)
    refuse_void(turn, change.payment_id)
    currency = turn.book.payments[change.payment_id].currency
    refuse_if(change.amount.currency != currency, "CurrencyMismatch")
    if change.amount.minor == 0:
        lose_money(turn, change.payment_id)
    else:
        change_money(turn, change.payment_id, change.amount.minor)


def _credit_used(turn: Turn, change: CreditUsed) -> None:
    """An application made elsewhere is a receipt of nothing here."""
    amount, currency = change.amount.minor, change.amount.currency
    refuse_if(amount <= 0, "NonPositiveAmount")
    turn.free("payments", change.payment_id)
    named = {str(change.credit_id): amount}
    refuse_documents(turn, [change.invoice_id], named, currency)
    refuse_spending(turn, [change.invoice_id], named, amount)
    made = PaymentMade(
        id=change.payment_id,
        date=turn.today,
        sequence=turn.book.commands,
        currency=currency,
        invoices=(change.invoice_id,),
    )
    record(turn, made)
    walk_named(turn, made, named)
    settle(turn)
