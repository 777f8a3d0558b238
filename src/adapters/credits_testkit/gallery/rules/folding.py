"""Wrong ways to write down what happened: the fold, and what is derived from it."""

from __future__ import annotations

# pyright: reportPrivateUsage=false
# A bug sits where it likes, in private functions too.
from typing import Final

import attrs

from credits_core import effects
from credits_core.entry import DueNow
from credits_core.events import ApplicationVoided, CashReleased, CreditApplied
from credits_core.fold import Draft, the_credit, the_invoice
from credits_core.fold import entries as folds_of_entries
from credits_core.invoice import Invoice
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Allocation, Application

from ...orders import (
    exact,
    grant,
    invoice,
    pay,
    repay,
    unapply,
    void,
)
from ..bug import WrongRule
from ..plots import OVERPAID, SPENT, USED, nothing

_right_dues: Final = effects._dues
_right_move: Final = folds_of_entries._move
_right_put: Final = Draft.put_application
_right_due: Final = vars(Invoice)["due"]


def _only_the_source(
    draft: Draft, event: CreditApplied | ApplicationVoided, amount: Money
) -> None:
    credit = the_credit(draft, event.credit_id)
    draft.put_credit(attrs.evolve(credit, used=credit.used + amount))


def _only_the_target(
    draft: Draft, event: CreditApplied | ApplicationVoided, amount: Money
) -> None:
    invoice = the_invoice(draft, event.invoice_id)
    draft.put_invoice(attrs.evolve(invoice, applied=invoice.applied + amount))


def _home_to_the_oldest(
    draft: Draft, event: CreditApplied | ApplicationVoided, amount: Money
) -> None:
    if isinstance(event, ApplicationVoided):
        used = [one for one in draft.credits.values() if one.used >= event.amount]
        oldest = min(used, key=lambda credit: credit.order)
        event = attrs.evolve(event, credit_id=oldest.id)
    _right_move(draft, event, amount)


def _whole_units(invoice: Invoice) -> Money:
    due: Money = _right_due.fget(invoice)
    return Money(int(due.minor / 100) * 100, due.currency)


def _without_the_voided(draft: Draft, application: Application) -> None:
    _right_put(draft, application)
    if not application.is_live:
        del draft.applications[application.number]


def _struck_out(draft: Draft, application: Application) -> None:
    if not application.is_live:
        application = attrs.evolve(application, amount=application.amount.zero)
    _right_put(draft, application)


def _over_the_old(draft: Draft, application: Application) -> None:
    for known in tuple(draft.applications.values()):
        if not known.is_live and _same(known, application):
            application = attrs.evolve(application, number=known.number)
    _right_put(draft, application)


def _same(one: Application, other: Application) -> bool:
    mine = (one.payment_id, one.credit_id, one.invoice_id)
    return other.is_live and mine == (
        *(other.payment_id, other.credit_id, other.invoice_id),
    )


def _all_of_it(draft: Draft, event: CashReleased) -> Allocation:
    known = draft.allocations[event.number]
    return attrs.evolve(known, voided_on=event.date)


def _without_bad_news(before: Ledger, after: Ledger) -> tuple[DueNow, ...]:
    told = _right_dues(before, after)
    known = {one.id: one.due for one in before.invoices.values()}
    return tuple(one for one in told if one.due <= known.get(one.invoice_id, one.due))


BUGS: Final = (
    WrongRule(
        name="a use counts at its source alone",
        costs="3 leave the credit and never arrive at the invoice: 3 are lost.",
        replaces=((folds_of_entries, "_move", _only_the_source),),
        story=USED,
        caught={"L6", "L7", "oracle"},
    ),
    WrongRule(
        name="a use counts at its target alone",
        costs="3 arrive at the invoice, and the credit has all of its 5 left: 3 can"
        " be spent twice.",
        replaces=((folds_of_entries, "_move", _only_the_target),),
        story=USED,
        caught={"L7", "oracle"},
    ),
    WrongRule(
        name="what comes back goes to the oldest credit with room",
        costs="5 of the newer credit come home to the older one: 5 change their age,"
        " and what was restricted is free.",
        seen_in="sbc-pay, reverse_eft_credits",
        replaces=((folds_of_entries, "_move", _home_to_the_oldest),),
        story=(
            *(invoice("A", 10), grant("K1", 5), grant("K2", 5)),
            *(pay("Q1", 0, "A", credits=exact(5)), pay("Q2", 0, "A", credits=exact(5))),
            unapply("Q2", "K2", "A"),
        ),
        caught={"L7", "oracle"},
    ),
    WrongRule(
        name="less than one whole unit is not due",
        costs="An invoice of 6.00 counts as paid with 5.01: up to 0.99 of every invoice"
        " is never collected.",
        seen_in="Invoice Ninja, paid fires with up to 0.99 open",
        replaces=((Invoice, "due", property(_whole_units)),),
        story=(invoice("A", 600), pay("P", 501, "A")),
        caught={"L6", "oracle"},
    ),
    WrongRule(
        name="a voided use is not on record any more",
        costs="3 came off an invoice, and nothing shows that they were ever on it: a"
        " dispute over 3 cannot be answered.",
        replaces=((Draft, "put_application", _without_the_voided),),
        story=(*USED, unapply("Q", "K", "A")),
        caught={"L9", "oracle"},
    ),
    WrongRule(
        name="a voided use forgets how much it was",
        costs="The history says that 0 were taken back where 3 were.",
        seen_in="LAWS R13",
        replaces=((Draft, "put_application", _struck_out),),
        story=(*USED, unapply("Q", "K", "A")),
        caught={"L9", "oracle"},
    ),
    WrongRule(
        name="what is left of a use is written over it",
        costs="3 that were applied in January read as 2 that were: January's figures"
        " change by 1 after they were reported.",
        replaces=((Draft, "put_application", _over_the_old),),
        story=(*SPENT, repay("P", 5)),
        caught={"L9", "oracle", "remainders"},
    ),
    WrongRule(
        name="a part that leaves takes the whole along",
        costs="1 of 2 leaves an invoice, and the entry of all 2 is void: the payment"
        " and the invoice count 1 that no entry shows.",
        replaces=((folds_of_entries, "_shrunk", _all_of_it),),
        story=(invoice("A", 2), pay("P", 2, "A"), repay("P", 1)),
        caught={"L7", "oracle"},
    ),
    WrongRule(
        name="a part of a ledger is taken for the whole",
        costs="An invoice is voided on a slice that lacks what its payment's credit"
        " paid: 3 are given back and stay spent.",
        replaces=((Draft, "lack", nothing),),
        story=(
            *(*OVERPAID, invoice("C", 3)),
            *(pay("Q", 0, "C", credits=exact(3)), void("A")),
        ),
        caught={"slice"},
    ),
    WrongRule(
        name="the preview hides what becomes due again",
        costs="The clerk is not shown that 3 become due again, agrees, and the"
        " customer is dunned for 3.",
        replaces=((effects, "_dues", _without_bad_news),),
        story=(*USED, unapply("Q", "K", "A")),
        caught={"effects"},
    ),
)
"""Mistakes of whoever writes the state."""
