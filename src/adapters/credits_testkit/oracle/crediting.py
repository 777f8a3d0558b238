"""Changing one credit: issue, edit, cancel, delete, release."""

from __future__ import annotations

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    DeleteCredit,
    EditCredit,
    IssueCredit,
    ReleaseHold,
)
from credits_core.money import Money

from .entries import uses_of
from .facts import Counted, CreditMade, Marked, revision
from .settling import settle
from .turn import Turn, hold_of, is_cancelled, refuse_if

STAND_ALONE = ("manual", "memo")


def issue_credit(turn: Turn, command: IssueCredit) -> None:
    """A credit is granted."""
    refuse_if(command.amount.minor <= 0, "NonPositiveAmount")
    turn.free("credits", command.credit_id)
    made = CreditMade(
        id=command.credit_id,
        kind="manual",
        source="",
        date=command.effective_date or turn.today,
        sequence=turn.book.commands,
        currency=command.amount.currency,
    )
    turn.book.credits[made.id] = made
    turn.book.amounts.append(Counted(made.id, command.amount.minor))


def refuse_following(turn: Turn, credit_id: str) -> None:
    """Refuse a credit that is not there, is deleted, or follows a payment."""
    turn.there("credits", credit_id)
    deleted = any(one.id == credit_id for one in turn.book.deleted)
    refuse_if(deleted, "AlreadyDeleted")
    credit = turn.book.credits[credit_id]
    refuse_if(credit.payment_id is not None, "AdjustThePayment")


def edit_credit(turn: Turn, command: EditCredit) -> None:
    """A credit that stands alone has another amount or other notes."""
    credit_id = command.credit_id
    refuse_following(turn, credit_id)
    credit = turn.book.credits[credit_id]
    refuse_if(credit.kind not in STAND_ALONE, "NotManual")
    refuse_if(is_cancelled(turn.book, credit_id), "AlreadyCancelled")
    seen = command.revision
    stale = seen is not None and seen != revision(turn.book, credit_id)
    refuse_if(stale, "StaleCredit")
    change = 0
    if command.amount is not None:
        change = _change(turn, credit, command.amount)
    turn.book.edits.append(Counted(credit_id, change))


def _change(turn: Turn, credit: CreditMade, amount: Money) -> int:
    refuse_if(amount.currency != credit.currency, "CurrencyMismatch")
    refuse_if(amount.minor <= 0, "NonPositiveAmount")
    figures = turn.figures
    floor = figures.used[credit.id] + figures.given_up[credit.id]
    refuse_if(amount.minor < floor, "BelowUsed")
    return amount.minor - figures.amount[credit.id]


def cancel_credit(turn: Turn, command: CancelCredit) -> None:
    """What is left of a credit is given up, and with *revert* its uses come home.

    A reverted credit settles before it is given up, so that what is due on the
    invoice that issued it is served first (order 3.6).
    """
    credit_id = command.credit_id
    refuse_following(turn, credit_id)
    refuse_if(is_cancelled(turn.book, credit_id), "AlreadyCancelled")
    uses = uses_of(turn.book, credit_id)
    if command.mode is CancelMode.BALANCE_ONLY:
        uses = []
    nothing = turn.figures.available(credit_id) <= 0 and not uses
    refuse_if(nothing, "NothingToCancel")
    for use in reversed(uses):
        turn.named.add(use.number)
        turn.void(use)
    settle(turn)
    turn.book.cancelled.append(Marked(credit_id, "cancelled"))
    turn.book.given_up.append(Counted(credit_id, turn.figures.available(credit_id)))
    settle(turn)


def delete_credit(turn: Turn, command: DeleteCredit) -> None:
    """An unused credit that stands alone is taken back."""
    credit_id = command.credit_id
    refuse_following(turn, credit_id)
    kind = turn.book.credits[credit_id].kind
    refuse_if(kind not in STAND_ALONE, "NotManual")
    refuse_if(turn.figures.used[credit_id] > 0, "CreditInUse")
    refuse_if(is_cancelled(turn.book, credit_id), "AlreadyCancelled")
    left = turn.figures.available(credit_id)
    turn.book.deleted.append(Counted(credit_id, left))


def release_hold(turn: Turn, command: ReleaseHold) -> None:
    """Somebody decided that a held credit is in order."""
    turn.there("credits", command.credit_id)
    refuse_if(hold_of(turn.book, command.credit_id) is None, "NotHeld")
    turn.book.holds.append(Marked(command.credit_id, None))
    settle(turn)
