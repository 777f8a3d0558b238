"""Two slices of one ledger together hold what both held, and nothing is lost."""

from __future__ import annotations

from itertools import combinations

import pytest

from credits_core.cutting import cut
from credits_core.fold import fold
from credits_core.ledger import Ledger
from credits_core.parts import Part
from credits_core.weighing import joined
from credits_testkit.contracts.found import PARTS
from credits_testkit.contracts.story import CHAPTERS
from credits_testkit.orders import ACME


def _told() -> Ledger:
    ledger = Ledger(customer_id=ACME)
    for events in CHAPTERS:
        ledger = fold(ledger, events)
    return ledger


WHOLE = _told()


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_a_part_and_another_are_both_there(part: Part) -> None:
    for one, other in combinations(PARTS, 2):
        if part in (one, other):
            both = joined(cut(WHOLE, frozenset({one})), cut(WHOLE, frozenset({other})))
            assert both == cut(WHOLE, frozenset({one, other}))
