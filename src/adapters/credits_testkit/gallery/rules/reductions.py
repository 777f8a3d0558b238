"""Wrong ideas of what an invoice gives back when it is lowered, and claws back."""

from __future__ import annotations

# pyright: reportPrivateUsage=false
# A bug sits where it likes, in private functions too.
from typing import Final

import attrs

from credits_core.commands import EditInvoice, LineChange
from credits_core.credit import Credit
from credits_core.events import InvoiceEdited
from credits_core.fold import Draft, record, the_invoice
from credits_core.identity import InvoiceId, LineId
from credits_core.invoice import Invoice
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.payment import Application
from credits_core.policy import Policy
from credits_core.rules import edit_invoice, links, ripple, settle, surplus
from credits_core.rules.issue import reduction_issued

from ...orders import (
    bring_back,
    edit,
    exact,
    grant,
    invoice,
    pay,
    usd,
)
from ..bug import WrongRule
from ..plots import LOWERED, nothing

_right_reductions_of: Final = links.reductions_of

_right_surplus: Final = edit_invoice._surplus

_RELEASING: Final = Policy(release_credits_first=True)


def _oldest_reduction_first(draft: Draft, invoice_id: InvoiceId) -> list[Credit]:
    return _right_reductions_of(draft, invoice_id)[::-1]


def _whole_surplus(draft: Draft, invoice: Invoice) -> Money:
    return surplus.excess(the_invoice(draft, invoice.id))


def _difference_of_totals(draft: Draft, _: Invoice) -> Money:
    (edited,) = (one for one in draft.events if isinstance(one, InvoiceEdited))
    return edited.old_total - edited.new_total


def _lowered_lines_only(draft: Draft, invoice: Invoice) -> Money:
    (edited,) = (one for one in draft.events if isinstance(one, InvoiceEdited))
    raised = sum(max(change.amount.minor, 0) for change in edited.changes)
    return _right_surplus(draft, invoice) + Money(raised, invoice.currency)


def _old_total(invoice: Invoice, _: InvoiceEdited) -> Money:
    return invoice.total


def _both_ways(draft: Draft, command: EditInvoice, occasion: Occasion) -> None:
    now = the_invoice(draft, command.invoice_id)
    before = draft.ledger.invoices[command.invoice_id]
    surplus_before = before.tendered - now.total - now.reductions
    if surplus_before.is_positive:
        issued = reduction_issued(draft, now, command.edit_id, surplus_before, occasion)
        record(draft, issued)


def _never_less(draft: Draft, invoice: Invoice, occasion: Occasion) -> None:
    excess = _right_surplus(draft, invoice)
    for entry in links.tenders_on(draft, the_invoice(draft, invoice.id)):
        if isinstance(entry, Application) and excess.is_positive:
            ripple.give_back(draft, entry, min(excess, entry.amount), occasion)


_SAVED: Final = attrs.evolve(
    edit("E1", "A", -3),
    changes=(
        *edit("E1", "A", -3).changes,
        LineChange(line_id=LineId("2"), amount=usd(1)),
    ),
)

"""One line lowered by 3, and another of 1 added, in one save."""

_TWO_LINKS: Final = (
    *(invoice("A", 100), grant("K1", 60), grant("K2", 40)),
    *(pay("P1", 0, "A", credits=exact(60)), pay("P2", 0, "A", credits=exact(40))),
)

"""An invoice of 100, paid by 60 of one credit and then by 40 of another."""


BUGS: Final = (
    WrongRule(
        name="each edit issues the whole surplus",
        costs="10 paid, lowered to 8 and then to 7: credits of 2 and 3 where 3 is all"
        " there is, so that 2 are invented.",
        seen_in="Polar 683e46432a, cumulative instead of current amount",
        replaces=(
            (edit_invoice, "_surplus", _whole_surplus),
            (settle, "shrink_surplus", nothing),
        ),
        story=(*LOWERED, edit("E2", "A", -1)),
        caught={"L2", "billed", "oracle"},
    ),
    WrongRule(
        name="a raised invoice claws nothing back",
        costs="The customer owes 1 on an invoice and holds a credit of 2 that it gave"
        " and that may not pay it: neither side gets its money.",
        seen_in="LAWS HC-02, the deadlock",
        replaces=((settle, "shrink_surplus", nothing),),
        story=(*LOWERED, edit("E2", "A", 1)),
        caught={"L2", "oracle"},
    ),
    WrongRule(
        name="the oldest reduction shrinks first",
        costs="The older credit loses 1 and the younger keeps it: 1 is a month"
        " younger than it was.",
        replaces=((surplus, "reductions_of", _oldest_reduction_first),),
        story=(*LOWERED, edit("E2", "A", -2), edit("E3", "A", 1)),
        caught={"L8", "oracle"},
    ),
    WrongRule(
        name="a total ignores its lines",
        costs="2 were taken off the invoice and the customer is still asked for them.",
        replaces=((edit_invoice, "_new_total", _old_total),),
        story=(invoice("A", 10), edit("E1", "A", -2)),
        caught={"L3", "billed", "oracle"},
    ),
    WrongRule(
        name="a lowered invoice pays out what was never paid",
        costs="An invoice of 10 of which nothing was paid is lowered by 2, and a"
        " credit of 2 is issued: 2 are invented.",
        seen_in="LAWS HC-05",
        replaces=(
            (edit_invoice, "_surplus", _difference_of_totals),
            (settle, "shrink_surplus", nothing),
        ),
        story=(invoice("A", 10), edit("E1", "A", -2)),
        caught={"L2", "L3", "oracle"},
    ),
    WrongRule(
        name="a save counts its lowered lines only",
        costs="−3 and +1 in one save give a credit of 3 where the invoice fell by 2:"
        " 1 is invented.",
        seen_in="LAWS HC-08",
        replaces=(
            (edit_invoice, "_surplus", _lowered_lines_only),
            (settle, "shrink_surplus", nothing),
        ),
        story=(*LOWERED[:2], _SAVED),
        caught={"L2", "billed", "oracle"},
    ),
    WrongRule(
        name="a reduction is released on both sides",
        costs="20 come home to the credit that paid, and 20 more are issued: the"
        " customer has 20 twice.",
        seen_in="LAWS HC-06, never both",
        replaces=(
            (edit_invoice, "_issue_surplus", _both_ways),
            (settle, "shrink_surplus", nothing),
        ),
        story=(
            *(invoice("A", 100), grant("K", 40)),
            *(pay("P", 60, "A", credits=exact(40)), edit("E1", "A", -20)),
        ),
        policy=_RELEASING,
        caught={"L2", "billed", "oracle"},
    ),
    WrongRule(
        name="what is to be given back is never less",
        costs="50 are to go back over links of 60 and 40, and 40 and 50 do: the"
        " invoice has lost 40 that it was paid.",
        seen_in="sbc-pay, handle_invoice_refund: remaining_refund_amount",
        replaces=((edit_invoice, "_release_credits", _never_less),),
        story=(*_TWO_LINKS, edit("E1", "A", -50)),
        policy=_RELEASING,
        caught={"billed", "oracle"},
    ),
    WrongRule(
        name="a returned line is taken off the invoice as well",
        costs="Goods of 2 came back and gave a credit of 2; their line is then taken"
        " off the invoice, which gives 2 more for the same goods.",
        seen_in="LAWS HC-09, guarded by nobody",
        replaces=((edit_invoice, "_lines_below_returns", lambda *_: ()),),
        story=(invoice("A", 4), bring_back("R", 2, "A"), edit("E1", "A", -3)),
        caught={"L3", "oracle"},
    ),
)
"""Mistakes that are made while an invoice is edited after it was paid."""
