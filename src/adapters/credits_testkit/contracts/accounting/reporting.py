"""Facts: what the other system reports, in their order, as often as one asks."""

from __future__ import annotations

from hypothesis import strategies as st

from credits_core.commands import ImportChange, ImportCredit, ImportPayment
from credits_core.desk import Order

from ...every_command import COMMANDS
from ..clauses import clause
from ..differences import holds, same
from .promises import (
    AT_MOST,
    CHANGES_NOTHING,
    GROWS,
    MAY_REPEAT,
    OLDEST_FIRST,
    ONE_THING,
    SAME_KEY,
)
from .trial import AccountingTrial

Pages = tuple[int, int]


def pages() -> st.SearchStrategy[Pages]:
    """How many facts there are, and how many are asked for at once."""
    return st.tuples(st.integers(0, 12), st.integers(1, 5))


class ReportingClauses:
    """What ``facts`` gives."""

    @clause(OLDEST_FIRST)
    def test_nothing_is_told_before_anything_was_reported(
        self, trial: AccountingTrial
    ) -> None:
        same(trial.all_facts(), [], "the facts")

    @clause(ONE_THING)
    def test_what_was_reported_is_told_as_it_was(self, trial: AccountingTrial) -> None:
        command = trial.report("a")

        told = [(fact.key, fact.command) for fact in trial.all_facts()]

        same(told, [("a", command)], "keys and commands")

    @clause(ONE_THING)
    def test_facts_of_every_kind_are_told(self, trial: AccountingTrial) -> None:
        """Credits, payments and each kind of change, with something in every field."""
        kinds = (ImportCredit, ImportPayment, ImportChange)
        commands = [one for one in COMMANDS if isinstance(one, kinds)]
        for number, command in enumerate(commands):
            trial.report(f"key {number}", command)

        told = [fact.command for fact in trial.all_facts()]

        same(told, commands, "the commands")

    @clause(OLDEST_FIRST, GROWS)
    def test_facts_come_oldest_first_and_their_positions_grow(
        self, trial: AccountingTrial
    ) -> None:
        """Twelve of them, all after position 0."""
        names = [f"key {number}" for number in range(12)]
        for name in names:
            trial.report(name)

        facts = trial.all_facts()

        positions = [fact.position for fact in facts]
        same([fact.key for fact in facts], names, "the keys")
        same(positions, sorted(set(positions)), "the positions")
        holds(positions[0] > 0, "The first position is not after 0.")

    @clause(OLDEST_FIRST)
    def test_what_was_reported_up_to_a_position_is_not_told(
        self, trial: AccountingTrial
    ) -> None:
        for name in "abcd":
            trial.report(name)
        facts = trial.all_facts()

        for number, fact in enumerate(facts, start=1):
            later = list(trial.books.facts(fact.position, 9))
            same(later, facts[number:], f"what comes after {fact.key}")

    @clause(AT_MOST)
    def test_no_more_facts_are_told_than_were_asked_for(
        self, trial: AccountingTrial
    ) -> None:
        for name in "abcd":
            trial.report(name)
        facts = trial.all_facts()

        for most in range(6):
            told = list(trial.books.facts(0, most))
            same(told, facts[:most], f"at most {most}")

    @clause(AT_MOST, OLDEST_FIRST, drawn=pages)
    def test_any_facts_are_all_told_page_by_page(
        self, trial: AccountingTrial, pages: Pages
    ) -> None:
        count, most = pages
        for number in range(count):
            trial.report(f"key {number}")
        told, after = list(trial.books.facts(0, most)), 0

        while told and told[-1].position > after:
            after = told[-1].position
            told += trial.books.facts(after, most)

        same(told, trial.all_facts(), "all pages together")
        same([fact.key for fact in told], [f"key {n}" for n in range(count)], "keys")

    @clause(CHANGES_NOTHING)
    def test_the_same_question_gets_the_same_answer(
        self, trial: AccountingTrial
    ) -> None:
        for name in "abc":
            trial.report(name)
        facts = trial.all_facts()

        for _ in range(3):
            same(list(trial.books.facts(0, 2)), facts[:2], "the first two")
            later = list(trial.books.facts(facts[0].position, 9))
            same(later, facts[1:], "all after the first")

    @clause(CHANGES_NOTHING, GROWS)
    def test_what_is_reported_later_is_told_later(self, trial: AccountingTrial) -> None:
        trial.report("a")
        first = trial.all_facts()
        after = first[-1].position
        same(list(trial.books.facts(after, 9)), [], "what comes after the first")

        trial.report("b")

        told = [fact.key for fact in trial.books.facts(after, 9)]
        same(told, ["b"], "the keys after the first")
        same(trial.all_facts()[:1], first, "the first fact")

    @clause(MAY_REPEAT, SAME_KEY, GROWS)
    def test_a_fact_that_is_reported_again_has_the_same_key(
        self, trial: AccountingTrial
    ) -> None:
        """It is told once more, at a later position, or not at all."""
        command = trial.report("a")
        trial.report("b")
        trial.report("a", command)

        facts = trial.all_facts()

        keys = [fact.key for fact in facts]
        holds(keys in (["a", "b"], ["a", "b", "a"]), f"The keys are {keys}.")
        again = {(one.key, one.command) for one in facts if one.command == command}
        same(again, {("a", command)}, "the fact, each time")

    @clause(SAME_KEY)
    def test_a_key_may_go_with_its_command_to_the_desk(
        self, trial: AccountingTrial
    ) -> None:
        trial.report("books/memo 77: v2")

        orders = [
            Order(command=fact.command, key=fact.key) for fact in trial.all_facts()
        ]

        same([order.key for order in orders], ["books/memo 77: v2"], "the keys")
