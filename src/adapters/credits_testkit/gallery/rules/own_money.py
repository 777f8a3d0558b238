"""Wrong ideas of whom the money of a payment serves first."""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.credit import Credit
from credits_core.fold import Draft
from credits_core.identity import CreditId
from credits_core.invoice import Invoice
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.payment import Payment
from credits_core.rules import (
    edit_payment,
    links,
    own_money,
    settle,
)

from ...orders import edit, exact, invoice, pay, repay, unapply, void
from ..bug import WrongRule
from ..plots import OVERPAID, nothing

_right_own_money_of: Final = links.own_money_of


def _nobody(*_: object) -> set[object]:
    return set()


def _put_alone(draft: Draft, credit: Credit) -> None:
    draft.credits[credit.id] = attrs.evolve(credit, revision=credit.revision + 1)
    draft.touched.credits[credit.id] = None
    if credit.reduced_invoice is not None:
        draft.reduced_by[credit.reduced_invoice].add(credit.id)


def _oldest_payment_first(draft: Draft, invoice: Invoice) -> list[Payment]:
    return _right_own_money_of(draft, invoice)[::-1]


def _first_invoice_first(
    draft: Draft, payment: Payment, missing: Money, occasion: Occasion
) -> None:
    for allocation in links.allocations_of(draft, payment)[::-1]:
        part = min(missing, allocation.amount)
        if part:
            edit_payment.release_cash(draft, allocation, part, occasion)
            missing -= part


_OVERPAYMENT: Final = CreditId("overpayment:P")


BUGS: Final = (
    WrongRule(
        name="own money is left out",
        costs="The invoice is raised by 3, 5 of its own payment lie unused, and the"
        " customer is dunned for 3.",
        seen_in="LAWS HC-16, L5",
        replaces=((settle, "serve_own_invoices", nothing),),
        story=(*OVERPAID, edit("E1", "A", 3)),
        caught={"L5", "oracle"},
    ),
    WrongRule(
        name="a raised payment only grows its credit",
        costs="1 more came in for an invoice that is 1 short, and lies beside it as a"
        " credit that may not pay it.",
        seen_in="refuted rule 1 of LAWS",
        replaces=(
            (edit_payment, "_serve_in_order", nothing),
            (own_money, "_named", _nobody),
        ),
        story=(invoice("A", 2), pay("P", 1, "A"), repay("P", 2)),
        caught={"L5", "oracle"},
    ),
    WrongRule(
        name="only the invoice at hand is settled anew",
        costs="The 1 that a void invoice gives back becomes a credit, while the"
        " invoice beside it on the same receipt is 1 short.",
        seen_in="refuted rule 2 of LAWS",
        replaces=((own_money, "_named", _nobody),),
        story=(
            *(invoice("A", 1), invoice("B", 1), pay("P", 2, "A", "B")),
            *(edit("E1", "A", 1), void("B")),
        ),
        caught={"L5", "oracle"},
    ),
    WrongRule(
        name="a voided use concerns its target only",
        costs="1 comes home to a credit that the invoice of its payment needs: that"
        " stays due, and the 1 may not pay it.",
        seen_in="refuted rule 3 of LAWS",
        replaces=((Draft, "put_credit", _put_alone),),
        story=(
            *(invoice("A", 1), invoice("B", 1), pay("P", 2, "A")),
            *(pay("Q", 0, "B", credits=exact(1)), edit("E1", "A", 1)),
            unapply("Q", _OVERPAYMENT, "B"),
        ),
        caught={"L5", "oracle"},
    ),
    WrongRule(
        name="the older payment serves the invoice first",
        costs="3 of the January payment are used up and the February one keeps its"
        " credit: what expires first is the wrong 3.",
        replaces=((own_money, "own_money_of", _oldest_payment_first),),
        story=(
            *(invoice("A", 1), pay("P1", 4, "A"), pay("P2", 3, "A")),
            edit("E1", "A", 3),
        ),
        caught={"oracle", "own money"},
    ),
    WrongRule(
        name="a smaller payment leaves its first invoice first",
        costs="The receipt named A before B and loses 1: A, the older, is due by 1"
        " and gathers the late fees that are B's.",
        replaces=((edit_payment, "_release", _first_invoice_first),),
        story=(
            *(invoice("A", 1), invoice("B", 1), pay("P", 2, "A", "B")),
            repay("P", 1),
        ),
        caught={"oracle", "own money"},
    ),
)
"""Mistakes about own money first."""
