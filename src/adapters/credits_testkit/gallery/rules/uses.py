"""Wrong ideas of taking one use back, and of cancelling a credit."""

from __future__ import annotations

# pyright: reportPrivateUsage=false
# A bug sits where it likes, in private functions too.
from typing import Final

from returns.result import Result, Success

from credits_core.commands import CancelMode, VoidApplication
from credits_core.credit import Credit
from credits_core.events import ApplicationVoided
from credits_core.fold import Draft, record, the_invoice
from credits_core.occasion import Occasion
from credits_core.payment import Application
from credits_core.rejections import Rejection
from credits_core.rules import cancel_credit, links, ripple

from ...occasions import occasion
from ...orders import (
    cancel,
    exact,
    grant,
    invoice,
    pay,
    unapply,
)
from ..bug import WrongRule
from ..plots import USED

_right_balance_only: Final = cancel_credit._balance_only

_right_revert: Final = cancel_credit._revert

_right_void: Final = ripple.void

_REVERT: Final = CancelMode.REVERT


def _all_on_the_invoice(
    draft: Draft, application: Application, occasion: Occasion
) -> None:
    invoice = the_invoice(draft, application.invoice_id)
    for entry in links.tenders_on(draft, invoice):
        if isinstance(entry, Application):
            _right_void(draft, entry, occasion)


def _all_of_the_credit(
    draft: Draft, application: Application, occasion: Occasion
) -> None:
    for entry in tuple(draft.applications.values()):
        if entry.is_live and entry.credit_id == application.credit_id:
            _right_void(draft, entry, occasion)


def _live_or_not(
    draft: Draft, wanted: VoidApplication
) -> Result[Application, Rejection]:
    key = (wanted.payment_id, wanted.credit_id, wanted.invoice_id)
    found = [
        one
        for one in draft.applications.values()
        if (one.payment_id, one.credit_id, one.invoice_id) == key
    ]
    return Success(found[-1])


def _rest_alone(draft: Draft, credit: Credit, _: Occasion) -> Result[None, Rejection]:
    return _right_balance_only(draft, credit)


def _as_of_then(draft: Draft, application: Application, _: Occasion) -> None:
    record(
        draft,
        ApplicationVoided(
            number=application.number,
            payment_id=application.payment_id,
            credit_id=application.credit_id,
            invoice_id=application.invoice_id,
            amount=application.amount,
            date=application.date,
        ),
    )


_TWO_USES: Final = (
    *(invoice("A", 5), invoice("B", 5), grant("K", 10)),
    pay("Q", 0, "A", "B", credits=exact(10)),
)

"""A credit of 10 that paid two invoices of 5."""

_USED_TWICE: Final = (
    *(invoice("A", 9), grant("K", 9)),
    *(pay("Q1", 0, "A", credits=exact(3)), pay("Q2", 0, "A", credits=exact(3))),
)

"""A credit of 9 that paid 3 and 3 more of an invoice."""

_TWO_ON_ONE: Final = (
    *(invoice("A", 15), grant("K1", 5), grant("K2", 10)),
    *(pay("Q1", 0, "A", credits=exact(5)), pay("Q2", 0, "A", credits=exact(10))),
)

"""An invoice of 15 that two credits paid."""


BUGS: Final = (
    WrongRule(
        name="undoing one use undoes all on the invoice",
        costs="The credit of 5 is taken off, and the 10 beside it go as well: the"
        " invoice is due by 15 instead of 5.",
        seen_in="Odoo #23766 and #288562",
        replaces=((cancel_credit, "void", _all_on_the_invoice),),
        story=(*_TWO_ON_ONE, unapply("Q1", "K1", "A")),
        caught={"only the named", "oracle"},
    ),
    WrongRule(
        name="undoing one use undoes all of the credit",
        costs="A credit of 10 paid two invoices of 5; one use is taken back, and both"
        " invoices are due.",
        seen_in="Odoo #288562",
        replaces=((cancel_credit, "void", _all_of_the_credit),),
        story=(*_TWO_USES, unapply("Q", "K", "A")),
        caught={"only the named", "oracle", "slice"},
    ),
    WrongRule(
        name="a use can be voided twice",
        costs="3 come home to the credit, and the second click brings 3 more: all 9 of"
        " it can be spent while 3 of them still pay the invoice.",
        seen_in="Lago #5495",
        replaces=((cancel_credit, "live_application", _live_or_not),),
        story=(*_USED_TWICE, unapply("Q1", "K", "A"), unapply("Q1", "K", "A")),
        caught={"L6", "L7", "L9", "oracle"},
    ),
    WrongRule(
        name="what comes home to a cancelled credit is not written off",
        costs="3 come back to a credit that nobody can use: they belong to nobody.",
        seen_in="Lago, RecreditService and credit_note_voided",
        replaces=((cancel_credit, "void", ripple.take_back),),
        story=(*USED, cancel("K"), unapply("Q", "K", "A")),
        caught={"L7", "oracle"},
    ),
    WrongRule(
        name="cancel and revert forgets to revert",
        costs="The credit was a mistake and is cancelled, and the 3 it paid stay"
        " paid: 3 are given away.",
        replaces=((cancel_credit, "_revert", _rest_alone),),
        story=(*USED, cancel("K", _REVERT)),
        caught={"cancelled", "oracle"},
    ),
    WrongRule(
        name="cancelling the rest reverts the uses",
        costs="Only the unused 2 were to go; the invoice that was paid with 3 is due"
        " again.",
        replaces=(
            (
                cancel_credit,
                "_balance_only",
                lambda draft, credit: _right_revert(draft, credit, occasion()),
            ),
        ),
        story=(*USED, cancel("K")),
        caught={"cancelled", "dates", "oracle"},
    ),
    WrongRule(
        name="a reversal is dated as what it reverses",
        costs="3 are taken out of January, which is reported and closed: its books"
        " are 3 short and nobody sees it.",
        seen_in="ERPNext #30547",
        replaces=((ripple, "take_back", _as_of_then),),
        story=(*USED, unapply("Q", "K", "A")),
        caught={"dates", "oracle"},
    ),
)
"""Mistakes that are made while a use or a credit is given up."""
