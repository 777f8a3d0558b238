"""What a receipt is refused for, before anything of it is written."""

from __future__ import annotations

from collections.abc import Sequence

from credits_core.commands import Exact, Fill, Named, NoCredits, ReceivePayment
from credits_core.money import Money
from credits_core.policy import Ban

from .turn import Turn, hold_of, refuse_if
from .walking import ancestors, generated_by


def refuse_receipt(turn: Turn, command: ReceivePayment) -> None:
    """Refuse what makes no sense, the most pressing reason first."""
    _refuse_amounts(turn, command)
    turn.free("payments", command.payment_id)
    named = named_credits(command)
    refuse_documents(turn, command.invoices, named, currency_of(command))
    asked = sum(amount.minor for amount in _asked(command))
    refuse_spending(turn, command.invoices, named, asked)


def _asked(command: ReceivePayment) -> list[Money]:
    """The exact amounts that the receipt wants from credits."""
    match command.credits:
        case Exact(amount):
            return [amount]
        case Named(credits):
            return [one.amount for one in credits]
        case NoCredits() | Fill():
            return []


def _amounts(command: ReceivePayment) -> list[Money]:
    return [*(tender.amount for tender in command.tenders), *_asked(command)]


def currency_of(command: ReceivePayment) -> str | None:
    """The currency of the receipt, if it names any amount."""
    return next((amount.currency for amount in _amounts(command)), None)


def named_credits(command: ReceivePayment) -> dict[str, int]:
    """The credits that the receipt names, and how much of each."""
    if isinstance(command.credits, Named):
        return {one.credit_id: one.amount.minor for one in command.credits.credits}
    return {}


def _refuse_amounts(turn: Turn, command: ReceivePayment) -> None:
    amounts = _amounts(command)
    refuse_if(any(amount.minor <= 0 for amount in amounts), "NonPositiveAmount")
    nothing = not amounts and isinstance(command.credits, NoCredits)
    refuse_if(nothing, "NonPositiveAmount")
    limits = turn.policy.limits
    refuse_if(len(command.invoices) > limits.invoices, "LimitExceeded")
    refuse_if(len(command.tenders) > limits.tenders, "LimitExceeded")
    refuse_if(len(named_credits(command)) > limits.named_credits, "LimitExceeded")


def refuse_documents(
    turn: Turn, invoices: Sequence[str], named: dict[str, int], currency: str | None
) -> None:
    """Refuse documents that are not there, not alike, void, or banned."""
    for invoice_id in invoices:
        turn.there("invoices", invoice_id)
    for credit_id in named:
        turn.there("credits", credit_id)
    currencies = {turn.book.invoices[one].currency for one in invoices}
    currencies.update(turn.book.credits[one].currency for one in named)
    currencies.update({currency} if currency else ())
    refuse_if(len(currencies) > 1, "CurrencyMismatch")
    refuse_if(bool(set(invoices) & set(turn.book.void_invoices)), "InvoiceIsVoid")
    _refuse_banned(turn, set(invoices), named)


def _refuse_banned(turn: Turn, invoices: set[str], named: dict[str, int]) -> None:
    for credit_id in named:
        banned = generated_by(turn, credit_id) & invoices
        refuse_if(bool(banned), "GeneratedByThisInvoice")
    if turn.policy.ban is Ban.TRANSITIVE:
        for credit_id in named:
            refuse_if(bool(ancestors(turn, credit_id) & invoices), "TransitiveLoop")


def refuse_spending(
    turn: Turn, invoices: Sequence[str], named: dict[str, int], asked: int
) -> None:
    """Refuse more than is due, and credits that cannot give what is asked of them."""
    due = sum(turn.figures.due(one) for one in invoices)
    refuse_if(asked > due, "CreditExceedsDue")
    figures = turn.figures
    for credit_id, part in named.items():
        refuse_if(hold_of(turn.book, credit_id) is not None, "CreditIsHeld")
        refuse_if(turn.book.credits[credit_id].date > turn.today, "NotYetEffective")
        refuse_if(part > figures.available(credit_id), "InsufficientCredit")
