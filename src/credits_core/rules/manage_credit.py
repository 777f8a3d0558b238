"""Issuing, editing, deleting and releasing one credit by itself."""

from __future__ import annotations

from returns.result import Failure, Result, Success

from ..commands import DeleteCredit, EditCredit, IssueCredit, ReleaseHold
from ..credit import Credit, Manual
from ..events import CreditDeleted, CreditEdited, CreditIssued, HoldReleased
from ..fold import Draft, record
from ..occasion import Occasion
from ..rejections import (
    AdjustThePayment,
    AlreadyCancelled,
    AlreadyDeleted,
    BelowUsed,
    Blocker,
    CreditInUse,
    NotHeld,
    NotManual,
    Rejection,
    StaleCredit,
)
from .guards import in_currency, known_credit, new_credit, positive
from .links import uses_of
from .settle import settle


def issue_credit(
    draft: Draft, command: IssueCredit, occasion: Occasion
) -> Result[None, Rejection]:
    """Grant a manual credit, in the name of the user who grants it."""
    refusal = positive("amount", command.amount)
    refusal_of_id = refusal or new_credit(draft, command.credit_id)
    if refusal_of_id is not None:
        return Failure(refusal_of_id)
    record(
        draft,
        CreditIssued(
            credit_id=command.credit_id,
            origin=Manual(),
            amount=command.amount,
            opening=command.amount.zero,
            effective_date=command.effective_date or occasion.today,
            sequence=draft.sequence,
            number=command.number or command.credit_id,
            note=command.note,
            generated_by=(),
            funded_by=(),
            issued_by=occasion.by.user_id,
            caused_by=occasion.by.on_behalf_of,
        ),
    )
    return Success(None)


def edit_credit(draft: Draft, command: EditCredit) -> Result[None, Rejection]:
    """Change a credit's amount, never below what is used, or its note (R14)."""
    checked = known_credit(draft, command.credit_id)
    return checked.bind(lambda credit: _edit(draft, credit, command))


def _edit(draft: Draft, credit: Credit, command: EditCredit) -> Result[None, Rejection]:
    refusal = (
        untouchable(credit)
        or not_alone(credit)
        or _cancelled(credit)
        or _unfit_edit(credit, command)
    )
    if refusal is not None:
        return Failure(refusal)
    record(
        draft,
        CreditEdited(
            credit_id=credit.id,
            old_amount=credit.amount,
            amount=command.amount or credit.amount,
            note=credit.note if command.note is None else command.note,
        ),
    )
    return Success(None)


def _unfit_edit(credit: Credit, command: EditCredit) -> Rejection | None:
    if command.revision is not None and command.revision != credit.revision:
        return StaleCredit(seen=command.revision, current=credit)
    if command.amount is None:
        return None
    mismatch = in_currency("credit", credit, command.amount.currency)
    refusal = mismatch or positive("amount", command.amount)
    floor = credit.used + credit.cancelled
    if refusal is None and command.amount < floor:
        return BelowUsed(credit_id=credit.id, floor=floor)
    return refusal


def delete_credit(draft: Draft, command: DeleteCredit) -> Result[None, Rejection]:
    """Take back an unused credit; its record stays (R17)."""
    checked = known_credit(draft, command.credit_id)
    return checked.bind(lambda credit: _delete(draft, credit))


def _delete(draft: Draft, credit: Credit) -> Result[None, Rejection]:
    refusal = (
        untouchable(credit)
        or not_alone(credit)
        or _in_use(draft, credit)
        or _cancelled(credit)
    )
    if refusal is not None:
        return Failure(refusal)
    record(draft, CreditDeleted(credit_id=credit.id, amount=credit.available))
    return Success(None)


def release_hold(
    draft: Draft, command: ReleaseHold, occasion: Occasion
) -> Result[None, Rejection]:
    """Let a held credit be used; a payment's money serves its invoices first."""
    checked = known_credit(draft, command.credit_id)
    return checked.bind(lambda credit: _release(draft, credit, occasion))


def _release(
    draft: Draft, credit: Credit, occasion: Occasion
) -> Result[None, Rejection]:
    if credit.hold is None:
        return Failure(NotHeld(credit_id=credit.id))
    record(draft, HoldReleased(credit_id=credit.id))
    return settle(draft, occasion)


def untouchable(credit: Credit) -> AlreadyDeleted | AdjustThePayment | None:
    """The refusal for a credit that is deleted or follows its payment (R15)."""
    if credit.is_deleted:
        return AlreadyDeleted(credit_id=credit.id)
    if credit.payment_id is not None:
        return AdjustThePayment(credit_id=credit.id, payment_id=credit.payment_id)
    return None


def not_alone(credit: Credit) -> NotManual | None:
    """The refusal for a credit that follows a return or an invoice (HC-38)."""
    return None if credit.stands_alone else NotManual(credit_id=credit.id)


def _cancelled(credit: Credit) -> AlreadyCancelled | None:
    return AlreadyCancelled(credit_id=credit.id) if credit.is_cancelled else None


def _in_use(draft: Draft, credit: Credit) -> CreditInUse | None:
    if not credit.used:
        return None
    blockers = tuple(
        Blocker(
            payment_id=use.payment_id,
            credit_id=use.credit_id,
            invoice_id=use.invoice_id,
            amount=use.amount,
        )
        for use in uses_of(draft, credit)
    )
    return CreditInUse(blockers=blockers)
