"""What is found of the credits of all customers, in which order."""

from __future__ import annotations

from typing import Final

import attrs
from hypothesis import strategies as st

from credits_core.search import CreditRow, CreditSearch, place_of

from ...orders import ACME
from ...strategies import History, histories, searches
from ..capabilities import Need
from ..clauses import clause
from ..differences import same
from ..events_given import issued
from ..given import BETA
from ..given import DAY as _DAY
from .promises import AT_MOST, FOUND, GOING_ON, ONE_TENANT, TO_BE_READ
from .trial import RegisterTrial

MANY: Final = 3_000
SOME: Final = CreditSearch(text="last")

Told = tuple[tuple[History, ...], list[CreditSearch], int]


def told() -> st.SearchStrategy[Told]:
    """Histories of two customers, some searches, and how many rows are wanted."""
    customers = (ACME, BETA)
    each = (histories(customer_id=one, max_size=12, min_credits=2) for one in customers)
    some = st.lists(searches(customers), min_size=1, max_size=6)
    return st.tuples(st.tuples(*each), some, st.integers(1, 4))


class SearchingClauses:
    """Pages of the table of credits."""

    @clause(TO_BE_READ, FOUND, AT_MOST, drawn=told)
    def test_what_a_search_finds_is_in_the_ledgers_and_in_its_order(
        self, trial: RegisterTrial, drawn: Told
    ) -> None:
        """Two customers, any filters, either way round, from any row on."""
        told, searched, most = drawn
        trial.tell(*told)

        for search in searched:
            trial.finds(search, _wanted(told, search), most)

    @clause(GOING_ON, FOUND)
    def test_one_of_very_many_is_found_by_going_on(self, trial: RegisterTrial) -> None:
        """Nearly all are passed by, from either end."""
        credits = [issued(f"C{number:05}", "1") for number in range(MANY)]
        last = attrs.evolve(issued("C99999", "1"), note="the last")
        trial.writer().write(*credits, last)

        for search in (SOME, SOME.reversed):
            found = [row for rows in trial.pages(search, 5) for row in rows]
            same([row.credit.id for row in found], ["C99999"], "the one")

    @clause(ONE_TENANT, needs=(Need.TENANTS,))
    def test_nothing_of_another_tenant_is_found(self, trial: RegisterTrial) -> None:
        trial.writer().write(issued("C1", "10"))
        other = trial.neighbour().register()

        same(other.credits(CreditSearch(), None, 5).rows, (), "the credits")
        same(dict(other.balances([ACME], _DAY)), {ACME: ()}, "the balances")
        same(other.history(ACME, None, 5), (), "the history")
        standing = other.standing(ACME, _DAY, 5)
        same(standing.balances + standing.open_credits.rows, (), "the standing")


def _wanted(told: tuple[History, ...], search: CreditSearch) -> list[CreditRow]:
    rows = [
        CreditRow(customer_id=history.customer_id, credit=credit)
        for history in told
        for credit in history.ledger.credits.values()
    ]
    return sorted(
        (row for row in rows if search.finds(row)),
        key=lambda row: place_of(row, search),
        reverse=search.is_descending,
    )
