"""Rules that are wrong in one way each, with the shortest history that shows it.

These are mutants: each names a function of the rules and what stands in its
place. The history is lawful with the right function, and its last command is
caught with the wrong one.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Final

import attrs

from credits_core.commands import Command
from credits_core.credit import Credit, Hold
from credits_core.events import CreditApplied, InvoiceEdited
from credits_core.fold import Draft, the_credit, the_invoice, the_payment
from credits_core.fold import entries as folds_of_entries
from credits_core.identity import InvoiceId, PaymentId
from credits_core.invoice import Invoice
from credits_core.money import Money
from credits_core.occasion import Occasion
from credits_core.parts import OldestCredits
from credits_core.payment import Application
from credits_core.policy import DEFAULT_POLICY, Duplicates, Policy
from credits_core.rules import (
    cancel_credit,
    edit_invoice,
    goods,
    links,
    overdraft,
    receive_payment,
    ripple,
    settle,
    spend,
    surplus,
    void_invoice,
)
from credits_core.rules.spend import Need
from credits_testkit.occasions import BEGIN
from credits_testkit.orders import (
    bounce,
    bring_back,
    cancel,
    edit,
    exact,
    grant,
    invoice,
    pay,
    repay,
    unapply,
    void,
    worth,
)

_right_usable: Final = spend._usable
_right_reductions_of: Final = links.reductions_of
_right_follow_payments: Final = settle.follow_payments


Wrong = tuple[ModuleType | type, str, Callable[..., object]]
"""Where a function is, what it is called there, and what stands in its place."""


@attrs.frozen(kw_only=True)
class Mutant:
    """One mistake, in all the places where it would be made.

    *caught* are the laws that tell of it after the last command of *story*, and
    "fold" or "slice" where these two properties do.
    """

    wrong: tuple[Wrong, ...]
    story: tuple[Command, ...]
    caught: set[str]
    policy: Policy = DEFAULT_POLICY


def _nothing(*_: object) -> None:
    """Leave the draft as it is, or find nothing wrong."""


def _newest_first(draft: Draft, wanted: OldestCredits) -> list[Credit]:
    return _right_usable(draft, wanted)[::-1]


def _oldest_reduction_first(draft: Draft, invoice_id: InvoiceId) -> list[Credit]:
    return _right_reductions_of(draft, invoice_id)[::-1]


def _oldest_use(draft: Draft, credits: list[Credit]) -> Application:
    return draft.applications[min(n for one in credits for n in draft.uses[one.id])]


def _whole_surplus(draft: Draft, invoice: Invoice) -> Money:
    return surplus.excess(the_invoice(draft, invoice.id))


def _excess_with_forfeits(invoice: Invoice) -> Money:
    return invoice.tendered - invoice.total


def _old_total(invoice: Invoice, _: InvoiceEdited) -> Money:
    return invoice.total


def _all_of_it(
    draft: Draft, application: Application, _: Money, occasion: Occasion
) -> None:
    ripple.take_back(draft, application, occasion)


def _all_on_the_first(needs: list[Need], minor: int) -> list[Need]:
    return [Need(needs[0].invoice_id, minor)] if minor else []


def _only_the_source(draft: Draft, event: CreditApplied, amount: Money) -> None:
    credit = the_credit(draft, event.credit_id)
    draft.put_credit(attrs.evolve(credit, used=credit.used + amount))


def _held_silently(draft: Draft, payment_id: PaymentId) -> None:
    credit = the_credit(draft, the_payment(draft, payment_id).credit_id)
    draft.put_credit(attrs.evolve(credit, hold=Hold.POSSIBLE_DUPLICATE))


def _earlier_uses_undone(
    draft: Draft, payments: list[PaymentId], occasion: Occasion
) -> None:
    for use in draft.ledger.applications.values():
        if use.is_live:
            ripple.void(draft, use, occasion)
    _right_follow_payments(draft, payments, occasion)


_TWO_CREDITS: Final = (invoice("A", 3), grant("K1", 5), grant("K2", 5))
_OVERPAID: Final = (invoice("A", 10), pay("P", 15, "A"))
_LOWERED: Final = (invoice("A", 10), pay("P", 10, "A"), edit("E1", "A", -2))
_FORFEITED: Final = (*_LOWERED, cancel("reduction:E1"))
_SPENT: Final = (
    *(invoice("A", 1), invoice("B", 2), invoice("C", 3), pay("P", 6, "A")),
    pay("Q", 0, "B", "C", credits=exact(5)),
)
_USED: Final = (invoice("A", 5), grant("K", 5), pay("Q", 0, "A", credits=exact(3)))
_TWICE: Final = (pay("P", 3, on=BEGIN.date()), pay("Q", 3, on=BEGIN.date()))


MUTANTS: Final[dict[str, Mutant]] = {
    "credits are taken newest first": Mutant(
        wrong=((spend, "_usable", _newest_first),),
        story=(*_TWO_CREDITS, pay("P", 0, "A", credits=exact(2))),
        caught={"L8", "slice"},
    ),
    "own money is left out": Mutant(
        wrong=((settle, "serve_own_invoices", _nothing),),
        story=(*_OVERPAID, edit("E1", "A", 3)),
        caught={"L5"},
    ),
    "each edit issues the whole surplus": Mutant(
        wrong=(
            (edit_invoice, "_surplus", _whole_surplus),
            (settle, "shrink_surplus", _nothing),
        ),
        story=(*_LOWERED, edit("E2", "A", -1)),
        caught={"L2"},
    ),
    "a raised invoice claws nothing back": Mutant(
        wrong=((settle, "shrink_surplus", _nothing),),
        story=(*_LOWERED, edit("E2", "A", 1)),
        caught={"L2"},
    ),
    "the oldest reduction shrinks first": Mutant(
        wrong=((surplus, "reductions_of", _oldest_reduction_first),),
        story=(*_LOWERED, edit("E2", "A", -2), edit("E3", "A", 1)),
        caught={"L8"},
    ),
    "a forfeit is issued again": Mutant(
        wrong=(
            (edit_invoice, "excess", _excess_with_forfeits),
            (surplus, "excess", _excess_with_forfeits),
            (settle, "excess", _excess_with_forfeits),
        ),
        story=(*_FORFEITED, edit("E2", "A", 0)),
        caught={"L2"},
    ),
    "a forfeit stays without the money behind it": Mutant(
        wrong=(
            (surplus, "_shrink_forfeit", _nothing),
            (settle, "newest_overdrawn", _nothing),
        ),
        story=(*_FORFEITED, bounce("P")),
        caught={"L3"},
    ),
    "a total ignores its lines": Mutant(
        wrong=((edit_invoice, "_new_total", _old_total),),
        story=(invoice("A", 10), edit("E1", "A", -2)),
        caught={"L3"},
    ),
    "a smaller payment takes the oldest use back first": Mutant(
        wrong=((overdraft, "newest_use", _oldest_use),),
        story=(*_SPENT, repay("P", 4)),
        caught={"L8"},
    ),
    "a smaller payment takes more back than is missing": Mutant(
        wrong=((settle, "release", _all_of_it),),
        story=(*_SPENT, repay("P", 5)),
        caught={"L10"},
    ),
    "a loss never reaches those who were paid with it": Mutant(
        wrong=((settle, "newest_overdrawn", _nothing),),
        story=(*_SPENT, repay("P", 4)),
        caught={"L1"},
    ),
    "a credit does not follow its payment": Mutant(
        wrong=((settle, "follow_payments", _nothing),),
        story=(*_OVERPAID, repay("P", 17)),
        caught={"L4", "L6"},
    ),
    "a void invoice gives no cash back": Mutant(
        wrong=((void_invoice, "release_cash", _nothing),),
        story=(*_OVERPAID, void("A")),
        caught={"L2", "L3"},
    ),
    "what comes home to a cancelled credit is not written off": Mutant(
        wrong=((cancel_credit, "void", ripple.take_back),),
        story=(*_USED, cancel("K"), unapply("Q", "K", "A")),
        caught={"L7"},
    ),
    "a use counts at its source alone": Mutant(
        wrong=((folds_of_entries, "_move", _only_the_source),),
        story=_USED,
        caught={"L6", "L7"},
    ),
    "cash goes beyond what is due": Mutant(
        wrong=((receive_payment, "_spread", _all_on_the_first),),
        story=(invoice("A", 5), pay("P", 9, "A")),
        caught={"L2", "L3"},
    ),
    "more pieces come back than were sold": Mutant(
        wrong=((goods, "_unfit", _nothing),),
        story=(invoice("A", 4), worth(bring_back("R", 5, "A"), 1)),
        caught={"L3"},
    ),
    "a receipt undoes what was applied before": Mutant(
        wrong=((receive_payment, "follow_payments", _earlier_uses_undone),),
        story=(*_USED, pay("P", 2, "A")),
        caught={"L9", "slice"},
    ),
    "a part of a ledger is taken for the whole": Mutant(
        wrong=((Draft, "lack", _nothing),),
        story=(
            *(*_OVERPAID, invoice("C", 3)),
            *(pay("Q", 0, "C", credits=exact(3)), void("A")),
        ),
        caught={"slice"},
    ),
    "a rule writes without an event": Mutant(
        wrong=((receive_payment, "hold_duplicate", _held_silently),),
        story=_TWICE,
        caught={"fold"},
        policy=Policy(possible_duplicates=Duplicates.HOLD),
    ),
}
"""Each mistake, and exactly what catches it."""
