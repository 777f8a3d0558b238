"""Wrong ideas of what may be done to a credit by hand."""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.commands import DeleteCredit, EditCredit
from credits_core.events import (
    CreditDeleted,
    CreditEdited,
    CreditIssued,
    CreditReopened,
)
from credits_core.fold import Draft, the_credit
from credits_core.fold import credits as folds_of_credits
from credits_core.identity import CreditId
from credits_core.occasion import Occasion
from credits_core.payment import Payment
from credits_core.rules import cancel_credit, manage_credit, settle
from credits_core.rules.issue import overpayment_issued

from ...orders import ACME, cancel, grant, unapply, usd
from ..bug import WrongRule
from ..plots import LOWERED, OVERPAID, USED, nothing


def _in_the_users_name(payment: Payment, occasion: Occasion) -> CreditIssued:
    right = overpayment_issued(payment, occasion)
    return attrs.evolve(right, issued_by=occasion.by.user_id, caused_by=None)


def _all_of_it_again(
    draft: Draft, event: CreditEdited | CreditDeleted | CreditReopened
) -> None:
    credit = the_credit(draft, event.credit_id)
    draft.put_credit(
        attrs.evolve(credit, is_cancelled=False, cancelled=credit.amount.zero)
    )


def _change(name: str, minor: int) -> EditCredit:
    return EditCredit(customer_id=ACME, credit_id=CreditId(name), amount=usd(minor))


def _delete(name: str) -> DeleteCredit:
    return DeleteCredit(customer_id=ACME, credit_id=CreditId(name))


_NOT_UNTOUCHABLE: Final = (
    (manage_credit, "untouchable", nothing),
    (manage_credit, "not_alone", nothing),
    (cancel_credit, "untouchable", nothing),
)


BUGS: Final = (
    WrongRule(
        name="a credit is edited below what is used of it",
        costs="3 of the credit are spent and it is made 2: 1 was given that nobody"
        " granted.",
        seen_in="LAWS HC-35",
        replaces=((manage_credit, "_unfit_edit", nothing),),
        story=(*USED, _change("K", 2)),
        caught={"L1", "oracle"},
    ),
    WrongRule(
        name="a used credit is deleted",
        costs="3 of it still pay the invoice, and no credit on record is behind them.",
        seen_in="LAWS HC-37",
        replaces=((manage_credit, "_in_use", nothing),),
        story=(*USED, _delete("K")),
        caught={"hands off", "oracle"},
    ),
    WrongRule(
        name="an overpayment is cancelled like a gift",
        costs="The customer paid 5 too much and somebody cancels it: 5 of the"
        " customer's own money are taken.",
        seen_in="LAWS HC-32, the zombie",
        replaces=_NOT_UNTOUCHABLE,
        story=(*OVERPAID, cancel("overpayment:P")),
        caught={"hands off", "oracle"},
    ),
    WrongRule(
        name="an overpayment is edited beside its payment",
        costs="15 came in for 10, and the credit says 7: 2 are invented.",
        seen_in="LAWS L4, R15",
        replaces=_NOT_UNTOUCHABLE,
        story=(*OVERPAID, _change("overpayment:P", 7)),
        caught={"L4", "L6", "hands off", "oracle"},
    ),
    WrongRule(
        name="what a reduction gave back is deleted",
        costs="The customer paid 10 for what costs 8 and loses the 2; the next save"
        " of the invoice cannot give them back.",
        seen_in="LAWS HC-38",
        replaces=_NOT_UNTOUCHABLE,
        story=(*LOWERED, _delete("reduction:E1")),
        caught={"L6", "hands off", "oracle"},
    ),
    WrongRule(
        name="a credit of less than nothing is granted",
        costs="A credit of −5 eats 5 of the next credit that the customer earns.",
        seen_in="LAWS HC-50; Lago needed two fixes",
        replaces=((manage_credit, "positive", nothing),),
        story=(grant("K", -5),),
        caught={"L1", "oracle"},
    ),
    WrongRule(
        name="a reopened credit has what was given up again",
        costs="2 were cancelled for good; when a use of the credit is voided and the"
        " credit reopened, they can be spent again.",
        seen_in="Polar, void and unvoid: the credit twice",
        replaces=((folds_of_credits, "fold_change", _all_of_it_again),),
        story=(
            *(*USED, cancel("K")),
            attrs.evolve(unapply("Q", "K", "A"), reopen=True),
        ),
        caught={"hands off", "oracle"},
    ),
    WrongRule(
        name="what arises by itself is granted by the clerk",
        costs="5 that the customer overpaid are booked as a gift of the clerk, who is"
        " asked where the 5 went.",
        seen_in="LAWS HC-80",
        replaces=((settle, "overpayment_issued", _in_the_users_name),),
        story=OVERPAID,
        caught={"in whose name"},
    ),
)
"""Mistakes about granting, editing, cancelling and deleting."""
