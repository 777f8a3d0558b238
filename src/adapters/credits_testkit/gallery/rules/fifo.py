"""Wrong ideas of which credit comes next."""

from __future__ import annotations

# pyright: reportPrivateUsage=false
# A bug sits where it likes, in private functions too.
from typing import Final

import attrs

from credits_core.credit import Credit
from credits_core.events import ApplicationVoided, CreditApplied
from credits_core.fold import Draft, the_credit, the_invoice
from credits_core.fold import entries as folds_of_entries
from credits_core.money import Money
from credits_core.parts import OldestCredits
from credits_core.rules import spend

from ...orders import (
    exact,
    grant,
    invoice,
    pay,
)
from ..bug import WrongRule
from ..plots import DAY, HOLDING, TWO_CREDITS

_right_usable: Final = spend._usable


def _newest_first(draft: Draft, wanted: OldestCredits) -> list[Credit]:
    return _right_usable(draft, wanted)[::-1]


def _smallest_first(draft: Draft, wanted: OldestCredits) -> list[Credit]:
    return sorted(_right_usable(draft, wanted), key=lambda one: one.available.minor)


def _by_date_and_id(draft: Draft, wanted: OldestCredits) -> list[Credit]:
    found = _right_usable(draft, wanted)
    return sorted(found, key=lambda one: (one.effective_date, one.id))


def _of_a_whole_unit(draft: Draft, wanted: OldestCredits) -> list[Credit]:
    found = _right_usable(draft, wanted)
    return [credit for credit in found if int(credit.available.minor / 100) != 0]


def _whatever_is_left(draft: Draft, currency: str) -> list[Credit]:
    found = [one for one in draft.credits.values() if one.available.is_positive]
    mine = (one for one in found if one.currency == currency and not one.is_cancelled)
    return sorted(mine, key=lambda credit: credit.order)


def _scheduled_too(draft: Draft, wanted: OldestCredits) -> list[Credit]:
    found = _whatever_is_left(draft, wanted.amount.currency)
    return [credit for credit in found if credit.hold is None]


def _held_too(draft: Draft, wanted: OldestCredits) -> list[Credit]:
    found = _whatever_is_left(draft, wanted.amount.currency)
    return [credit for credit in found if credit.effective_date <= wanted.today]


def _of_any_currency(draft: Draft, wanted: OldestCredits) -> list[Credit]:
    found = [one for one in draft.credits.values() if one.usable_on(wanted.today)]
    return sorted(found, key=lambda credit: credit.order)


def _one_to_one(
    draft: Draft, event: CreditApplied | ApplicationVoided, amount: Money
) -> None:
    credit = the_credit(draft, event.credit_id)
    invoice = the_invoice(draft, event.invoice_id)
    used = credit.used + Money(amount.minor, credit.currency)
    draft.put_credit(attrs.evolve(credit, used=used))
    draft.put_invoice(attrs.evolve(invoice, applied=invoice.applied + amount))


BUGS: Final = (
    WrongRule(
        name="credits are taken newest first",
        costs="The newest 2.00 is used and the oldest waits until it is too old to"
        " claim: the customer loses the credit that should have gone first.",
        seen_in="UCRM #99",
        replaces=((spend, "_usable", _newest_first),),
        story=(*TWO_CREDITS, pay("P", 0, "A", credits=exact(2))),
        caught={"L8", "oracle", "slice"},
    ),
    WrongRule(
        name="the smaller credit goes first",
        costs="5 granted first wait behind 2 granted later, so that ageing and the"
        " customer's statement are wrong by both amounts.",
        seen_in="Odoo, smaller amount first",
        replaces=((spend, "_usable", _smallest_first),),
        story=(*TWO_CREDITS, grant("K3", 2), pay("P", 0, "A", credits=exact(2))),
        caught={"L8", "oracle", "slice"},
    ),
    WrongRule(
        name="credits of one day have no order but their names",
        costs="Of two credits of one day the later one pays, and on the next server"
        " perhaps the earlier: 2 stand on different credits in two sets of books.",
        seen_in="Invoice Ninja, Kill Bill, Lago, sbc-pay: no tie-break",
        replaces=((spend, "_usable", _by_date_and_id),),
        story=(
            *(invoice("A", 3), grant("K2", 5, on=DAY), grant("K1", 5, on=DAY)),
            pay("P", 0, "A", credits=exact(2)),
        ),
        caught={"L8", "oracle", "slice"},
    ),
    WrongRule(
        name="less than one whole unit is no credit",
        costs="A credit of 0.99 is never used: the customer pays 0.99 again.",
        seen_in="Invoice Ninja, (int) balance == 0",
        replaces=((spend, "_usable", _of_a_whole_unit),),
        story=(
            *(invoice("A", 500), grant("K1", 99), grant("K2", 500)),
            pay("P", 0, "A", credits=exact(99)),
        ),
        caught={"L8", "oracle", "slice"},
    ),
    WrongRule(
        name="a credit is spent before its day",
        costs="7 that count from next month on are spent today: money is given"
        " before anybody owes it.",
        replaces=((spend, "_usable", _scheduled_too),),
        story=(
            *(invoice("A", 9), grant("K", 7, on=DAY.replace(month=2))),
            pay("P", 0, "A", credits=exact(7)),
        ),
        caught={"oracle", "slice"},
    ),
    WrongRule(
        name="what is held is spent",
        costs="3 that perhaps came in once and were typed in twice pay the next"
        " invoice by themselves: 3 are given that nobody paid.",
        seen_in="Chargebee, a payment typed in on both sides",
        replaces=((spend, "_usable", _held_too),),
        story=(
            *(pay("P", 3, on=DAY), pay("Q", 3, on=DAY), invoice("A", 9)),
            pay("R", 0, "A", credits=exact(6)),
        ),
        policy=HOLDING,
        caught={"oracle", "slice"},
    ),
    WrongRule(
        name="one currency is as good as another",
        costs="5 yen pay 5 cents of dollars: the customer is given the difference.",
        seen_in="ERPNext and Odoo, residues of exchange",
        replaces=(
            (spend, "_usable", _of_any_currency),
            (folds_of_entries, "_move", _one_to_one),
        ),
        story=(
            attrs.evolve(grant("K", 5), amount=Money(5, "JPY")),
            *(invoice("A", 9), pay("P", 0, "A", credits=exact(5))),
        ),
        caught={"L6", "oracle", "slice"},
    ),
)
"""Mistakes about the order of credits, and about which are in it."""
