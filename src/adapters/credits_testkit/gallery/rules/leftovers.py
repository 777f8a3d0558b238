"""Wrong ideas of what is left of a receipt, and of what it touches besides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from credits_core.events import CreditIssued
from credits_core.fold import Draft, the_payment
from credits_core.identity import PaymentId
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.payment import Payment
from credits_core.rules import receipt_guards, receive_payment, ripple, settle
from credits_core.rules.issue import overpayment_issued

from ...orders import invoice, pay
from ..bug import WrongRule
from ..plots import DAY, OVERPAID, USED, nothing

_right_follow: Final = settle.follow_payments


def _only_if_it_paid_something(
    draft: Draft, payments: Iterable[PaymentId], occasion: Occasion
) -> None:
    found = [one for one in payments if the_payment(draft, one).allocated]
    _right_follow(draft, found, occasion)


def _once_for_each_invoice(payment: Payment, occasion: Occasion) -> CreditIssued:
    right = overpayment_issued(payment, occasion)
    times = max(len(payment.invoices), 1)
    amount = Money(right.amount.minor * times, right.amount.currency)
    return attrs.evolve(right, amount=amount)


def _as_of_today(payment: Payment, occasion: Occasion) -> CreditIssued:
    right = overpayment_issued(payment, occasion)
    return attrs.evolve(right, effective_date=occasion.today)


def _earlier_uses_undone(
    draft: Draft, payments: Iterable[PaymentId], occasion: Occasion
) -> None:
    for use in draft.ledger.applications.values():
        if use.is_live:
            ripple.void(draft, use, occasion)
    _right_follow(draft, payments, occasion)


BUGS: Final = (
    WrongRule(
        name="a payment of what is paid already is dropped",
        costs="10 came in a second time and are on no invoice and in no credit: the"
        " customer has lost 10.",
        seen_in="Invoice Ninja, don't double pay",
        replaces=((receive_payment, "follow_payments", _only_if_it_paid_something),),
        story=(invoice("A", 10), pay("P", 10, "A"), pay("Q", 10, "A")),
        caught={"L4", "L6", "oracle"},
    ),
    WrongRule(
        name="what is left over is credited once for each invoice",
        costs="300 on invoices of 100 and 120 leave two credits of 80 where one is:"
        " 80 are invented.",
        replaces=((settle, "overpayment_issued", _once_for_each_invoice),),
        story=(invoice("A", 100), invoice("B", 120), pay("P", 300, "A", "B")),
        caught={"L4", "L6", "oracle"},
    ),
    WrongRule(
        name="what is left over is as young as today",
        costs="A receipt of January typed in in February queues behind February's"
        " credits: what should be used first expires first.",
        replaces=((settle, "overpayment_issued", _as_of_today),),
        story=(invoice("A", 1), pay("P", 3, "A", on=DAY)),
        caught={"age", "oracle"},
    ),
    WrongRule(
        name="a receipt undoes what was applied before",
        costs="3 that had paid the invoice come off it while another 2 are received:"
        " the customer is dunned for 3 that were settled.",
        replaces=((receive_payment, "follow_payments", _earlier_uses_undone),),
        story=(*USED, pay("P", 2, "A")),
        caught={"L9", "oracle", "slice"},
    ),
    WrongRule(
        name="a payment of less than nothing is received",
        costs="A receipt of −5 takes 5 out of the till that nobody took.",
        seen_in="LAWS HC-50; Kill Bill lets 0 through",
        replaces=((receipt_guards, "_amounts", lambda *_: iter(())),),
        story=(pay("P", -5),),
        caught={"L4", "L6", "oracle"},
    ),
    WrongRule(
        name="a second receipt is written over the first",
        costs="15 received yesterday become 3 received today: 12 are gone, and with"
        " them the proof.",
        replaces=((receipt_guards, "new_payment", nothing),),
        story=(*OVERPAID, pay("P", 3)),
        caught={"L6", "L7", "age", "oracle"},
    ),
)
"""Mistakes that are made with what a receipt does not need."""
