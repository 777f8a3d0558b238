"""Delivering entries: each customer's in their order, everybody's in any."""

from __future__ import annotations

from functools import partial

import attrs

from credits_core.identity import CustomerId

from ...every_command import COMMANDS
from ...orders import ACME
from ..background import at_once
from ..capabilities import Need
from ..clauses import clause
from ..differences import holds, same
from ..given import BETA
from .promises import ANY_ORDER, NOTED, SYSTEM, TOO_LATE
from .trial import AccountingTrial, entry


class DeliveringClauses:
    """What is delivered once."""

    @clause(NOTED)
    def test_an_entry_that_is_delivered_is_noted(self, trial: AccountingTrial) -> None:
        trial.books.deliver(entry(1))

        same(trial.delivered, [(ACME, 1)], "what was delivered")

    @clause(NOTED)
    def test_nothing_is_noted_before_anything_is_delivered(
        self, trial: AccountingTrial
    ) -> None:
        same(trial.delivered, [], "what was delivered")

    @clause(NOTED)
    def test_an_entry_of_any_command_is_noted(self, trial: AccountingTrial) -> None:
        """Also of commands that mean nothing to the other books, and of imports."""
        for version, command in enumerate(COMMANDS, start=1):
            trial.books.deliver(attrs.evolve(entry(version), command=command))

        same(trial.of(ACME), list(range(1, len(COMMANDS) + 1)), "the versions")

    @clause(ANY_ORDER)
    def test_entries_of_a_customer_are_noted_in_the_order_of_their_versions(
        self, trial: AccountingTrial
    ) -> None:
        """Twelve of them: 10 comes after 9."""
        for version in range(1, 13):
            trial.books.deliver(entry(version))

        same(trial.of(ACME), list(range(1, 13)), "the versions")

    @clause(ANY_ORDER)
    def test_customers_do_not_wait_for_one_another(
        self, trial: AccountingTrial
    ) -> None:
        """ACME is at its third entry when the first one of Beta comes."""
        for version, whose in ((1, ACME), (2, ACME), (3, ACME), (1, BETA), (2, BETA)):
            trial.books.deliver(entry(version, whose))

        same(trial.of(ACME), [1, 2, 3], "ACME's versions")
        same(trial.of(BETA), [1, 2], "Beta's versions")

    @clause(ANY_ORDER)
    def test_customers_with_similar_ids_are_told_apart(
        self, trial: AccountingTrial
    ) -> None:
        names = [CustomerId(name) for name in ("a", "A", "a ", "á", "a-1", "a-11")]
        for name in names:
            trial.books.deliver(entry(1, name))
            trial.books.deliver(entry(2, name))

        same([trial.of(name) for name in names], [[1, 2]] * 6, "the versions of each")

    @clause(TOO_LATE)
    def test_an_entry_that_comes_after_a_later_one_is_refused(
        self, trial: AccountingTrial
    ) -> None:
        trial.books.deliver(entry(1))
        trial.books.deliver(entry(3))

        _refused(trial, version=2)

        same(trial.of(ACME), [1, 3], "the versions")

    @clause(TOO_LATE)
    def test_after_a_refusal_the_next_entry_is_noted(
        self, trial: AccountingTrial
    ) -> None:
        trial.books.deliver(entry(2))
        _refused(trial, version=1)

        trial.books.deliver(entry(3))
        trial.books.deliver(entry(1, BETA))

        same(trial.of(ACME), [2, 3], "ACME's versions")
        same(trial.of(BETA), [1], "Beta's versions")

    @clause(SYSTEM)
    def test_delivering_and_reporting_do_not_disturb_one_another(
        self, trial: AccountingTrial
    ) -> None:
        trial.report("a")
        before = trial.all_facts()

        trial.books.deliver(entry(1))
        told = trial.all_facts()
        trial.report("b")

        same(told, before, "the facts after a delivery")
        same(trial.of(ACME), [1], "the versions after a report")

    @clause(ANY_ORDER, needs=(Need.THREADS,))
    def test_entries_of_different_customers_may_be_delivered_at_once(
        self, trial: AccountingTrial
    ) -> None:
        names = [CustomerId(f"customer {number}") for number in range(4)]

        def deliver(name: CustomerId) -> None:
            for version in range(1, 11):
                trial.books.deliver(entry(version, name))

        at_once([partial(deliver, name) for name in names])

        versions = [trial.of(name) for name in names]
        same(versions, [list(range(1, 11))] * 4, "the versions of each")


def _refused(trial: AccountingTrial, version: int) -> None:
    try:
        trial.books.deliver(entry(version))
    except ValueError:
        return
    holds(fact=False, otherwise=f"Entry {version} was not refused with ValueError.")
