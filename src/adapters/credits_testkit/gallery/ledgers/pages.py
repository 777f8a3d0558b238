"""Ledgers that tell wrongly which credits are the oldest (R11)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from credits_core.credit import Credit
from credits_core.parts import OldestCredits

from ..bug import BrokenLedgers
from .misreading import paged, usable


def _until_covered(
    credits: Iterable[Credit],
    wanted: OldestCredits,
    worth: Callable[[Credit], int] = lambda credit: credit.available.minor,
) -> Iterator[Credit]:
    """As many as it takes, as the port says."""
    covered = 0
    for credit in credits:
        if covered >= wanted.amount.minor:
            return
        yield credit
        if wanted.not_counted.isdisjoint(credit.generated_by):
            covered += worth(credit)


def _sorted_by(
    key: Callable[[Credit], object],
) -> Callable[[list[Credit], OldestCredits], Iterator[Credit]]:
    def page(credits: list[Credit], wanted: OldestCredits) -> Iterator[Credit]:
        ordered = sorted(usable(credits, wanted), key=key)  # type: ignore[arg-type] # any order
        return _until_covered(ordered, wanted)

    return page


def _newest_first(credits: list[Credit], wanted: OldestCredits) -> Iterator[Credit]:
    return _until_covered(usable(credits, wanted)[::-1], wanted)


def _one_too_few(credits: list[Credit], wanted: OldestCredits) -> list[Credit]:
    return [*_until_covered(usable(credits, wanted), wanted)][:-1]


def _one_of_a_day(credits: list[Credit], wanted: OldestCredits) -> Iterator[Credit]:
    days = {one.effective_date: one for one in reversed(usable(credits, wanted))}
    ordered = sorted(days.values(), key=lambda credit: credit.order)
    return _until_covered(ordered, wanted)


BUGS: Final = (
    BrokenLedgers(
        name="a page of credits is in the order of their amounts",
        costs="The smallest credit is handed over as the oldest: what should be used"
        " first stays, and expires.",
        seen_in="Odoo, smaller amount first",
        breaks=paged(_sorted_by(lambda credit: credit.available.minor)),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "every part brings exactly what its words say",
        },
    ),
    BrokenLedgers(
        name="a page of credits is in the order of their names",
        costs="The credit CR-10 of December is used before CR-9 of January.",
        breaks=paged(_sorted_by(lambda credit: credit.id)),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "the earlier effective date comes first",
            "on one date the one recorded first comes first",
        },
    ),
    BrokenLedgers(
        name="a page of credits has no order within a day",
        costs="Of credits of one day the one with the lower name is used, not the one"
        " that was there first: two servers give two answers.",
        seen_in="Invoice Ninja, Kill Bill, Lago, sbc-pay: no tie-break",
        breaks=paged(_sorted_by(lambda credit: (credit.effective_date, credit.id))),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "on one date the one recorded first comes first",
            "parts asked for together bring what each brings",
        },
    ),
    BrokenLedgers(
        name="a page of credits begins with the newest",
        costs="The newest credit is used up, and the oldest waits until nobody"
        " remembers it.",
        seen_in="UCRM #99",
        breaks=paged(_newest_first),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "credits come until they cover the amount",
            "recorded together the lower id comes first",
        },
    ),
    BrokenLedgers(
        name="a page of credits is one too short",
        costs="The last credit that is needed is not there: the customer is told that"
        " there is not enough, and pays again.",
        breaks=paged(_one_too_few),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "a credit of another customer stays away",
            "a cancelled or deleted credit stays away",
        },
    ),
    BrokenLedgers(
        name="a page goes on after the day it stopped at",
        costs="Of three credits of one day one comes, and the others never do: a"
        " cursor on the date alone loses them.",
        breaks=paged(_one_of_a_day),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "all there are come if they do not cover it",
            "a held credit stays away until it is released",
        },
    ),
)
"""Mistakes of a repository about which credits come first."""
