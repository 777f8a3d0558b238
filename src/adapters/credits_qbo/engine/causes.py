"""What makes a difference between both sides: each cause with its amount.

What is open of a memo is its total less what payments have of it. So a difference is
made by its total, or by one of the payments, and each of them is on its way, asked
about, or a fault. What is open of a payment is a property of that payment alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from typing_extensions import override

from credits_core.identity import CreditId
from credits_core.money import Money

from .books_there import Place
from .keys import MemoKey, key_text
from .sides import Here, Row


@attrs.frozen(kw_only=True)
class Cause:
    """By how much one thing makes this side have more than the other one, and why.

    *key* is what it is here, *place* its entity and id there.
    """

    why: str
    key: str
    place: Place
    amount: Money

    @override
    def __str__(self) -> str:
        about = self.key or " ".join(self.place)
        return f"{self.why}: {about}: {self.amount}"


def causes_of(here: Here, row: Row) -> Iterator[Cause]:
    """The causes of the difference of *row* that have a reason."""
    lost = here.places.forfeited.get(row.source, 0)
    if lost:
        amount = row.money(-lost)
        why = "given up here with the credit of a lowered invoice"
        yield Cause(why=why, key=key_text(row.source), place=row.place, amount=amount)
    if isinstance(row.source, MemoKey):
        found = _of_memo(here, row, row.source.credit_id)
    else:
        found = _of_cash(here, row)
    for key, place, minor in found:
        why = here.why(key, place) if minor else ""
        if why:
            yield Cause(why=why, key=key, place=place, amount=row.money(minor))


def _of_cash(here: Here, row: Row) -> Iterator[tuple[str, Place, int]]:
    lost = here.places.forfeited.get(row.source, 0)
    yield key_text(row.source), row.place, row.difference.minor + lost


def _of_memo(
    here: Here, row: Row, credit_id: CreditId
) -> Iterator[tuple[str, Place, int]]:
    """Its total, and what each payment has of it: here less there."""
    total = here.total_of(credit_id) - here.there.total_of(row.place)
    yield key_text(row.source), row.place, total
    had = here.there.links_to(row.place[1]) if row.place[1] else {}
    for key, minor in here.uses_of(credit_id).items():
        place = here.place_of(key)
        yield key, place, had.pop(place, 0) - minor
    before = here.ledger.credits[credit_id].opening.minor
    for place, minor in had.items():
        known = min(before, minor)
        before -= known
        yield here.key_at(place), place, minor - known
    for key, minor in here.linked_before(row.place[1]).items():
        gone = min(before, minor)
        before -= gone
        yield key, here.place_of(key), -gone
