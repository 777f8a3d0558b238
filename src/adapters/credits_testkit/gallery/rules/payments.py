"""Wrong ideas of what follows when a receipt is edited, voided or bounces."""

from __future__ import annotations

# pyright: reportPrivateUsage=false
# A bug sits where it likes, in private functions too.
from collections.abc import Iterable
from typing import Final

from credits_core.credit import Credit
from credits_core.fold import Draft, the_payment
from credits_core.identity import PaymentId
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.payment import Application, Payment, Tender
from credits_core.rules import (
    edit_payment,
    links,
    ripple,
    settle,
    void_payment,
)

from ...orders import bounce, invoice, pay, repay, revoke
from ..bug import WrongRule
from ..plots import OVERPAID, SPENT, nothing

_right_follow: Final = settle.follow_payments
_right_uses: Final = links.uses_of


def _oldest_first(draft: Draft, credit: Credit) -> list[Application]:
    return _right_uses(draft, credit)[::-1]


def _none_given_up(_draft: Draft, _payment: Payment, _occasion: Occasion) -> int:
    return 0


def _all_of_it(
    draft: Draft, application: Application, _: Money, occasion: Occasion
) -> None:
    ripple.take_back(draft, application, occasion)


def _only_the_living(
    draft: Draft, payments: Iterable[PaymentId], occasion: Occasion
) -> None:
    found = [one for one in payments if not the_payment(draft, one).is_void]
    _right_follow(draft, found, occasion)


def _done(*_: object) -> object:
    return settle._DONE


def _as_they_were(payment: Payment, _: Money) -> tuple[Tender, ...]:
    return payment.tenders


BUGS: Final = (
    WrongRule(
        name="a credit does not follow its payment",
        costs="The receipt was of 17, not 15, and its credit stays 5: the customer"
        " loses 2.",
        replaces=((settle, "follow_payments", nothing),),
        story=(*OVERPAID, repay("P", 17)),
        caught={"L4", "L6", "oracle"},
    ),
    WrongRule(
        name="the credit of a bounced payment stays",
        costs="15 never arrived, and 5 of them can still be spent; paid once more,"
        " the invoice has both a full payment and a credit.",
        seen_in="Kill Bill #1755",
        replaces=((settle, "follow_payments", _only_the_living),),
        story=(*OVERPAID, bounce("P")),
        caught={"L4", "L5", "L6", "oracle"},
    ),
    WrongRule(
        name="a void payment leaves its money where it was",
        costs="The 10 are gone, and the invoice still counts as paid by them.",
        replaces=((void_payment, "release_cash", nothing),),
        story=(invoice("A", 10), pay("P", 10, "A"), revoke("P")),
        caught={"L4", "L6", "oracle"},
    ),
    WrongRule(
        name="a payment is void, and nothing follows",
        costs="6 are taken back, and the 5 of them that paid two other invoices"
        " still do: 5 are given away.",
        seen_in="Dolibarr #17780",
        replaces=((void_payment, "settle", _done),),
        story=(*SPENT, revoke("P")),
        caught={"L4", "L6", "oracle"},
    ),
    WrongRule(
        name="a smaller payment takes the oldest use back first",
        costs="B, which was paid first, is due again by 2 for a loss that belongs to"
        " C: the wrong invoice is dunned.",
        replaces=((edit_payment, "uses_of", _oldest_first),),
        story=(*SPENT, repay("P", 4)),
        caught={"L8", "oracle"},
    ),
    WrongRule(
        name="a smaller payment takes more back than is missing",
        costs="1 is missing, and all 3 of C's are taken: C is dunned for 2 too many.",
        replaces=((edit_payment, "release", _all_of_it),),
        story=(*SPENT, repay("P", 5)),
        caught={"L10", "oracle"},
    ),
    WrongRule(
        name="a loss never reaches those who were paid with it",
        costs="4 came in, 1 of them is on A and 5 still pay B and C: 2 are spent that"
        " nobody has.",
        seen_in="refuted rule 5 of LAWS",
        replaces=(
            (edit_payment, "give_up_uses", _none_given_up),
            (settle, "newest_overdrawn", nothing),
        ),
        story=(*SPENT, repay("P", 4)),
        caught={"L1", "oracle"},
    ),
    WrongRule(
        name="a corrected receipt keeps its old tenders",
        costs="The till counts 15 in cash where 17 were received: 2 are missing at"
        " closing time.",
        replaces=((edit_payment, "_tenders", _as_they_were),),
        story=(*OVERPAID, repay("P", 17)),
        caught={"L4", "oracle"},
    ),
)
"""Mistakes that are made after money was received."""
