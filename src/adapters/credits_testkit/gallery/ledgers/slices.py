"""Ledgers whose slices lack something that belongs to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs
from typing_extensions import override

from credits_core.credit import Credit
from credits_core.identity import CreditId, CustomerId
from credits_core.ledger import Ledger, Scope
from credits_core.parts import Footprint, Part

from ...passing import Passing
from ..bug import BrokenLedgers
from .misreading import each, misread, misread_slices


def _without(kind: str) -> Callable[[Ledger], Ledger]:
    left_out: dict[str, dict[str, object]] = {kind: {}}
    return lambda ledger: attrs.evolve(ledger, **left_out)  # type: ignore[arg-type] # by name


def _without_the_last_line(ledger: Ledger) -> Ledger:
    lines = each(ledger.lines, lambda rows: dict([*rows.items()][:-1]))
    return attrs.evolve(ledger, lines=lines)


def _lines_by_name(ledger: Ledger) -> Ledger:
    lines = each(ledger.lines, lambda rows: dict(sorted(rows.items(), reverse=True)))
    return attrs.evolve(ledger, lines=lines)


def _without_the_newest_use(ledger: Ledger) -> Ledger:
    newest = max(ledger.applications, default=0)
    uses = {n: one for n, one in ledger.applications.items() if n != newest}
    return attrs.evolve(ledger, applications=uses)


def _own_credits_left_out(ledger: Ledger) -> Ledger:
    own = {payment.credit_id for payment in ledger.payments.values()}
    credits = {name: one for name, one in ledger.credits.items() if name not in own}
    return attrs.evolve(ledger, credits=credits)


def _only_named_by_cash(ledger: Ledger) -> Ledger:
    paid = {one.payment_id for one in ledger.allocations.values()}
    payments = {p: one for p, one in ledger.payments.items() if p in paid}
    return attrs.evolve(ledger, payments=payments)


@attrs.define
class _Deaf(Passing):
    """Ledgers that never look for one kind of part, and say that they did."""

    kind: type[Part]

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        heard = frozenset(p for p in footprint if not isinstance(p, self.kind))
        return attrs.evolve(self.inner.load(customer_id, heard), scope=Scope(footprint))


@attrs.define
class _Remembering(Passing):
    """Ledgers that read a credit once, and tell it from memory ever after."""

    known: dict[CreditId, Credit] = attrs.field(factory=dict)

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        seen = self.inner.load(customer_id, footprint)
        for name, credit in seen.credits.items():
            self.known.setdefault(name, credit)
        return attrs.evolve(
            seen, credits={name: self.known[name] for name in seen.credits}
        )


BUGS: Final = (
    BrokenLedgers(
        name="a slice lacks the last line of its invoice",
        costs="An edit is reckoned without the line of freight: the invoice falls by"
        " what nobody took off.",
        breaks=misread_slices(_without_the_last_line),
        caught={
            "laws",
            "replay",
            "stored",
            "a void document comes as any other",
            "lines come in their order",
        },
    ),
    BrokenLedgers(
        name="lines come in the order of a dictionary",
        costs="The credit note lists the goods in another order than the invoice; the"
        " last piece of a rounded line is not the last any more.",
        breaks=misread(_lines_by_name),
        caught={
            "lines that were changed keep their places",
            "lines come in their order",
            "machine",
        },
    ),
    BrokenLedgers(
        name="a slice lacks the lines",
        costs="Goods that came back are not on the line: the same goods come back"
        " again, and are paid again.",
        breaks=misread_slices(_without("lines")),
        caught={
            "crash",
            "the lines of an invoice come with it",
            "a void document comes as any other",
        },
    ),
    BrokenLedgers(
        name="a slice lacks the newest use",
        costs="3 that were taken from the credit last are not given back when their"
        " source is gone: 3 are given away.",
        breaks=misread_slices(_without_the_newest_use),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "voided entries do not come with what is live",
            "an application is told by all three",
        },
    ),
    BrokenLedgers(
        name="a slice lacks the cash",
        costs="The invoice was paid 10 in cash and looks as if it were not: voided, it"
        " gives nothing back.",
        breaks=misread_slices(_without("allocations")),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "a payment comes with the invoices it names but is not on",
            "a payment comes with its credit its cash and its invoices",
        },
    ),
    BrokenLedgers(
        name="a slice lacks the credits",
        costs="What a payment left over is not found, and is left over a second time.",
        breaks=misread_slices(_without("credits")),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "a credit comes by itself",
            "a credit of another customer stays away",
        },
    ),
    BrokenLedgers(
        name="a payment comes without what was left of it",
        costs="The 5 left over are not seen; an edit of the payment issues them anew.",
        breaks=misread_slices(_own_credits_left_out),
        caught={
            "answer",
            "journal",
            "laws",
            "preview",
            "stored",
            "own money is only what is still available",
            "a payment comes with its credit its cash and its invoices",
        },
    ),
    BrokenLedgers(
        name="own money is looked for only where its cash is",
        costs="A payment whose money is all in its credit is not found for the invoice"
        " that it names: the customer is dunned beside 5 of the customer's own.",
        breaks=misread_slices(_only_named_by_cash),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "a void payment is like no other",
            "payments of one amount on one day come by themselves",
        },
    ),
)
"""Mistakes of a repository about what belongs to a slice."""
