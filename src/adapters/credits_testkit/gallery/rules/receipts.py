"""Wrong ideas of how a receipt is spread over its invoices."""

from __future__ import annotations

# pyright: reportPrivateUsage=false
# A bug sits where it likes, in private functions too.
from collections.abc import Iterable
from typing import Final

import attrs

from credits_core.commands import ReceivePayment
from credits_core.fold import Draft, the_credit
from credits_core.invoice import Invoice
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.rules import receipt_guards, receive_payment
from credits_core.rules.receive_payment import _Plan
from credits_core.rules.spend import Need, Placed, place_oldest

from ...orders import FILL, exact, grant, invoice, pay
from ..bug import WrongRule
from ..plots import TWO_CREDITS, nothing

_right_plan: Final = receive_payment._plan

_right_spread: Final = receive_payment._spread


def _credits_first(
    draft: Draft,
    command: ReceivePayment,
    invoices: list[Invoice],
    currency: str,
    occasion: Occasion,
) -> _Plan:
    needs = [Need(one.id, one.due.minor) for one in invoices]
    missing = Money(sum(need.minor for need in needs), currency)
    placed = place_oldest(draft, needs, missing, occasion)
    taken = [Need(one.invoice_id, one.minor) for one in placed]
    cash = sum(amount.minor for amount in command.amounts)
    paid = _right_spread(receive_payment._less(needs, taken), cash)
    return _Plan(placed, paid, Money(cash - receive_payment._sum(paid), currency))


def _all_of_the_last(
    draft: Draft, needs: Iterable[Need], asked: Money, occasion: Occasion
) -> list[Placed]:
    *others, last = place_oldest(draft, needs, asked, occasion)
    whole = the_credit(draft, last.credit_id).available.minor
    return [*others, attrs.evolve(last, minor=whole)]


def _against_the_total(
    draft: Draft,
    command: ReceivePayment,
    invoices: list[Invoice],
    currency: str,
    occasion: Occasion,
) -> _Plan:
    bare = [attrs.evolve(one, applied=one.total.zero) for one in invoices]
    return _right_plan(draft, command, bare, currency, occasion)


def _without_an_end(
    draft: Draft, needs: Iterable[Need], asked: Money, _: Occasion
) -> list[Placed]:
    rest, placed = asked.minor, list[Placed]()
    needs = list(needs)
    for credit, need in zip(_in_order(draft), needs, strict=False):
        part = min(credit.minor, need.minor, rest)
        placed.append(attrs.evolve(credit, invoice_id=need.invoice_id, minor=part))
        rest -= need.minor
    return placed


def _in_order(draft: Draft) -> list[Placed]:
    found = sorted(draft.credits.values(), key=lambda credit: credit.order)
    nowhere = next(iter(draft.invoices))
    return [Placed(one.id, nowhere, one.available.minor) for one in found]


def _smallest_first(needs: list[Need], minor: int) -> list[Need]:
    return _right_spread(sorted(needs, key=lambda need: need.minor), minor)


def _all_on_the_first(needs: list[Need], minor: int) -> list[Need]:
    return [Need(needs[0].invoice_id, minor)] if minor else []


_NOBODY_SAYS_NO: Final = (
    (receipt_guards, "_dues", lambda *_: iter(())),
    (receive_payment, "shortfall", nothing),
)


BUGS: Final = (
    WrongRule(
        name="an exact amount is trimmed to what is due",
        costs="8 were promised to be used and 3 were: the other 5 are still owed, and"
        " nobody was told.",
        seen_in="LAWS HC-12",
        replaces=_NOBODY_SAYS_NO,
        story=(*TWO_CREDITS, pay("P", 0, "A", credits=exact(4))),
        caught={"asked", "oracle"},
    ),
    WrongRule(
        name="an exact amount is trimmed to what is available",
        costs="The receipt says 8 by credit, and 5 are: the invoice that was handed"
        " over as paid is 3 short.",
        replaces=((receive_payment, "shortfall", nothing),),
        story=(invoice("A", 9), grant("K", 5), pay("P", 0, "A", credits=exact(8))),
        caught={"asked", "oracle"},
    ),
    WrongRule(
        name="fill takes the credits before the cash",
        costs="8 in cash would have done with 2 of the credit; now 5 are used up and"
        " 3 of the cash lie about as a new credit that is younger.",
        replaces=((receive_payment, "_plan", _credits_first),),
        story=(invoice("A", 10), grant("K", 5), pay("P", 8, "A", credits=FILL)),
        caught={"asked", "oracle"},
    ),
    WrongRule(
        name="fill uses up the whole credit",
        costs="5 are taken for a need of 3: the customer loses 2.",
        replaces=((receive_payment, "place_oldest", _all_of_the_last),),
        story=(*TWO_CREDITS, pay("P", 0, "A", credits=FILL)),
        caught={"L2", "L3", "asked", "oracle"},
    ),
    WrongRule(
        name="what is left over is reckoned against the total",
        costs="94,500 on 90,000 of which 4,500 were paid by a credit leave a credit"
        " of 4,500 instead of 9,000: 4,500 of the customer's are gone.",
        seen_in="Dolibarr #10167",
        replaces=((receive_payment, "_plan", _against_the_total),),
        story=(
            *(invoice("A", 90_000), grant("K", 4_500)),
            *(pay("P", 0, "A", credits=exact(4_500)), pay("Q", 94_500, "A")),
        ),
        caught={"L2", "L3", "oracle"},
    ),
    WrongRule(
        name="the running balance goes below nothing",
        costs="50 against invoices of 80 and 30 take 30 back from a second credit:"
        " B owes 60 of 30, and K2 holds 60 of 30.",
        seen_in="python-accounting, bulk_assign",
        replaces=(
            (receive_payment, "place_oldest", _without_an_end),
            (receive_payment, "shortfall", nothing),
        ),
        story=(
            *(invoice("A", 80), invoice("B", 30), grant("K1", 50), grant("K2", 30)),
            pay("P", 0, "A", "B", credits=exact(50)),
        ),
        caught={"L1", "L3", "asked", "oracle", "slice"},
    ),
    WrongRule(
        name="the smallest invoice is paid first",
        costs="The customer paid the old invoice of 9, and the books say that 4 of"
        " the 9 paid another: reminder fees on what was paid.",
        replaces=((receive_payment, "_spread", _smallest_first),),
        story=(invoice("A", 9), invoice("B", 4), pay("P", 9, "A", "B")),
        caught={"oracle", "order given"},
    ),
    WrongRule(
        name="cash goes beyond what is due",
        costs="9 are put on an invoice of 5 and no credit is issued: the customer"
        " loses 4.",
        replaces=((receive_payment, "_spread", _all_on_the_first),),
        story=(invoice("A", 5), pay("P", 9, "A")),
        caught={"L2", "L3", "oracle"},
    ),
)
"""Mistakes that are made while a receipt is spread."""
