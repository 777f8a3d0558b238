"""Delivering again: whoever is not sure delivers once more, and nothing is lost."""

from __future__ import annotations

from functools import partial

from hypothesis import strategies as st

from credits_core.wire import entry_from, entry_json

from ...orders import ACME
from ..background import at_once
from ..capabilities import Need
from ..clauses import clause
from ..differences import same
from ..given import BETA
from .promises import ANY_ORDER, NO_SECOND_EFFECT
from .trial import AccountingTrial, entry

Again = list[tuple[bool, int]]


def deliveries() -> st.SearchStrategy[Again]:
    """For each delivery, whose it is, and how many of theirs are delivered again."""
    return st.lists(st.tuples(st.booleans(), st.integers(0, 4)), max_size=20)


class RepeatingClauses:
    """What is delivered again."""

    @clause(NO_SECOND_EFFECT)
    def test_an_entry_delivered_again_at_once_has_no_second_effect(
        self, trial: AccountingTrial
    ) -> None:
        for version in (1, 1, 2, 2, 2):
            trial.books.deliver(entry(version))

        same(trial.delivered, [(ACME, 1), (ACME, 2)], "what was delivered")

    @clause(NO_SECOND_EFFECT)
    def test_an_entry_delivered_again_after_later_ones_has_no_second_effect(
        self, trial: AccountingTrial
    ) -> None:
        """It is not refused as one that comes too late, for it came in time."""
        for version in (1, 2, 3, 1, 2):
            trial.books.deliver(entry(version))

        same(trial.of(ACME), [1, 2, 3], "the versions")

    @clause(NO_SECOND_EFFECT)
    def test_a_whole_journal_delivered_again_has_no_second_effect(
        self, trial: AccountingTrial
    ) -> None:
        """Somebody lost their place and begins at the beginning."""
        for last in (3, 5, 5):
            for version in range(1, last + 1):
                trial.books.deliver(entry(version))

        same(trial.of(ACME), [1, 2, 3, 4, 5], "the versions")

    @clause(NO_SECOND_EFFECT)
    def test_the_same_entry_is_known_by_its_customer_and_its_version(
        self, trial: AccountingTrial
    ) -> None:
        """The second time it was read from a journal, and is another object."""
        trial.books.deliver(entry(1))
        trial.books.deliver(entry_from(entry_json(entry(1))))
        trial.books.deliver(entry(1, BETA))

        same(trial.of(ACME), [1], "ACME's versions")
        same(trial.of(BETA), [1], "Beta's versions")

    @clause(NO_SECOND_EFFECT, ANY_ORDER, drawn=deliveries)
    def test_any_deliveries_are_noted_once_and_in_order(
        self, trial: AccountingTrial, deliveries: Again
    ) -> None:
        latest = {ACME: 0, BETA: 0}
        for is_beta, again in deliveries:
            whose = BETA if is_beta else ACME
            latest[whose] += 1
            for version in range(max(1, latest[whose] - again), latest[whose] + 1):
                trial.books.deliver(entry(version, whose))

        for whose, last in latest.items():
            same(trial.of(whose), list(range(1, last + 1)), f"versions of {whose}")

    @clause(NO_SECOND_EFFECT, needs=(Need.THREADS,))
    def test_an_entry_delivered_by_several_at_once_has_one_effect(
        self, trial: AccountingTrial
    ) -> None:
        for version in range(1, 11):
            at_once([partial(trial.books.deliver, entry(version))] * 4)

        same(trial.of(ACME), list(range(1, 11)), "the versions")
