"""Journals: every command that was carried out, as it was, for ever."""

from __future__ import annotations

from functools import reduce
from itertools import islice

import attrs
from returns.result import Success

from credits_core.fold import fold
from credits_core.ledger import Ledger

from ...every_command import COMMANDS
from ...orders import ACME
from ..clauses import clause
from ..differences import same
from ..entries_given import with_entry
from ..events_given import issued
from ..given import BETA
from ..story import CHAPTERS
from ..trials import LedgersTrial
from .promises import AS_COMMITTED, EMPTY, IN_ORDER, ONE_MOMENT, SLOW_READERS


class JournalsClauses:
    """The journal of one customer."""

    @clause(IN_ORDER)
    def test_a_journal_tells_the_entries_of_its_customer_alone(
        self, trial: LedgersTrial
    ) -> None:
        mine, theirs = trial.pen(), trial.pen(BETA)
        entries = []
        for number in range(3):
            entries.append(mine.write(issued(f"C{number}", "10")).entry)
            theirs.write(issued(f"B{number}", "10"))

        same(list(trial.ledgers.journal(ACME)), entries, "the journal")

    @clause(IN_ORDER)
    def test_the_hundredth_entry_comes_after_the_ninety_ninth(
        self, trial: LedgersTrial
    ) -> None:
        """In the order of numbers, in which 9 is before 10, and all of them."""
        pen = trial.pen()
        for number in range(105):
            pen.write(issued(f"C{number}", "1"))

        versions = [entry.version for entry in trial.ledgers.journal(ACME)]

        same(versions, list(range(1, 106)), "the versions")

    @clause(IN_ORDER, EMPTY)
    def test_a_customer_nobody_has_heard_of_has_no_entries(
        self, trial: LedgersTrial
    ) -> None:
        trial.pen(BETA).write(issued("B1", "10"))

        same(tuple(trial.ledgers.journal(ACME)), (), "the journal")

    @clause(AS_COMMITTED)
    def test_events_of_every_kind_come_as_they_were_committed(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        changes = [pen.write(*events) for events in CHAPTERS]

        told = list(trial.ledgers.journal(ACME))

        same(told, [change.entry for change in changes], "the journal")

    @clause(AS_COMMITTED)
    def test_commands_of_every_kind_come_as_they_were_given(
        self, trial: LedgersTrial
    ) -> None:
        """With something in every field that a command has."""
        pen = trial.pen()
        for number, command in enumerate(COMMANDS):
            change = pen.change(issued(f"C{number}", "1"))
            entry = attrs.evolve(change.entry, command=command)
            committed = trial.ledgers.commit(with_entry(change, entry))
            same(committed, Success(None), "commit(...)")
            pen.ledger = change.after

        told = [entry.command for entry in trial.ledgers.journal(ACME)]

        same(told, list(COMMANDS), "the commands")

    @clause(AS_COMMITTED)
    def test_the_events_of_a_journal_give_the_ledger(self, trial: LedgersTrial) -> None:
        ledger = trial.tell().ledger

        events = [entry.events for entry in trial.ledgers.journal(ACME)]

        folded = reduce(fold, events, Ledger(customer_id=ACME))
        same(folded, ledger, "what the journal comes to")
        same(trial.stored(), folded, "what is stored")

    @clause(AS_COMMITTED)
    def test_a_journal_may_be_read_again(self, trial: LedgersTrial) -> None:
        trial.tell()

        same(
            list(trial.ledgers.journal(ACME)),
            list(trial.ledgers.journal(ACME)),
            "the journal, read once more",
        )

    @clause(SLOW_READERS, ONE_MOMENT)
    def test_a_journal_may_be_read_while_others_write(
        self, trial: LedgersTrial
    ) -> None:
        """Whoever began with ten entries gets at least these, and all in order."""
        pen = trial.pen()
        entries = [pen.write(issued(f"C{n}", "10")).entry for n in range(10)]
        reading = trial.ledgers.journal(ACME)
        told = list(islice(reading, 3))

        entries += [pen.write(issued(f"C{n}", "10")).entry for n in range(10, 15)]
        told.extend(reading)

        same(told, entries[: max(len(told), 10)], "the journal")

    @clause(SLOW_READERS)
    def test_a_journal_that_is_not_read_to_its_end_holds_nobody_up(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.tell()
        reading = trial.ledgers.journal(ACME)
        next(reading)

        with trial.ledgers.exclusively([ACME, BETA]):
            change = pen.write(issued("C9", "1"))

        same(trial.stored(), change.after, "what is stored")
        same(next(reading).version, 2, "the version of the next entry")
