"""Ledgers that keep amounts, dates and words not quite as they were given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import attrs

from credits_core.ledger import Ledger
from credits_core.money import Money

from ..bug import BrokenLedgers
from .misreading import misread, of_each

_KINDS: Final = (
    *("invoices", "payments", "credits", "returns"),
    *("allocations", "applications"),
)


def _every_amount(change: Callable[[int], int]) -> Callable[[Ledger], Ledger]:
    """Read each amount of each row in another way."""

    def read(value: Any) -> Any:  # noqa: ANN401 - whatever a ledger is made of
        if isinstance(value, Money):
            return Money(change(value.minor), value.currency)
        if isinstance(value, tuple):
            return tuple(map(read, value))
        if isinstance(value, Mapping):
            return {key: read(one) for key, one in value.items()}
        if attrs.has(type(value)):
            fields = {
                a.name: read(getattr(value, a.name)) for a in attrs.fields(type(value))
            }
            return attrs.evolve(value, **fields)
        return value

    def reading(ledger: Ledger) -> Ledger:
        rows = {kind: read(getattr(ledger, kind)) for kind in (*_KINDS, "lines")}
        return attrs.evolve(ledger, **rows)

    return reading


def _through_a_float(minor: int) -> int:
    return int(minor / 100 * 100)


def _to_whole_tens(minor: int) -> int:
    return round(minor / 10) * 10


def _in_32_bits(minor: int) -> int:
    return max(min(minor, 2**31 - 1), -(2**31))


def _credits_with(**fields: Callable[[Any], object]) -> Callable[[Ledger], Ledger]:
    return lambda one: attrs.evolve(one, credits=of_each(one.credits, **fields))


def _a_day_earlier(day: date) -> date:
    return day - timedelta(days=1)


BUGS: Final = (
    BrokenLedgers(
        name="money goes through a float",
        costs="8.45 is kept as 8.44: a credit note of 150 over 8.45, 90.72 and 50.83"
        " does not add up, and a cent is gone with each reading.",
        seen_in="ERPNext, float drift #54043 and #54980",
        breaks=misread(_every_amount(_through_a_float)),
        caught={
            "replay",
            "stored",
            "amounts are stored to the last unit however small",
        },
    ),
    BrokenLedgers(
        name="minor units are rounded",
        costs="10.05 is kept as 10.00: 5 cents of every amount are lost or invented.",
        seen_in="Medusa #15530",
        breaks=misread(_every_amount(_to_whole_tens)),
        caught={
            "replay",
            "stored",
            "the lines of an invoice are stored whole and in their order",
            "amounts are stored to the last unit however large",
        },
    ),
    BrokenLedgers(
        name="amounts end at 32 bits",
        costs="A credit of 30,000,000.00 is kept as 21,474,836.47: 8,525,163.53 are"
        " lost.",
        breaks=misread(_every_amount(_in_32_bits)),
        caught={
            "laws",
            "replay",
            "stored",
            "amounts are stored to the last unit however large",
        },
    ),
    BrokenLedgers(
        name="dates are shifted by the time zone",
        costs="A credit of the 1st is one of the 31st: it is used a day before it may"
        " be, and counts in the month that is closed.",
        breaks=misread(_credits_with(effective_date=_a_day_earlier)),
        caught={
            "replay",
            "stored",
            "a block inside another sees what that has written",
            "nobody and somebody twice may be named",
        },
    ),
    BrokenLedgers(
        name="notes are cut short",
        costs="“Not to be used before the court has decided” ends after twenty"
        " characters, and the credit is used.",
        breaks=misread(_credits_with(note=lambda note: note[:20])),
        caught={
            "replay",
            "stored",
            "a credit that changes is stored as it has become",
            "a credit of each origin is stored with all that is known of it",
        },
    ),
)
"""Mistakes of a repository about values that it keeps."""
