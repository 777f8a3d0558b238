"""Closed and opened again: nothing is delivered twice, and no fact is lost."""

from __future__ import annotations

from ...orders import ACME
from ..capabilities import Need
from ..clauses import clause
from ..differences import holds, same
from ..given import BETA
from .promises import CHANGES_NOTHING, GROWS, NO_SECOND_EFFECT, TOO_LATE
from .trial import AccountingTrial, entry

AGAIN = (Need.DURABILITY,)


class ReopeningClauses:
    """What is known after the place was closed and opened again."""

    @clause(NO_SECOND_EFFECT, needs=AGAIN)
    def test_what_was_delivered_is_known_when_opened_again(
        self, trial: AccountingTrial
    ) -> None:
        for version in (1, 2, 3):
            trial.books.deliver(entry(version))

        again = trial.reopen()
        for version in (1, 2, 3, 4):
            again.deliver(entry(version))
        again.deliver(entry(1, BETA))

        same(trial.of(ACME), [1, 2, 3, 4], "ACME's versions")
        same(trial.of(BETA), [1], "Beta's versions")

    @clause(TOO_LATE, needs=AGAIN)
    def test_what_comes_too_late_is_refused_when_opened_again(
        self, trial: AccountingTrial
    ) -> None:
        trial.books.deliver(entry(2))

        again = trial.reopen()

        try:
            again.deliver(entry(1))
        except ValueError:
            same(trial.of(ACME), [2], "the versions")
            return
        holds(fact=False, otherwise="Entry 1 was not refused with ValueError.")

    @clause(CHANGES_NOTHING, GROWS, needs=AGAIN)
    def test_facts_keep_their_positions_when_opened_again(
        self, trial: AccountingTrial
    ) -> None:
        for name in "abc":
            trial.report(name)
        facts = trial.all_facts()

        again = trial.reopen()
        same(trial.all_facts(), facts, "the facts")
        trial.report("d")

        told = [fact.key for fact in again.facts(facts[-1].position, 9)]
        same(told, ["d"], "the keys after the last")
