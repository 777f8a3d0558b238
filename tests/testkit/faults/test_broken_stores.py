"""The walk can fail: stores that are built wrongly are found out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import attrs
import pytest
from returns.result import Result
from typing_extensions import override

from credits_core.ports import Change, Ledgers
from credits_core.rejections import StaleLedger
from credits_sql import open_store
from credits_testkit.faults import (
    ACTS,
    Habit,
    Harm,
    Line,
    Retries,
    Sending,
    Subject,
    Tally,
    Watch,
    Way,
    look_on,
    walk,
)
from credits_testkit.faults.broken_stores import (
    AnswersEarly,
    CommitsBetween,
    answer_apart,
    journal_apart,
)
from credits_testkit.faults.report import told
from credits_testkit.passing import Passing

from .commands import named
from .sql_subjects import TENANT

pytestmark = pytest.mark.extras

ACT = [act for act in ACTS if act.name == "issue-credit-to-a-new-customer"]


def _walked(
    subject: Subject, habit: Callable[[], Habit], way: Way = Way.ERROR
) -> Tally:
    return walk(subject, ACT, way, habit=habit)


def test_a_store_that_commits_between_statements_is_found_out(
    subject: Subject,
) -> None:
    """It writes half: the head of the ledger is there, and no credit."""
    harms = _walked(subject, CommitsBetween).harms()

    assert harms[Harm.TORN] > 10
    assert harms[Harm.DOUBLED] > 10


def test_a_store_that_answers_before_it_commits_is_found_out(
    subject: Subject,
) -> None:
    """That takes no fault: whoever reads what is committed does not find it."""
    tally = _walked(subject, AnswersEarly)
    by_rows_alone = _walked(attrs.evolve(subject, stored=None), AnswersEarly)

    assert tally.harms() == by_rows_alone.harms() == {Harm.LOST: 1}
    assert tally.points == by_rows_alone.points == 0


@pytest.mark.parametrize("habit", [journal_apart, answer_apart])
def test_a_store_that_writes_in_two_transactions_is_found_out(
    subject: Subject, habit: Callable[[], Habit]
) -> None:
    """Undisturbed nothing is wrong; between both commits the command is in parts."""
    tally = _walked(subject, habit)

    between = [wound for wound in tally.wounds if wound.finding.harm is Harm.TORN]
    assert len(between) >= 3
    assert "COMMIT" in between[0].struck[0].what
    assert "credits_answer" not in between[0].finding.sentence
    assert tally.harms()[Harm.DOUBLED] >= len(between)


@pytest.mark.parametrize("habit", [journal_apart, answer_apart, CommitsBetween])
def test_broken_stores_answer_as_they_should_when_nothing_disturbs_them(
    subject: Subject, habit: Callable[[], Habit]
) -> None:
    """The same answer and the same rows as the store without the habit."""

    def played(habit: Habit) -> tuple[object, object]:
        empty = subject.database.contents()
        with subject.opened(subject.database.url, Watch(habit)) as ledgers:
            answer = ACT[0].play(ledgers)
        found = subject.database.contents()
        subject.database.put(empty)
        return answer, found

    assert played(habit()) == played(Habit())


class HastyRetries(CommitsBetween):
    """A store that commits between statements after one of them has failed."""

    has_failed = False

    @override
    def send(self, watch: Watch, line: Line, sending: Sending) -> object:
        if self.has_failed:
            return super().send(watch, line, sending)
        self.has_failed = True
        found = watch.pass_on(line, sending)
        self.has_failed = False
        return found

    @override
    def commit(self, line: Line, call: Callable[[], None]) -> None:
        call()
        self.has_failed = False


def test_a_store_that_is_torn_by_a_second_death_alone_is_found_out(
    on_sqlite: Subject,
) -> None:
    """A first death does no harm, and neither does a retry that is left in peace."""
    once = _walked(on_sqlite, HastyRetries)
    twice = walk(
        on_sqlite,
        ACT,
        Way.ERROR,
        habit=HastyRetries,
        retries_too=lambda _: Retries.ALIKE,
    )

    assert once.wounds == []
    assert twice.harms()[Harm.TORN] > 10
    assert {len(wound.struck) for wound in twice.wounds} == {2}


class NeverRollsBack(Habit):
    """A store that leaves its transaction open when something went wrong."""

    @override
    def rollback(self, line: Line, call: Callable[[], None]) -> None:
        pass


def test_a_lock_that_is_left_behind_is_found_out(subject: Subject) -> None:
    """The command itself did not happen, and yet nobody else can write."""
    tally = walk(subject, ACT, Way.ERROR, habit=NeverRollsBack, only=(8,))

    assert tally.wounds[0].finding.harm is Harm.STUCK
    assert tally.wounds[0].finding.sentence in {
        "Afterwards nobody else can write: database is locked.",
        "Afterwards a transaction is still open.",
    }


@attrs.define
class Keeping(Passing):
    """Ledgers that keep a connection of the pool for each command."""

    keep: Callable[[], object]

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        self.keep()
        return self.inner.commit(change)


@contextmanager
def keeping(url: str, watch: Watch) -> Iterator[Ledgers]:
    """A store that does not give its connections back until it is closed."""
    with open_store(url, TENANT, create=False) as store:
        look_on(store.engine, watch)
        kept = []
        yield Keeping(store.ledgers(), lambda: kept.append(store.engine.connect()))
        for connection in kept:
            connection.close()


def test_a_connection_that_is_not_given_back_is_found_out(on_sqlite: Subject) -> None:
    tally = walk(attrs.evolve(on_sqlite, opened=keeping), ACT, Way.ERROR, only=(1,))

    assert tally.harms() == {Harm.STUCK: 2}
    assert "connections were not given back" in tally.wounds[-1].finding.sentence


@attrs.define
class Forgetful(Passing):
    """Ledgers that keep no answers, so that a retry is decided anew."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        return self.inner.commit(attrs.evolve(change, answer=None))


@contextmanager
def forgetful(url: str, watch: Watch) -> Iterator[Ledgers]:
    """A store without idempotency rows."""
    with open_store(url, TENANT, create=False) as store:
        look_on(store.engine, watch)
        yield Forgetful(store.ledgers())


def test_a_store_without_idempotency_rows_is_found_out(on_sqlite: Subject) -> None:
    """The key stands in the journal, and nothing answers for it."""
    tally = walk(attrs.evolve(on_sqlite, opened=forgetful), ACT, Way.ERROR)

    assert [one.finding.sentence for one in tally.wounds] == [
        "Undisturbed: key: it had an effect that is not its answer."
    ]


def test_a_wound_is_told_with_the_line_that_replays_it(on_sqlite: Subject) -> None:
    first = _walked(on_sqlite, answer_apart).wounds[0]

    line = told(first, named("sqlite"))

    assert line == (
        "torn: issue-credit-to-a-new-customer, struck at"
        f" {first.struck[0]}: {first.finding.sentence}\n"
        "    python -m credits_testkit.faults walk"
        " tests.testkit.faults.sql_subjects:sqlite --way error"
        f" --act issue-credit-to-a-new-customer --point {first.struck[0].number}"
    )


def test_the_walk_goes_to_the_one_point_of_a_wound_again(on_sqlite: Subject) -> None:
    wounds = _walked(on_sqlite, answer_apart).wounds
    number = wounds[0].struck[0].number

    again = walk(on_sqlite, ACT, Way.ERROR, habit=answer_apart, only=(number,))

    assert again.points == 1
    assert again.wounds == [one for one in wounds if one.struck[0].number == number]
