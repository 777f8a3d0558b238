"""Receiving a payment: credits, cash, and what is left over."""

from __future__ import annotations

from credits_core.commands import Exact, Fill, Named, NoCredits, ReceivePayment
from credits_core.payment import Tender
from credits_core.policy import Duplicates

from .facts import Counted, Marked, PaymentMade
from .guarding import currency_of, named_credits, refuse_receipt
from .settling import credit_of_payment, newest_payments, settle
from .turn import Turn, refuse_if
from .walking import walk_cash, walk_named, walk_oldest

POSSIBLE_DUPLICATE = "possible_duplicate"


def receive_payment(turn: Turn, command: ReceivePayment) -> None:
    """One receipt: money and credits on invoices in the order given."""
    refuse_receipt(turn, command)
    currency = currency_of(command)
    currencies = [turn.book.invoices[one].currency for one in command.invoices]
    currencies = [currency] if currency else currencies
    refuse_if(not currencies, "NothingToPay")
    made = PaymentMade(
        id=command.payment_id,
        date=command.date or turn.today,
        sequence=turn.book.commands,
        currency=currencies[0],
        invoices=command.invoices,
        tenders=by_method(command.tenders),
    )
    record(turn, made)
    _spend(turn, command, made)
    if turn.figures.unapplied(made.id) > 0:
        hold = turn.policy.possible_duplicates is Duplicates.HOLD
        note_alike(turn, made, is_held=hold)
    settle(turn)


def _spend(turn: Turn, command: ReceivePayment, made: PaymentMade) -> None:
    match command.credits:
        case NoCredits():
            walk_cash(turn, made)
        case Exact(amount):
            placed = walk_oldest(turn, made, amount.minor)
            refuse_if(placed < amount.minor, "InsufficientCredit")
            walk_cash(turn, made)
        case Named():
            walk_named(turn, made, named_credits(command))
            walk_cash(turn, made)
        case Fill():
            walk_cash(turn, made)
            placed = walk_oldest(turn, made)
            refuse_if(not placed and not command.tenders, "NothingToPay")


def note_alike(turn: Turn, made: PaymentMade, *, is_held: bool) -> None:
    """Note the newest payment that this one may repeat, and perhaps hold its credit.

    What one other system told twice is not taken for a repetition.
    """
    figures = turn.figures
    for other in newest_payments(turn):
        same = (other.date, other.currency) == (made.date, made.currency)
        same = same and figures.received[other.id] == figures.received[made.id]
        apart = other.system == made.system != ""
        if same and not apart and other.id not in {made.id, *turn.book.void_payments}:
            turn.book.alike.append(Marked(made.id, other.id))
            if is_held and figures.unapplied(made.id) > 0:
                held = Marked(credit_of_payment(made), POSSIBLE_DUPLICATE)
                turn.book.holds.append(held)
            return


def record(turn: Turn, made: PaymentMade) -> None:
    """Write down that the money came in."""
    turn.book.payments[made.id] = made
    amount = sum(amount for _, amount in made.tenders)
    turn.book.money.append(Counted(made.id, amount))


def by_method(tenders: tuple[Tender, ...]) -> tuple[tuple[str, int], ...]:
    """The tenders as plain values."""
    return tuple((tender.method.value, tender.amount.minor) for tender in tenders)
