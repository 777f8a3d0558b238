"""Ledgers whose slices claim to be something that they are not."""

from __future__ import annotations

from typing import Final

import attrs
from typing_extensions import override

from credits_core.credit import Credit
from credits_core.identity import CreditId, CustomerId
from credits_core.ledger import WHOLE, Ledger, Scope
from credits_core.parts import AnApplication, Footprint, OwnMoneyOf, Part, PaymentsLike

from ...passing import Passing
from ..bug import BrokenLedgers
from .misreading import misread_slices, misread_wholes, wrapped


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


def _without_the_voided(ledger: Ledger) -> Ledger:
    uses = {n: one for n, one in ledger.applications.items() if one.is_live}
    cash = {n: one for n, one in ledger.allocations.items() if one.is_live}
    return attrs.evolve(ledger, applications=uses, allocations=cash)


def _as_if_whole(ledger: Ledger) -> Ledger:
    return attrs.evolve(ledger, scope=WHOLE)


def _as_if_sliced(ledger: Ledger) -> Ledger:
    return attrs.evolve(ledger, scope=Scope())


def _numbered_by_what_came(ledger: Ledger) -> Ledger:
    known = (*ledger.allocations, *ledger.applications)
    return attrs.evolve(ledger, entries=max(known, default=0))


def _nobodys(ledger: Ledger) -> Ledger:
    return attrs.evolve(ledger, elsewhere={})


BUGS: Final = (
    BrokenLedgers(
        name="own money is never looked for",
        costs="The raised invoice is due by 3 beside 5 that its own payment left.",
        breaks=wrapped(lambda inner: _Deaf(inner, OwnMoneyOf)),
        caught={
            "answer",
            "journal",
            "laws",
            "preview",
            "stored",
            "own money is only what is still available",
            "own money comes as the payments that have it",
        },
    ),
    BrokenLedgers(
        name="an old use is never looked for",
        costs="A use that was voided is unknown instead of voided, and the clerk"
        " applies it once more.",
        breaks=wrapped(lambda inner: _Deaf(inner, AnApplication)),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "an application is told by all three",
            "every application between three comes voided or not",
        },
    ),
    BrokenLedgers(
        name="payments alike are never looked for",
        costs="The same 50 typed in twice raise no doubt: 50 become a credit that"
        " nobody paid.",
        seen_in="Chargebee, LAWS HC-15",
        breaks=wrapped(lambda inner: _Deaf(inner, PaymentsLike)),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "a void payment is like no other",
            "payments of one amount on one day come by themselves",
        },
    ),
    BrokenLedgers(
        name="credits are told from memory",
        costs="A credit of 50 is spent on two invoices of 50, because the second"
        " reads what was left before the first.",
        seen_in="envato/double_entry #114, ERPNext until 2025-11",
        breaks=wrapped(_Remembering),
        caught={
            "answer",
            "journal",
            "laws",
            "preview",
            "replay",
            "stored",
            "what is loaded again shows what was written since",
        },
    ),
    BrokenLedgers(
        name="nobody else is ever known to own a document",
        costs="An invoice number of another customer is given once more, and the"
        " payment of 90 lands with the wrong one.",
        breaks=misread_slices(_nobodys),
        caught={
            "answer",
            "preview",
            "a document of another customer is named with its owner",
            "ids of different kinds may coincide",
        },
    ),
    BrokenLedgers(
        name="a slice is taken for everything",
        costs="What was not loaded counts as not there: an invoice is voided and the 3"
        " that its payment's credit paid stay spent.",
        breaks=misread_slices(_as_if_whole),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "the scope holds every part asked for and no other",
        },
    ),
    BrokenLedgers(
        name="everything is taken for a slice",
        costs="The auditor's check refuses to judge the ledger, and no law is checked"
        " on any cent of it.",
        breaks=misread_wholes(_as_if_sliced),
        caught={
            "crash",
            "a block in which nothing was written changes nothing",
            "a customer nobody has heard of has nothing",
        },
    ),
    BrokenLedgers(
        name="numbers of entries are given a second time",
        costs="A new use of 5 gets the number of an older one of 30 and overwrites it:"
        " 30 come off an invoice that nobody touched.",
        breaks=misread_slices(_numbered_by_what_came),
        caught={
            "crash",
            "a slice is of the version and the entries of its ledger",
            "whatever comes comes as it is in the whole ledger",
        },
    ),
    BrokenLedgers(
        name="voided entries are lost",
        costs="The history of an invoice shows no trace of the 10 that came and went,"
        " and the customer's complaint cannot be answered.",
        breaks=misread_wholes(_without_the_voided),
        caught={
            "replay",
            "stored",
            "the whole ledger has voided entries and the whole scope",
            "cash that comes and goes is stored with its days",
        },
    ),
)
"""Mistakes of a repository about what a slice says of itself."""
