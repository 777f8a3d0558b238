"""Wrong ideas of what to do with what another system reports."""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.commands import (
    CreditAmount,
    ImportChange,
    ImportCredit,
    ImportPayment,
    RemoteAllocation,
)
from credits_core.credit import Credit, Hold
from credits_core.events import CreditIssued, Event
from credits_core.fold import Draft, record, the_credit, the_invoice, the_payment
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.rules import imports, own_money, receive_payment, remote_change

from ...orders import ACME, cash, exact, invoice, pay, usd
from ..bug import WrongRule
from ..plots import DAY, HOLDING, nothing


def _held_silently(draft: Draft, payment_id: PaymentId) -> None:
    credit = the_credit(draft, the_payment(draft, payment_id).credit_id)
    draft.put_credit(attrs.evolve(credit, hold=Hold.POSSIBLE_DUPLICATE))


def _without_opening(draft: Draft, event: Event) -> None:
    if isinstance(event, CreditIssued):
        event = attrs.evolve(event, opening=event.amount.zero)
    record(draft, event)


def _down_to_what_was_before(credit: Credit, _: Money, __: Occasion) -> Money:
    return credit.opening + credit.cancelled


def _all_that_is_said(draft: Draft, command: ImportPayment, occasion: Occasion) -> None:
    for one in command.allocations:
        the_invoice(draft, one.invoice_id)
        own_money.allocate(
            draft, command.payment_id, one.invoice_id, one.amount, occasion
        )


def _memo(minor: int, opening: int) -> ImportCredit:
    """A credit memo of which something was used before."""
    return ImportCredit(
        customer_id=ACME,
        credit_id=CreditId("N"),
        system="qbo",
        remote_id="7",
        amount=usd(minor),
        opening=usd(opening),
    )


def _read_in(minor: int, on_a: int) -> ImportPayment:
    """A payment of which something is on invoice A."""
    on = RemoteAllocation(invoice_id=InvoiceId("A"), amount=usd(on_a))
    return ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("P"),
        system="qbo",
        tenders=cash(minor),
        allocations=(on,),
        date=DAY,
    )


_TWICE: Final = (pay("P", 3, on=DAY), pay("Q", 3, on=DAY))


BUGS: Final = (
    WrongRule(
        name="a possible duplicate may be spent at once",
        costs="3 came in once and were typed in twice, and both can be spent: 3 are"
        " given away before anybody looked.",
        seen_in="Chargebee, LAWS HC-76",
        replaces=((receive_payment, "hold_duplicate", nothing),),
        story=_TWICE,
        policy=HOLDING,
        caught={"doubt", "oracle"},
    ),
    WrongRule(
        name="a rule writes without an event",
        costs="3 are held and no journal says so: whoever replays it has 3 more to"
        " spend than the tables.",
        replaces=((receive_payment, "hold_duplicate", _held_silently),),
        story=_TWICE,
        policy=HOLDING,
        caught={"fold"},
    ),
    WrongRule(
        name="what was used of a memo before is forgotten",
        costs="A memo of 5 of which 2 were used is read in with 5 to spend: 2 are"
        " given twice.",
        seen_in="LAWS HC-77, first connection",
        replaces=((imports, "record", _without_opening),),
        story=(_memo(5, 2),),
        caught={"granted", "oracle"},
    ),
    WrongRule(
        name="a lowered memo takes back what was paid with it",
        costs="The other system says 1 where 3 are used; without being asked, the"
        " invoice of a customer who paid is due again by 2.",
        seen_in="LAWS HC-74, no automatic void",
        replaces=((remote_change, "_least", _down_to_what_was_before),),
        story=(
            *(_memo(5, 0), invoice("A", 9), pay("Q", 0, "A", credits=exact(3))),
            ImportChange(customer_id=ACME, change=CreditAmount(CreditId("N"), usd(1))),
        ),
        caught={"only the named", "oracle"},
    ),
    WrongRule(
        name="what is read in goes beyond what is due",
        costs="The other system had 8 on an invoice that is 5 here: 3 of the"
        " customer's money are on nothing.",
        replaces=((imports, "_allocate", _all_that_is_said),),
        story=(invoice("A", 5), _read_in(8, 8)),
        caught={"L2", "L3", "oracle"},
    ),
)
"""Mistakes about imports and duplicates."""
