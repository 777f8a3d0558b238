"""Refused commits: whoever was overtaken decides anew, and nothing was written."""

from __future__ import annotations

import attrs
from returns.result import Failure

from credits_core.identity import (
    CustomerId,
)
from credits_core.rejections import StaleLedger

from ...orders import ACME
from ..clauses import clause
from ..differences import same
from ..events_given import issued, registered
from ..given import BETA, change_of
from ..trials import LedgersTrial
from .promises import REFUSED, STALE, STORED, WITH_ANSWER

KEY = "key-1"


def _stale(customer_id: CustomerId) -> object:
    return Failure(StaleLedger(customer_id=customer_id))


class RefusingClauses:
    """A commit that came too late."""

    @clause(STALE)
    def test_a_commit_on_an_earlier_version_is_refused(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        late = pen.change(issued("C1", "10"))
        pen.write(issued("C2", "10"))

        same(trial.ledgers.commit(late), _stale(ACME), "commit(...)")

    @clause(STALE)
    def test_a_commit_on_a_later_version_is_refused(self, trial: LedgersTrial) -> None:
        seen = attrs.evolve(trial.pen().ledger, version=3)

        refused = trial.ledgers.commit(change_of(seen, issued("C1", "10")))

        same(refused, _stale(ACME), "commit(...)")
        same(trial.stored(), trial.pen().ledger, "what is stored")

    @clause(STALE)
    def test_the_same_change_is_not_stored_twice(self, trial: LedgersTrial) -> None:
        change = trial.pen().write(issued("C1", "10"))

        again = trial.ledgers.commit(change)

        same(again, _stale(ACME), "commit(...)")
        same(trial.stored(), change.after, "what is stored")
        same(tuple(trial.ledgers.journal(ACME)), (change.entry,), "the journal")

    @clause(REFUSED, STORED)
    def test_what_is_refused_leaves_ledger_and_journal_as_they_are(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        late = pen.change(registered("I1", "10"), issued("C1", "10"))
        kept = pen.write(issued("C2", "10"))

        trial.ledgers.commit(late)

        same(trial.stored(), kept.after, "what is stored")
        same(tuple(trial.ledgers.journal(ACME)), (kept.entry,), "the journal")

    @clause(REFUSED, WITH_ANSWER)
    def test_what_is_refused_leaves_no_answer(self, trial: LedgersTrial) -> None:
        pen = trial.pen()
        late = pen.change(issued("C1", "10"), key=KEY)
        pen.write(issued("C2", "10"))

        trial.ledgers.commit(late)

        same(trial.ledgers.answer(KEY), None, "the answer")

    @clause(REFUSED)
    def test_what_is_refused_takes_no_id(self, trial: LedgersTrial) -> None:
        """C1 of the late command is free for Beta."""
        pen = trial.pen()
        late = pen.change(issued("C1", "10"))
        pen.write(issued("C2", "10"))

        trial.ledgers.commit(late)
        theirs = trial.pen(BETA).write(issued("C1", "10"))

        same(trial.stored(BETA), theirs.after, "Beta's ledger")

    @clause(STALE)
    def test_whoever_was_refused_may_decide_anew(self, trial: LedgersTrial) -> None:
        pen = trial.pen()
        late = pen.change(issued("C1", "10"), key=KEY)
        pen.write(issued("C2", "10"))
        trial.ledgers.commit(late)

        again = pen.write(issued("C1", "10"), key=KEY)

        same(trial.stored(), again.after, "what is stored")
        same(trial.ledgers.answer(KEY), again.answer, "the answer")

    @clause(STALE)
    def test_the_versions_of_two_customers_have_nothing_to_do_with_one_another(
        self, trial: LedgersTrial
    ) -> None:
        mine, theirs = trial.pen(), trial.pen(BETA)

        for number in range(3):
            mine.write(issued(f"C{number}", "10"))
        after = theirs.write(issued("B1", "10")).after

        same(after.version, 1, "Beta's version")
        same(trial.stored(BETA), after, "Beta's ledger")

    @clause(REFUSED)
    def test_a_late_commit_in_a_block_undoes_nothing_else(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        late = pen.change(issued("C2", "10"))

        with trial.ledgers.exclusively([ACME]):
            kept = pen.write(issued("C1", "10"))
            same(trial.ledgers.commit(late), _stale(ACME), "commit(...)")
            after = pen.write(issued("C3", "10"))

        same(trial.stored(), after.after, "what is stored")
        same(next(trial.ledgers.journal(ACME)), kept.entry, "the first entry")
