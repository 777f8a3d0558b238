"""Folding what happened to a credit itself, and to the invoice that it reduces."""

from __future__ import annotations

from ..credit import Credit
from ..events import (
    CreditCancelled,
    CreditDeleted,
    CreditEdited,
    CreditGrew,
    CreditHeld,
    CreditIssued,
    CreditReopened,
    CreditRetracted,
    CreditWrittenOff,
    ForfeitShrank,
    HoldReleased,
)
from ..evolving import evolve
from ..money import Money
from .draft import Draft
from .known import the_credit, the_invoice


def fold_amount(
    draft: Draft, event: CreditIssued | CreditGrew | CreditRetracted | ForfeitShrank
) -> None:
    """Issue a credit, or let it grow or shrink with what is behind it."""
    match event:
        case CreditIssued():
            credit = _issued(draft, event)
            draft.put_credit(credit)
            _reduce(draft, credit, event.amount)
        case CreditGrew():
            credit = the_credit(draft, event.credit_id)
            draft.put_credit(evolve(credit, amount=credit.amount + event.amount))
            _reduce(draft, credit, event.amount)
        case CreditRetracted():
            credit = the_credit(draft, event.credit_id)
            draft.put_credit(evolve(credit, amount=credit.amount - event.amount))
            _reduce(draft, credit, -event.amount)
        case ForfeitShrank():
            credit = the_credit(draft, event.credit_id)
            amount, cancelled = credit.amount, credit.cancelled
            draft.put_credit(
                evolve(
                    credit,
                    amount=amount - event.amount,
                    cancelled=cancelled - event.amount,
                )
            )
            _forfeit(draft, credit, -event.amount)


def _issued(draft: Draft, event: CreditIssued) -> Credit:
    if event.credit_id in draft.credits:
        raise ValueError(f"Credit {event.credit_id} was issued before.")
    nothing = event.amount.zero
    return Credit(
        id=event.credit_id,
        origin=event.origin,
        amount=event.amount,
        used=event.opening,
        cancelled=nothing,
        deleted=nothing,
        opening=event.opening,
        effective_date=event.effective_date,
        sequence=event.sequence,
        number=event.number,
        note=event.note,
        generated_by=event.generated_by,
        issued_by=event.issued_by,
        caused_by=event.caused_by,
    )


def fold_given_up(draft: Draft, event: CreditCancelled | CreditWrittenOff) -> None:
    """Give up the rest of a credit, or what comes home to a cancelled one."""
    credit = the_credit(draft, event.credit_id)
    cancelled = credit.cancelled + event.amount
    draft.put_credit(evolve(credit, cancelled=cancelled, is_cancelled=True))
    _reduce(draft, credit, -event.amount)
    _forfeit(draft, credit, event.amount)


def fold_change(
    draft: Draft, event: CreditEdited | CreditDeleted | CreditReopened
) -> None:
    """Change what a person decided about a credit."""
    credit = the_credit(draft, event.credit_id)
    match event:
        case CreditEdited():
            credit = evolve(credit, amount=event.amount, note=event.note)
        case CreditDeleted():
            credit = evolve(credit, deleted=event.amount, is_deleted=True)
        case CreditReopened():
            credit = evolve(credit, is_cancelled=False)
    draft.put_credit(credit)


def fold_hold(draft: Draft, event: CreditHeld | HoldReleased) -> None:
    """Hold a credit until somebody decides, or let it go."""
    credit = the_credit(draft, event.credit_id)
    if isinstance(event, CreditHeld):
        hold, remote_amount = event.hold, event.remote_amount
    else:
        hold, remote_amount = None, None
    held = evolve(credit, hold=hold, remote_amount=remote_amount)
    draft.put_credit(held)


def _reduce(draft: Draft, credit: Credit, amount: Money) -> None:
    """Keep G of the invoice equal to its live reduction credits."""
    if credit.reduced_invoice is not None:
        invoice = the_invoice(draft, credit.reduced_invoice)
        reductions = invoice.reductions + amount
        draft.put_invoice(evolve(invoice, reductions=reductions))


def _forfeit(draft: Draft, credit: Credit, amount: Money) -> None:
    """Keep F of the invoice equal to its forfeited reduction credits."""
    if credit.reduced_invoice is not None:
        invoice = the_invoice(draft, credit.reduced_invoice)
        forfeited = invoice.forfeited + amount
        draft.put_invoice(evolve(invoice, forfeited=forfeited))
