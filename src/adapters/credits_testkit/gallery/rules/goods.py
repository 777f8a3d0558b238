"""Wrong ideas of what goods that came back are worth, and how often."""

from __future__ import annotations

# pyright: reportPrivateUsage=false
# A bug sits where it likes, in private functions too.
from typing import Final

import attrs
from returns.result import Result, Success

from credits_core.commands import (
    CompleteReturn,
    CorrectReturn,
    RegisterInvoice,
    ReturnLine,
)
from credits_core.credit import Credit
from credits_core.customer_return import CustomerReturn
from credits_core.events import CreditGrew
from credits_core.exact import NONE, Quantity, share_of
from credits_core.fold import Draft, record, the_return
from credits_core.identity import LineId, ReturnId
from credits_core.invoice import InvoiceLine
from credits_core.money import Money
from credits_core.rejections import Rejection
from credits_core.rules import goods, returns

from ...orders import (
    ACME,
    LINE,
    bring_back,
    invoice,
    reopen,
    usd,
    void,
    worth,
)
from ..bug import WrongRule
from ..plots import nothing

_right_share: Final = goods._share


def _at_list_price(line: ReturnLine, origin: InvoiceLine) -> Money:
    minor = line.quantity.micros * origin.unit_price.micros // 10**12
    return Money(minor, origin.amount.currency)


def _each_by_itself(line: ReturnLine, origin: InvoiceLine) -> Money:
    minor = share_of(origin.amount.minor, line.quantity, origin.quantity)
    return Money(minor, origin.amount.currency)


def _all_for_no_goods(line: ReturnLine, origin: InvoiceLine) -> Money:
    return origin.amount if line.quantity == NONE else _right_share(line, origin)


def _without_a_difference(draft: Draft, credit: Credit, before: CustomerReturn) -> None:
    value = the_return(draft, before.id).value
    record(draft, CreditGrew(credit_id=credit.id, amount=value))


def _reopened_or_not(
    _: Draft, found: CustomerReturn
) -> Result[CustomerReturn, Rejection]:
    return Success(found)


def _void_or_not(_: object) -> Result[None, Rejection]:
    return Success(None)


def _listed(pieces: int, minor: int, price: int) -> RegisterInvoice:
    """An invoice of pieces with a list price, and a total of its own."""
    plain = invoice("A", pieces)
    (line,) = plain.lines
    line = attrs.evolve(line, amount=usd(minor), unit_price=Quantity.of(price))
    return attrs.evolve(plain, lines=(line,))


def _correct(name: str, pieces: int) -> CorrectReturn:
    """That many pieces of the line came back after all."""
    line = ReturnLine(id=LineId("r"), quantity=Quantity.of(pieces), invoice_line=LINE)
    return CorrectReturn(customer_id=ACME, return_id=ReturnId(name), lines=(line,))


def _none_of(goods: CompleteReturn) -> CompleteReturn:
    """The same return with a quantity of nothing."""
    lines = (attrs.evolve(line, quantity=NONE) for line in goods.lines)
    return attrs.evolve(goods, lines=tuple(lines))


BUGS: Final = (
    WrongRule(
        name="more pieces come back than were sold",
        costs="5 of 4 pieces come back and are credited: one was never paid.",
        seen_in="ERPNext, over-return",
        replaces=((goods, "_unfit", nothing),),
        story=(invoice("A", 4), worth(bring_back("R", 5, "A"), 1)),
        caught={"L3", "oracle"},
    ),
    WrongRule(
        name="a row of no goods refunds the full price",
        costs="Nothing came back, and the whole price of 4 is credited; the next row"
        " of nothing credits it again.",
        seen_in="ERPNext #57418 and #58313",
        replaces=(
            (returns, "not_positive", nothing),
            (goods, "_share", _all_for_no_goods),
            (goods, "_does_not_fit", nothing),
        ),
        story=(
            invoice("A", 4),
            _none_of(bring_back("R1", 1, "A")),
        ),
        caught={"goods", "oracle"},
    ),
    WrongRule(
        name="goods come back at today's list price",
        costs="10 pieces sold for 80 with a discount come back at 10 each: 20 are"
        " paid that were never received.",
        seen_in="LAWS HC-55",
        replaces=(
            (goods, "_share", _at_list_price),
            (goods, "_does_not_fit", nothing),
        ),
        story=(_listed(10, 80, 10), bring_back("R", 10, "A")),
        caught={"L3", "goods", "oracle"},
    ),
    WrongRule(
        name="each return is rounded by itself",
        costs="Two returns of one piece out of 2 for 1.01 give 51 and 51: a cent more"
        " is given back than was paid.",
        seen_in="LAWS HC-54",
        replaces=(
            (goods, "_share", _each_by_itself),
            (goods, "_does_not_fit", nothing),
        ),
        story=(
            _listed(2, 101, 50),
            *(bring_back(f"R{n}", 1, "A") for n in (1, 2)),
        ),
        caught={"L3", "goods", "oracle"},
    ),
    WrongRule(
        name="goods are worth whatever is said",
        costs="One piece of an invoice of 4 comes back at a value of 9: 5 more are"
        " credited than the whole invoice was.",
        seen_in="LAWS HC-56, refuse by value too",
        replaces=((goods, "_does_not_fit", nothing),),
        story=(invoice("A", 4), worth(bring_back("R", 1, "A"), 9)),
        caught={"L3", "oracle"},
    ),
    WrongRule(
        name="a corrected return is credited anew",
        costs="3 pieces were 4 after all, and 4 are credited on top of the 3: 3 are"
        " invented.",
        seen_in="LAWS HC-57; Polar made the same of refunds",
        replaces=((returns, "_follow", _without_a_difference),),
        story=(invoice("A", 9), bring_back("R", 3, "A"), _correct("R", 4)),
        caught={"goods", "oracle"},
    ),
    WrongRule(
        name="a reopened return keeps its credit",
        costs="The goods did not come back after all, and their 3 can still be spent.",
        seen_in="LAWS HC-58",
        replaces=((returns, "_shrink", nothing),),
        story=(invoice("A", 9), bring_back("R", 3, "A"), reopen("R")),
        caught={"goods", "oracle"},
    ),
    WrongRule(
        name="a return can be reopened twice",
        costs="The line shows 3 pieces fewer back than there are, so that 3 can come"
        " back once more and be paid twice.",
        seen_in="LAWS, NotCompleted; Polar void and unvoid",
        replaces=((returns, "_usable", _reopened_or_not),),
        story=(invoice("A", 9), bring_back("R", 3, "A"), reopen("R"), reopen("R")),
        caught={"goods", "oracle"},
    ),
    WrongRule(
        name="goods of a void invoice are credited",
        costs="The invoice is void and its money went back; now its goods are paid"
        " for as well.",
        replaces=((returns, "_not_void", _void_or_not),),
        story=(invoice("A", 4), void("A"), bring_back("R", 2, "A")),
        caught={"goods", "oracle"},
    ),
)
"""Mistakes about returns."""
