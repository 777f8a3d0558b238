"""The clauses of the port ``Ledgers`` about committing and what is read back."""

from __future__ import annotations

import attrs
from returns.result import Failure, Success

from credits_core.identity import CreditId, InvoiceId
from credits_core.ledger import WHOLE, Ledger
from credits_core.parts import ACredit, LinesOf
from credits_core.rejections import StaleLedger

from ..clauses import needs
from ..differences import same
from ..events_given import issued, registered, returned
from ..given import ACME, BETA, Writer, change_of, footprint
from ..story import CHAPTERS, tell
from ..trials import LedgersTrial

KEY = "key-1"


class CommittingContract:
    """Committing, journals, answers, customers and tenants."""

    @needs()
    def test_a_customer_nobody_has_heard_of_has_an_empty_ledger_of_version_0(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        same(ledgers.load_whole(ACME), Ledger(customer_id=ACME))
        assert ledgers.load(ACME, frozenset()).is_new
        same(tuple(ledgers.journal(ACME)), ())

    @needs()
    def test_what_is_committed_is_what_is_folded(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        writer = Writer(ledgers)

        for events in CHAPTERS:
            change = writer.write(*events)
            same(ledgers.load_whole(ACME), change.after)

    @needs()
    def test_the_whole_ledger_has_the_whole_scope_and_voided_entries(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        tell(ledgers)

        whole = ledgers.load_whole(ACME)

        same(whole.scope, WHOLE)
        assert not all(entry.is_live for entry in whole.allocations.values())
        assert not all(entry.is_live for entry in whole.applications.values())

    @needs()
    def test_lines_keep_their_order(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        registration = registered("I1", "100", lines=12)

        Writer(ledgers).write(registration)

        lines = ledgers.load_whole(ACME).lines[InvoiceId("I1")]
        same(tuple(lines.values()), registration.lines)

    @needs()
    def test_a_change_of_a_slice_leaves_the_rest_as_it_is(
        self, trial: LedgersTrial
    ) -> None:
        """A return is recorded on the lines of I3; nothing else was even loaded."""
        ledgers = trial.ledgers
        tell(ledgers)
        before = ledgers.load_whole(ACME)
        asked = frozenset({LinesOf(InvoiceId("I3"))})
        event = returned("RT9", "I3", "1")

        committed = ledgers.commit(change_of(ledgers.load(ACME, asked), event))

        after = change_of(before, event).after
        same(committed, Success(None))
        same(ledgers.load_whole(ACME), after)

    @needs()
    def test_a_commit_on_another_version_is_refused(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        writer = Writer(ledgers)
        stale = writer.change(issued("C1", "10"))
        writer.write(issued("C2", "10"))

        refused = ledgers.commit(stale)

        same(refused, Failure(StaleLedger(customer_id=ACME)))

    @needs()
    def test_a_commit_that_is_refused_stores_nothing(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        writer = Writer(ledgers)
        stale = writer.change(registered("I1", "10"), issued("C1", "10"), key=KEY)
        after = writer.write(issued("C2", "10")).after

        ledgers.commit(stale)

        same(ledgers.load_whole(ACME), after)
        same(len(tuple(ledgers.journal(ACME))), 1)
        assert ledgers.answer(KEY) is None

    @needs()
    def test_a_ledger_seen_from_the_future_is_refused(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        seen = attrs.evolve(ledgers.load_whole(ACME), version=3)

        refused = ledgers.commit(change_of(seen, issued("C1", "10")))

        same(refused, Failure(StaleLedger(customer_id=ACME)))
        assert ledgers.load_whole(ACME).is_new

    @needs()
    def test_an_id_that_somebody_else_took_meanwhile_is_refused(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        late = Writer(ledgers, BETA).change(issued("C1", "10"))
        Writer(ledgers).write(issued("C1", "10"))

        refused = ledgers.commit(late)

        credit = ACredit(CreditId("C1"))
        same(refused, Failure(StaleLedger(customer_id=BETA)))
        same(ledgers.load(BETA, footprint(credit)).elsewhere, {credit: ACME})

    @needs()
    def test_a_key_that_somebody_else_took_meanwhile_is_refused(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        late = Writer(ledgers, BETA).change(issued("B1", "10"), key=KEY)
        first = Writer(ledgers).write(issued("C1", "10"), key=KEY)

        refused = ledgers.commit(late)

        same(refused, Failure(StaleLedger(customer_id=BETA)))
        same(ledgers.answer(KEY), first.answer)

    @needs()
    def test_the_journal_tells_the_entries_in_their_order(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        changes = tell(ledgers)
        Writer(ledgers, BETA).write(issued("B1", "10"))

        journal = tuple(ledgers.journal(ACME))

        same(journal, tuple(change.entry for change in changes))
        same([entry.version for entry in journal], list(range(1, len(changes) + 1)))
