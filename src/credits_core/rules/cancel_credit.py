"""Cancelling a credit, and voiding one use of a credit (R16, R18)."""

from __future__ import annotations

from returns.result import Failure, Result, Success

from ..commands import CancelCredit, CancelMode, VoidApplication
from ..credit import Credit
from ..events import CreditCancelled, CreditReopened
from ..fold import Draft, record, the_credit
from ..occasion import Occasion
from ..parts import AnApplication
from ..payment import Application
from ..rejections import (
    AlreadyCancelled,
    AlreadyVoided,
    NothingToCancel,
    Rejection,
    Unknown,
)
from .guards import known_credit, known_invoice
from .links import uses_of
from .manage_credit import untouchable
from .ripple import void
from .settle import settle


def cancel_credit(
    draft: Draft, command: CancelCredit, occasion: Occasion
) -> Result[None, Rejection]:
    """Give up what is left of a credit, after reverting its uses if asked."""
    checked = known_credit(draft, command.credit_id)
    if command.mode is CancelMode.REVERT:
        return checked.bind(lambda credit: _revert(draft, credit, occasion))
    return checked.bind(lambda credit: _balance_only(draft, credit))


def _balance_only(draft: Draft, credit: Credit) -> Result[None, Rejection]:
    refusal = _closed(credit)
    if refusal is None and not credit.available:
        refusal = NothingToCancel(credit_id=credit.id)
    if refusal is not None:
        return Failure(refusal)
    return _give_up(draft, credit)


def _revert(
    draft: Draft, credit: Credit, occasion: Occasion
) -> Result[None, Rejection]:
    refusal = _closed(credit)
    if refusal is not None:
        return Failure(refusal)
    uses = uses_of(draft, credit)
    if not uses and not credit.available:
        return Failure(NothingToCancel(credit_id=credit.id))
    for use in uses:
        void(draft, use, occasion)
    return settle(draft, occasion).bind(
        lambda _: _give_up(draft, the_credit(draft, credit.id))
    )


def _give_up(draft: Draft, credit: Credit) -> Result[None, Rejection]:
    record(draft, CreditCancelled(credit_id=credit.id, amount=credit.available))
    return Success(None)


def _closed(credit: Credit) -> Rejection | None:
    if credit.is_cancelled:
        return untouchable(credit) or AlreadyCancelled(credit_id=credit.id)
    return untouchable(credit)


def void_application(
    draft: Draft, command: VoidApplication, occasion: Occasion
) -> Result[None, Rejection]:
    """Void one use of a credit and settle both ends of it (L7, HC-45)."""
    return Result.do(
        application
        for credit in known_credit(draft, command.credit_id)
        for _ in known_invoice(draft, command.invoice_id)
        for application in live_application(draft, command)
    ).bind(lambda application: _void(draft, application, command, occasion))


def _void(
    draft: Draft,
    application: Application,
    command: VoidApplication,
    occasion: Occasion,
) -> Result[None, Rejection]:
    credit = the_credit(draft, application.credit_id)
    if command.reopen and credit.is_cancelled:
        record(draft, CreditReopened(credit_id=credit.id))
    void(draft, application, occasion)
    return settle(draft, occasion)


def live_application(
    draft: Draft, wanted: VoidApplication
) -> Result[Application, Rejection]:
    """The one live application of that receipt, credit and invoice."""
    key = (wanted.payment_id, wanted.credit_id, wanted.invoice_id)
    draft.need([AnApplication(*key)])
    found = [
        one
        for one in draft.applications.values()
        if (one.payment_id, one.credit_id, one.invoice_id) == key
    ]
    for application in found:
        if application.is_live:
            return Success(application)
    name = " → ".join(key)
    if found:
        return Failure(AlreadyVoided(what="application", id=name))
    return Failure(Unknown(what="application", id=name))
