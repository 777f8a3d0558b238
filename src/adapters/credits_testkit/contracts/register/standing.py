"""How customers stand: their balances, their open credits, their journals."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Final

import attrs
from hypothesis import strategies as st

from credits_core.events import CreditCancelled, CreditIssued
from credits_core.identity import CreditId, CustomerId
from credits_core.money import Money
from credits_core.ports import Balance
from credits_core.search import OPEN_STATUSES
from credits_core.whole_register import balances_of

from ...occasions import BEGIN
from ...orders import ACME
from ...strategies import History, histories, policies
from ..background import Doing
from ..capabilities import Need
from ..clauses import clause
from ..differences import holds, same
from ..events_given import issued
from ..given import BETA, DAY, usd
from .promises import (
    FIRST_ONES,
    FROM_THE_END,
    LATEST_FIRST,
    LEFT,
    NOBODY,
    ONE_MOMENT,
    SORTED,
    STANDING,
)
from .trial import RegisterTrial

ROUNDS: Final = 30
PAUSE_SECONDS: Final = 0.002
NOBODY_KNOWN: Final = CustomerId("nobody")

Told = tuple[History, int, date]


def told() -> st.SearchStrategy[Told]:
    """A history, how many rows are wanted, and a day on which is asked."""
    days = st.integers(0, 30).map(lambda number: BEGIN.date() + timedelta(days=number))
    history = histories(max_size=15, min_credits=2, policy=policies())
    return st.tuples(history, st.integers(1, 4), days)


class StandingClauses:
    """Balances, open credits and the latest entries."""

    @clause(LEFT, FIRST_ONES, STANDING, drawn=told)
    def test_a_customer_stands_as_the_ledger_says(
        self, trial: RegisterTrial, drawn: Told
    ) -> None:
        history, most, day = drawn
        trial.tell(history)
        credits = history.ledger.credits.values()
        wanted = balances_of(credits, day)
        still_open = [one for one in credits if one.status in OPEN_STATUSES]
        still_open.sort(key=lambda credit: credit.order)

        found = trial.register.standing(ACME, day, most)

        same(found.balances, wanted, "the balances")
        same(dict(trial.register.balances([ACME], day)), {ACME: wanted}, "balances")
        rows = [row.credit for row in found.open_credits.rows]
        same(rows, still_open[: len(rows)], "the open credits")
        holds(len(rows) == min(most, len(still_open)), "Open credits are missing.")
        same(found.entries, history.entries[: -most - 1 : -1], "the entries")

    @clause(SORTED)
    def test_balances_are_in_the_order_of_the_currencies(
        self, trial: RegisterTrial
    ) -> None:
        """Francs are gone again, and of dollars some are for later."""
        later = attrs.evolve(issued("C3", "7"), effective_date=DAY + timedelta(days=1))
        trial.writer().write(issued("C1", "2"), later, _of("C2", "EUR"))
        trial.writer().write(_of("C4", "CHF"))
        gone = CreditCancelled(credit_id=CreditId("C4"), amount=Money(500, "CHF"))
        trial.writer().write(gone)

        found = trial.register.balances([ACME], DAY)[ACME]

        euros, none = Money(500, "EUR"), Money(0, "EUR")
        same(
            found,
            (
                Balance(available=euros, scheduled=none, held=none),
                Balance(available=usd("2"), scheduled=usd("7"), held=usd("0")),
            ),
            "the balances",
        )

    @clause(NOBODY)
    def test_nobody_has_no_balance(self, trial: RegisterTrial) -> None:
        trial.writer().write(issued("C1", "2"))
        asked = [NOBODY_KNOWN, ACME, BETA]

        found = trial.register.balances(asked, DAY)

        same(set(found), set(asked), "who is told of")
        same((found[NOBODY_KNOWN], found[BETA]), ((), ()), "the balances of nobody")
        standing = trial.register.standing(NOBODY_KNOWN, DAY, 5)
        same((standing.balances, standing.entries), ((), ()), "the standing of nobody")

    @clause(LATEST_FIRST, FROM_THE_END)
    def test_the_journal_is_read_from_its_end(self, trial: RegisterTrial) -> None:
        for number in range(5):
            trial.writer().write(issued(f"C{number}", "1"))
        entries = tuple(trial.ledgers.journal(ACME))[::-1]

        for most in (1, 3, 9):
            found = trial.register.history(ACME, None, most)
            same(found, entries[:most], "the latest entries")
            earlier = trial.register.history(ACME, 4, most)
            same(earlier, entries[2:][:most], "the entries before the fourth")
        same(trial.register.history(ACME, 1, 5), (), "what was before the first")

    @clause(ONE_MOMENT, STANDING, needs=(Need.THREADS,))
    def test_balance_credits_and_entries_are_of_one_moment(
        self, trial: RegisterTrial
    ) -> None:
        """Each entry adds a credit of 1.00, while somebody looks."""

        def write() -> None:
            for number in range(ROUNDS):
                trial.writer().write(issued(f"C{number:03}", "1"))
                time.sleep(PAUSE_SECONDS)

        writing = Doing(write)
        while writing.goes_on:
            found = trial.register.standing(ACME, DAY, 2 * ROUNDS)
            total = sum(one.total.minor for one in found.balances)
            counted = (len(found.open_credits.rows), len(found.entries))
            same(counted, (total // 100,) * 2, "how many credits and entries there are")
        writing.result()


def _of(name: str, currency: str) -> CreditIssued:
    """A credit of 5.00 in another currency."""
    amount = Money(500, currency)
    return attrs.evolve(issued(name, "5"), amount=amount, opening=amount.zero)
