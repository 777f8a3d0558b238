"""Returns: complete, reopen, correct; their credits follow them."""

from __future__ import annotations

from credits_core.commands import CompleteReturn, CorrectReturn, Mode, ReopenReturn

from .facts import Counted, CreditMade, GoodsBack, ReturnMade
from .goods import refuse_rows, rows_of_return, valued
from .settling import settle
from .turn import Turn, is_cancelled, refuse_if
from .wishing import refuse_lost_uses


def complete_return(turn: Turn, command: CompleteReturn) -> None:
    """Goods are accepted back; their value becomes a credit."""
    refuse_rows(turn, command.lines)
    turn.free("returns", command.return_id)
    currency = _currency(turn, command)
    rows = valued(turn, command.lines, command.invoice_id, currency)
    issues = turn.policy.returns_issue_credits
    made = ReturnMade(command.return_id, command.invoice_id, currency, issues)
    turn.book.returns[made.id] = made
    turn.book.goods.append(GoodsBack(made.id, rows))
    if issues:
        _issue(turn, made, sum(row.value_back for row in rows))
    settle(turn)


def _currency(turn: Turn, command: CompleteReturn) -> str:
    if command.invoice_id is not None:
        turn.there("invoices", command.invoice_id)
        void = command.invoice_id in turn.book.void_invoices
        refuse_if(void, "InvoiceIsVoid")
        return turn.book.invoices[command.invoice_id].currency
    values = [row.value for row in command.lines if row.value is not None]
    return values[0].currency


def _issue(turn: Turn, made: ReturnMade, value: int) -> None:
    its_own = () if made.invoice_id is None else (made.invoice_id,)
    if turn.policy.return_credit_may_pay_its_invoice:
        its_own = ()
    credit = CreditMade(
        id=f"return:{made.id}",
        kind="return",
        source=made.id,
        date=turn.today,
        sequence=turn.book.commands,
        currency=made.currency,
        banned=its_own,
    )
    turn.book.credits[credit.id] = credit
    turn.book.amounts.append(Counted(credit.id, value))


def reopen_return(turn: Turn, command: ReopenReturn) -> None:
    """A completed return is taken back, and its credit with it."""
    made = _standing(turn, command.return_id)
    turn.book.reopened.append(made.id)
    if made.has_credit:
        credit_id = f"return:{made.id}"
        _lower(turn, credit_id, turn.figures.amount[credit_id])
    settle(turn)
    if command.mode is Mode.STRICT:
        refuse_lost_uses(turn)


def _standing(turn: Turn, return_id: str) -> ReturnMade:
    turn.there("returns", return_id)
    refuse_if(return_id in turn.book.reopened, "NotCompleted")
    credit_id = f"return:{return_id}"
    given_up = turn.figures.given_up[credit_id] > 0
    refuse_if(given_up or is_cancelled(turn.book, credit_id), "AlreadyCancelled")
    return turn.book.returns[return_id]


def _lower(turn: Turn, credit_id: str, by: int) -> None:
    """Take so much from a credit; settling takes back the uses that it cannot bear."""
    by = min(by, turn.figures.amount[credit_id])
    turn.book.amounts.append(Counted(credit_id, -by))


def correct_return(turn: Turn, command: CorrectReturn) -> None:
    """A completed return consists of other goods; its credit follows."""
    refuse_rows(turn, command.lines)
    made = _standing(turn, command.return_id)
    before = sum(row.value_back for row in rows_of_return(turn.book, made.id))
    turn.book.goods.append(GoodsBack(made.id, ()))
    rows = valued(turn, command.lines, made.invoice_id, made.currency)
    turn.book.goods.append(GoodsBack(made.id, rows))
    growth = sum(row.value_back for row in rows) - before
    credit_id = f"return:{made.id}"
    if made.has_credit and growth > 0:
        turn.book.amounts.append(Counted(credit_id, growth))
    if made.has_credit and growth < 0:
        _lower(turn, credit_id, -growth)
    settle(turn)
    if command.mode is Mode.STRICT:
        refuse_lost_uses(turn)
