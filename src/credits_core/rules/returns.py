"""Goods that come back: completing, reopening and correcting a return (R7)."""

from __future__ import annotations

from returns.result import Failure, Result, Success

from ..commands import CompleteReturn, CorrectReturn, ReopenReturn
from ..credit import Credit
from ..customer_return import CustomerReturn, ReturnedLine
from ..events import (
    CreditGrew,
    CreditRetracted,
    ReturnCompleted,
    ReturnCorrected,
    ReturnReopened,
)
from ..fold import Draft, record, the_credit, the_return
from ..identity import InvoiceId, ReturnId
from ..invoice import Invoice
from ..money import Money
from ..occasion import Occasion
from ..rejections import (
    AlreadyCancelled,
    InvoiceIsVoid,
    LimitExceeded,
    NotCompleted,
    Rejection,
)
from .goods import not_positive, valued
from .guards import known_invoice, known_return, new_return
from .issue import return_issued
from .links import find_credit
from .settle import settle


def complete_return(
    draft: Draft, command: CompleteReturn, occasion: Occasion
) -> Result[None, Rejection]:
    """Accept goods back and issue their value as a credit, if returns do so."""
    refusal = (
        not_positive(command.lines)
        or _too_many(command, occasion)
        or new_return(draft, command.return_id)
    )
    if refusal is not None:
        return Failure(refusal)
    return (
        _sold_on(draft, command.invoice_id)
        .bind(lambda _: valued(draft, command.lines, command.invoice_id))
        .bind(lambda goods: _complete(draft, command, goods, occasion))
    )


def _too_many(
    command: CompleteReturn | CorrectReturn, occasion: Occasion
) -> LimitExceeded | None:
    most = occasion.policy.limits.lines
    if len(command.lines) > most:
        return LimitExceeded(what="lines", most=most)
    return None


def _sold_on(draft: Draft, invoice_id: InvoiceId | None) -> Result[None, Rejection]:
    if invoice_id is None:
        return Success(None)
    return known_invoice(draft, invoice_id).bind(_not_void)


def _not_void(invoice: Invoice) -> Result[None, Rejection]:
    if invoice.is_void:
        return Failure(InvoiceIsVoid(invoice_id=invoice.id))
    return Success(None)


def _complete(
    draft: Draft,
    command: CompleteReturn,
    goods: tuple[ReturnedLine, ...],
    occasion: Occasion,
) -> Result[None, Rejection]:
    has_credit = occasion.policy.returns_issue_credits
    record(
        draft,
        ReturnCompleted(
            return_id=command.return_id,
            invoice_id=command.invoice_id,
            lines=goods,
            has_credit=has_credit,
        ),
    )
    if has_credit:
        known = the_return(draft, command.return_id)
        banned = _banned(command.invoice_id, occasion)
        record(draft, return_issued(draft, known, banned, occasion))
    return Success(None)


def _banned(invoice_id: InvoiceId | None, occasion: Occasion) -> tuple[InvoiceId, ...]:
    """A return credit may pay the invoice of its goods, unless policy says no."""
    if invoice_id is None or occasion.policy.return_credit_may_pay_its_invoice:
        return ()
    return (invoice_id,)


def reopen_return(
    draft: Draft, command: ReopenReturn, occasion: Occasion
) -> Result[None, Rejection]:
    """Take a return back; its credit shrinks to nothing (HC-58, HC-59)."""
    checked = _completed(draft, command.return_id)
    return checked.bind(lambda goods: _reopen(draft, goods, occasion))


def _reopen(
    draft: Draft, goods: CustomerReturn, occasion: Occasion
) -> Result[None, Rejection]:
    record(draft, ReturnReopened(return_id=goods.id))
    if goods.has_credit:
        credit = the_credit(draft, goods.credit_id)
        _shrink(draft, credit, credit.live, "return reopened")
    return settle(draft, occasion)


def correct_return(
    draft: Draft, command: CorrectReturn, occasion: Occasion
) -> Result[None, Rejection]:
    """Replace the lines of a return; its credit follows their value (HC-60)."""
    refusal = not_positive(command.lines) or _too_many(command, occasion)
    if refusal is not None:
        return Failure(refusal)
    checked = _completed(draft, command.return_id)
    return checked.bind(lambda goods: _correct(draft, goods, command, occasion))


def _correct(
    draft: Draft, goods: CustomerReturn, command: CorrectReturn, occasion: Occasion
) -> Result[None, Rejection]:
    corrected = valued(draft, command.lines, goods.invoice_id, goods.lines)
    return corrected.bind(lambda lines: _replace(draft, goods, lines, occasion))


def _replace(
    draft: Draft,
    goods: CustomerReturn,
    lines: tuple[ReturnedLine, ...],
    occasion: Occasion,
) -> Result[None, Rejection]:
    record(draft, ReturnCorrected(return_id=goods.id, lines=lines))
    if goods.has_credit:
        _follow(draft, the_credit(draft, goods.credit_id), goods)
    return settle(draft, occasion)


def _follow(draft: Draft, credit: Credit, before: CustomerReturn) -> None:
    """Let the credit grow or shrink by what the return did."""
    difference = the_return(draft, before.id).value - before.value
    if difference.is_positive:
        record(draft, CreditGrew(credit_id=credit.id, amount=difference))
    else:
        less = min(-difference, credit.live)
        _shrink(draft, credit, less, "return corrected")


def _shrink(draft: Draft, credit: Credit, less: Money, cause: str) -> None:
    """Take *less* off the credit; nothing happens to one that has nothing left."""
    if less.is_positive:
        record(draft, CreditRetracted(credit_id=credit.id, amount=less, cause=cause))


def _completed(draft: Draft, return_id: ReturnId) -> Result[CustomerReturn, Rejection]:
    """The return, unless it was reopened or its credit was cancelled."""
    return known_return(draft, return_id).bind(lambda goods: _usable(draft, goods))


def _usable(draft: Draft, goods: CustomerReturn) -> Result[CustomerReturn, Rejection]:
    if goods.is_reopened:
        return Failure(NotCompleted(return_id=goods.id))
    credit = find_credit(draft, goods.credit_id) if goods.has_credit else None
    if credit is not None and (credit.is_cancelled or credit.cancelled):
        return Failure(AlreadyCancelled(credit_id=credit.id))
    return Success(goods)
