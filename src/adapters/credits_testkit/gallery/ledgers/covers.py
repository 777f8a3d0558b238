"""Ledgers that tell wrongly how many of the oldest credits are needed."""

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


def _counting_all(credits: list[Credit], wanted: OldestCredits) -> Iterator[Credit]:
    covered = 0
    for credit in usable(credits, wanted):
        if covered < wanted.amount.minor:
            yield credit
        covered += credit.available.minor


def _by_whole_amounts(credits: list[Credit], wanted: OldestCredits) -> Iterator[Credit]:
    return _until_covered(usable(credits, wanted), wanted, lambda one: one.amount.minor)


def _counting_useless(credits: list[Credit], wanted: OldestCredits) -> list[Credit]:
    page = _until_covered([one for one in credits if one.available], wanted)
    return usable(page, wanted)


def _scheduled_and_held(
    credits: list[Credit], wanted: OldestCredits
) -> Iterator[Credit]:
    found = [c for c in credits if c.available and not c.is_cancelled]
    mine = [c for c in found if c.currency == wanted.amount.currency]
    return _until_covered(mine, wanted)


def _fifty_at_most(credits: list[Credit], wanted: OldestCredits) -> list[Credit]:
    return [*_until_covered(usable(credits, wanted), wanted)][:50]


BUGS: Final = (
    BrokenLedgers(
        name="a page counts credits that may not pay",
        costs="5 of a credit that is banned here count as cover: an invoice of 5 stays"
        " unpaid beside a good credit of 5.",
        breaks=paged(_counting_all),
        caught={
            "what is not counted does not cover",
            "every part brings exactly what its words say",
        },
    ),
    BrokenLedgers(
        name="a page counts what was used long ago",
        costs="A credit of 10 with 3 left counts as 10: the other 7 are asked of the"
        " customer in cash.",
        breaks=paged(_by_whole_amounts),
        caught={"machine", "only what is available counts towards the cover"},
    ),
    BrokenLedgers(
        name="a page counts what cannot be used",
        costs="10 that are held, or of another currency, count as cover: a payment"
        " from 5 of good credit is refused.",
        breaks=paged(_counting_useless),
        caught={
            "answer",
            "journal",
            "preview",
            "stored",
            "what stays away covers nothing",
        },
    ),
    BrokenLedgers(
        name="a page holds what is held or scheduled",
        costs="A credit that somebody doubts is handed over as the next one to use.",
        breaks=paged(_scheduled_and_held),
        caught={
            "a credit of a later day stays away",
            "a held credit stays away until it is released",
        },
    ),
    BrokenLedgers(
        name="a page ends after fifty credits",
        costs="A customer with sixty credits of 0.10 can pay 5.00 with them and not"
        " 6.00: the last 1.00 is not seen.",
        breaks=paged(_fifty_at_most),
        caught={"as many come as are needed"},
    ),
)
"""Mistakes of a repository about what covers an amount."""
