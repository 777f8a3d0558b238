"""Ledgers that forget a field of what they keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from credits_core.ledger import Ledger

from ..bug import BrokenLedgers
from .misreading import misread, of_each


def _credits_with(**fields: Callable[[Any], object]) -> Callable[[Ledger], Ledger]:
    return lambda one: attrs.evolve(one, credits=of_each(one.credits, **fields))


def _payments_with(**fields: Callable[[Any], object]) -> Callable[[Ledger], Ledger]:
    return lambda one: attrs.evolve(one, payments=of_each(one.payments, **fields))


def _never_voided(ledger: Ledger) -> Ledger:
    return attrs.evolve(
        ledger,
        applications=of_each(ledger.applications, voided_on=lambda _: None),
        allocations=of_each(ledger.allocations, voided_on=lambda _: None),
    )


def _nothing_returned(ledger: Ledger) -> Ledger:
    lines = {
        name: of_each(rows, returned_value=lambda _: None)
        for name, rows in ledger.lines.items()
    }
    return attrs.evolve(ledger, lines=lines)


BUGS: Final = (
    BrokenLedgers(
        name="credits forget when they were recorded",
        costs="Of the credits of one day nobody knows which came first: 2 stand on"
        " different credits here and with the auditor.",
        breaks=misread(_credits_with(sequence=lambda _: 0)),
        caught={
            "replay",
            "stored",
            "a block inside another sees what that has written",
            "nobody and somebody twice may be named",
        },
    ),
    BrokenLedgers(
        name="credits forget that they are held",
        costs="3 that perhaps came in once and were typed in twice can be spent.",
        breaks=misread(_credits_with(hold=lambda _: None)),
        caught={
            "replay",
            "stored",
            "a credit that changes is stored as it has become",
            "a ledger that was loaded stays as it was",
        },
    ),
    BrokenLedgers(
        name="credits forget where they came from",
        costs="A credit pays the very invoice that gave it: what was overpaid by 20 is"
        " owed and settled at once.",
        seen_in="Kill Bill, the pool consumes its own credit",
        breaks=misread(_credits_with(generated_by=lambda _: ())),
        caught={
            "replay",
            "stored",
            "whatever comes comes as it is in the whole ledger",
            "a credit of each origin is stored with all that is known of it",
        },
    ),
    BrokenLedgers(
        name="credits forget that they were cancelled",
        costs="30 come home to a credit that was given up, and can be spent.",
        seen_in="Lago, RecreditService",
        breaks=misread(_credits_with(is_cancelled=lambda _: False)),
        caught={
            "replay",
            "stored",
            "a credit that changes is stored as it has become",
            "a ledger that was loaded stays as it was",
        },
    ),
    BrokenLedgers(
        name="credits forget how often they changed",
        costs="Two people edit a credit of 50, to 40 and to 60, and the later save"
        " wins without a word: 20 are given that the first had taken.",
        seen_in="LAWS HC-36",
        breaks=misread(_credits_with(revision=lambda _: 0)),
        caught={
            "replay",
            "stored",
            "a block inside another sees what that has written",
            "nobody and somebody twice may be named",
        },
    ),
    BrokenLedgers(
        name="what was voided counts again",
        costs="10 that were taken off an invoice are on it again after a restart, and"
        " in the credit too: the customer has them twice.",
        seen_in="Polar, void and unvoid",
        breaks=misread(_never_voided),
        caught={
            "laws",
            "replay",
            "stored",
            "the whole ledger has voided entries and the whole scope",
            "whatever comes comes as it is in the whole ledger",
        },
    ),
    BrokenLedgers(
        name="a receipt forgets the order of its invoices",
        costs="B was named first and loses its money first: the wrong invoice of the"
        " receipt is due.",
        breaks=misread(_payments_with(invoices=lambda ids: tuple(sorted(ids)))),
        caught={
            "replay",
            "stored",
            "a payment is stored with its tenders and invoices in their order",
        },
    ),
    BrokenLedgers(
        name="a payment forgets that it bounced",
        costs="120 that never arrived are there again, and 20 of them as a credit.",
        seen_in="Kill Bill #1755",
        breaks=misread(_payments_with(is_void=lambda _: False)),
        caught={
            "laws",
            "replay",
            "stored",
            "a payment that becomes void is stored with how it did",
            "whatever comes comes as it is in the whole ledger",
        },
    ),
    BrokenLedgers(
        name="lines forget what came back",
        costs="Goods worth 20 were credited, and the line does not know it: they are"
        " taken off the invoice as well and credited twice.",
        seen_in="ERPNext, over-return",
        breaks=misread(_nothing_returned),
        caught={
            "replay",
            "stored",
            "goods that come back are stored on the lines they were sold on",
            "a return is stored with its lines in their order",
        },
    ),
)
"""Mistakes of a repository about what it knows of a row."""
