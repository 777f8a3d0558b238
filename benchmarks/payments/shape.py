"""How much there is before the first payment, and what each payment is.

The same for the library and for the floors. Each customer has one invoice that is
never paid off, some credits that are used up and some that are open.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Final

CUSTOMERS: Final = 400
"""How many ordinary customers there are, numbered from 1."""

HOT: Final = CUSTOMERS + 1
"""The customer whom everybody wants at once."""

OPEN: Final = 100
USED: Final = 100
HOT_OPEN: Final = 20_000
CREDIT: Final = 10_000
CASH: Final = 5_000
FROM_CREDITS: Final = 15_000
TOTAL: Final = 10**14
TODAY: Final = date(2025, 6, 30)
BEGIN: Final = date(2024, 1, 1)


def open_credits(customer: int) -> int:
    """How many open credits that customer has at first."""
    return HOT_OPEN if customer == HOT else OPEN


def turns(worker: int, workers: int, *, is_hot: bool) -> Iterator[tuple[int, int]]:
    """The number and the customer of each payment of one of so many *workers*.

    No two workers have a number in common, and none a customer unless it is hot.
    """
    number = worker + 1
    mine = [one for one in range(1, CUSTOMERS + 1) if one % workers == worker]
    random.Random(worker).shuffle(mine)  # noqa: S311 - no secret is made of it
    while True:
        for customer in mine:
            yield number, HOT if is_hot else customer
            number += workers
