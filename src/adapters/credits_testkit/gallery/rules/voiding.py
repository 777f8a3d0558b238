"""Wrong ideas of voiding an invoice, and of when something may be changed at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from credits_core import decide
from credits_core.commands import Mode
from credits_core.events import PaymentVoided
from credits_core.fold import Draft, record, the_payment
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.payment import Allocation
from credits_core.policy import Policy
from credits_core.rules import void_invoice
from credits_core.rules.edit_payment import release_cash

from ...orders import (
    bring_back,
    invoice,
    pay,
    repay,
    void,
)
from ..bug import WrongRule
from ..plots import DAY, OVERPAID, SPENT, USED, nothing

_LAST_YEAR: Final = DAY - timedelta(days=1)


def _the_payment_goes(
    draft: Draft, allocation: Allocation, amount: Money, occasion: Occasion
) -> None:
    payment = the_payment(draft, allocation.payment_id)
    release_cash(draft, allocation, amount, occasion)
    if not payment.is_void:
        gone = PaymentVoided(
            payment_id=payment.id, amount=payment.amount, is_reversed=False
        )
        record(draft, gone)


def _never(_: InvoiceLine) -> bool:
    return False


BUGS: Final = (
    WrongRule(
        name="a void invoice gives no cash back",
        costs="10 were paid for what is not sold any more, and stay with the seller.",
        replaces=((void_invoice, "release_cash", nothing),),
        story=(*OVERPAID, void("A")),
        caught={"L2", "L3", "oracle"},
    ),
    WrongRule(
        name="a void invoice gives no credits back",
        costs="3 of the customer's credit paid an invoice that is void now, and are"
        " not given back.",
        seen_in="Lago since 2025-08, Polar until 2026-08, Stripe until 2019",
        replaces=((void_invoice, "give_back", nothing),),
        story=(*USED, void("A")),
        caught={"L2", "L3", "oracle"},
    ),
    WrongRule(
        name="a void invoice takes its payments along",
        costs="15 were received, and with the invoice they vanish from the books: the"
        " customer has lost 15.",
        seen_in="Invoice Ninja, deleting an invoice with its payments",
        replaces=((void_invoice, "release_cash", _the_payment_goes),),
        story=(*OVERPAID, void("A")),
        caught={"oracle", "received"},
    ),
    WrongRule(
        name="an invoice is voided over goods that came back",
        costs="2 were credited for goods of the invoice; now all 4 of its money come"
        " back as well: 2 are paid out twice.",
        replaces=((InvoiceLine, "has_return", property(_never)),),
        story=(
            *(invoice("A", 4), pay("P", 4, "A"), bring_back("R", 2, "A")),
            void("A"),
        ),
        caught={"goods", "oracle"},
    ),
    WrongRule(
        name="a closed period is changed",
        costs="5 received today are booked in December, whose figures were reported"
        " without them.",
        seen_in="LAWS HC-31",
        replaces=((decide, "period_refusal", nothing),),
        story=(pay("P", 5, on=_LAST_YEAR),),
        policy=Policy(closed_through=_LAST_YEAR),
        caught={"dates", "oracle"},
    ),
    WrongRule(
        name="strict cascades all the same",
        costs="A clerk corrects a receipt by 2, and 2 of another invoice are due again"
        " that nobody was shown.",
        replaces=((decide, "strict_refusal", nothing),),
        story=(*SPENT, repay("P", 4, Mode.STRICT)),
        caught={"only the named", "oracle"},
    ),
)
"""Mistakes that are made while documents are taken back."""
