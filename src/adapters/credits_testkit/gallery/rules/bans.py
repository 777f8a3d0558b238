"""Wrong ideas of which invoices a credit may pay."""

from __future__ import annotations

# pyright: reportPrivateUsage=false
# A bug sits where it likes, in private functions too.
from typing import Final

from credits_core.commands import Exact, Named, NoCredits
from credits_core.fold import Draft
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.policy import Ban, Policy
from credits_core.rules import bans, receipt_guards, receive_payment, spend
from credits_core.rules.spend import Need, Placed

from ...orders import (
    bring_back,
    edit,
    exact,
    invoice,
    of_credit,
    pay,
)
from ..bug import WrongRule
from ..plots import TWO_CREDITS, nothing

_right_placed: Final = receive_payment._placed

_NO_WAY_HOME: Final = Policy(return_credit_may_pay_its_invoice=False)

_TRANSITIVE: Final = Policy(ban=Ban.TRANSITIVE)


def _may_always(*_: object) -> bool:
    return True


def _oldest_instead(
    draft: Draft,
    use: NoCredits | Exact | Named,
    needs: list[Need],
    occasion: Occasion,
) -> list[Placed]:
    if isinstance(use, Named):
        use = Exact(Money(sum(c.amount.minor for c in use.credits), "USD"))
    return _right_placed(draft, use, needs, occasion)


BUGS: Final = (
    WrongRule(
        name="a credit pays the invoice that generated it",
        costs="Goods of 2 that came back pay for themselves: 2 of the invoice are"
        " never collected though the business does not allow that.",
        seen_in="Kill Bill, the pool consumes its own credit",
        replaces=((spend, "may_pay", _may_always),),
        story=(
            *(invoice("A", 9), bring_back("R", 2, "A")),
            pay("P", 0, "A", credits=exact(2)),
        ),
        policy=_NO_WAY_HOME,
        caught={"ban", "oracle"},
    ),
    WrongRule(
        name="a named credit is not asked where it came from",
        costs="Whoever names the credit gets round the ban: 2 of the invoice are"
        " settled with what the invoice itself gave away.",
        replaces=((receipt_guards, "_bans", lambda *_: iter(())),),
        story=(
            *(invoice("A", 9), bring_back("R", 2, "A")),
            pay("P", 0, "A", credits=of_credit("return:R", 2)),
        ),
        policy=_NO_WAY_HOME,
        caught={"ban", "oracle"},
    ),
    WrongRule(
        name="money goes round in a circle",
        costs="1 overpaid on A pays B, comes out of B and pays A: one receipt of 1"
        " has then settled 1 on two invoices.",
        replaces=((bans, "loop_through", nothing),),
        story=(
            *(invoice("A", 2), pay("P1", 4, "A"), invoice("B", 4)),
            *(pay("P2", 2, "B", credits=exact(2)), edit("E1", "B", -3)),
            *(edit("E2", "A", 3), pay("P3", 0, "A", credits=exact(1))),
        ),
        policy=_TRANSITIVE,
        caught={"ban", "oracle"},
    ),
    WrongRule(
        name="another credit is used than the one that was named",
        costs="The customer asked to use the 2 of the damaged goods, and 2 of an"
        " earlier promise are gone instead.",
        replaces=((receive_payment, "_placed", _oldest_instead),),
        story=(*TWO_CREDITS, pay("P", 0, "A", credits=of_credit("K2", 2))),
        caught={"asked", "oracle"},
    ),
)
"""Mistakes about the ban, and about what was named."""
