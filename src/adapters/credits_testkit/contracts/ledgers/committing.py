"""Committing: a change is stored as it is, next to all that was there before."""

from __future__ import annotations

from returns.result import Success

from credits_core.events import Event
from credits_core.identity import CreditId, InvoiceId
from credits_core.parts import ACredit, LinesOf, Part
from credits_core.ports import Ledgers

from ...orders import ACME
from ..clauses import clause
from ..differences import holds, same
from ..events_given import applied, edited, issued, received, registered, returned
from ..given import BETA, change_of, footprint
from ..story import CHAPTERS
from ..trials import LedgersTrial
from .promises import (
    AFTER,
    CHANGE,
    EMPTY,
    EVERYTHING,
    ONE_MOMENT,
    REST_STAYS,
    SLICE,
    STORED,
    WITH_ANSWER,
)

KEY = "key-1"


class CommittingClauses:
    """A commit that nobody refuses."""

    @clause(CHANGE, STORED)
    def test_a_first_command_makes_a_ledger(self, trial: LedgersTrial) -> None:
        change = trial.pen().write(registered("I1", "100", lines=2))

        same(trial.stored(), change.after, "what is stored")

    @clause(AFTER, STORED)
    def test_what_is_stored_is_what_is_folded(self, trial: LedgersTrial) -> None:
        """Sixteen commands of every kind, looked at after each of them."""
        pen = trial.pen()

        for events in CHAPTERS:
            change = pen.write(*events)
            same(trial.stored(), change.after, "what is stored")

    @clause(EVERYTHING)
    def test_what_is_loaded_whole_is_what_is_folded(self, trial: LedgersTrial) -> None:
        pen = trial.pen()

        for events in CHAPTERS:
            change = pen.write(*events)
            same(trial.ledgers.load_whole(ACME), change.after, "the whole ledger")

    @clause(STORED, WITH_ANSWER)
    def test_a_change_is_stored_with_its_entry_and_its_answer(
        self, trial: LedgersTrial
    ) -> None:
        change = trial.pen().write(issued("C1", "10"), key=KEY)

        same(trial.stored(), change.after, "what is stored")
        same(tuple(trial.ledgers.journal(ACME)), (change.entry,), "the journal")
        same(trial.ledgers.answer(KEY), change.answer, "the answer")

    @clause(STORED)
    def test_many_documents_of_one_command_are_all_stored(
        self, trial: LedgersTrial
    ) -> None:
        """700 credits and an invoice of 300 lines at once."""
        many = [issued(f"C{number}", "1") for number in range(700)]

        change = trial.pen().write(registered("I1", "100", lines=300), *many)

        same(trial.stored(), change.after, "what is stored")

    @clause(REST_STAYS)
    def test_the_next_command_leaves_what_it_does_not_change(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.tell()

        after = pen.write(issued("C9", "5")).after

        same(trial.stored(), after, "what is stored")

    @clause(REST_STAYS, AFTER)
    def test_a_change_decided_on_a_slice_leaves_the_rest_as_it_is(
        self, trial: LedgersTrial
    ) -> None:
        """Goods of I3 come back; nothing but I3 and its lines was even loaded."""
        pen = trial.tell()
        event = returned("RT9", "I3", "1")

        _commit_on_slice(trial.ledgers, event, LinesOf(InvoiceId("I3")))

        same(trial.stored(), pen.change(event).after, "what is stored")

    @clause(REST_STAYS, AFTER)
    def test_a_new_document_decided_on_an_empty_slice_is_added_to_the_rest(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.tell()

        _commit_on_slice(trial.ledgers, issued("C9", "5"))

        same(trial.stored(), pen.change(issued("C9", "5")).after, "what is stored")

    @clause(REST_STAYS, AFTER)
    def test_a_new_line_of_an_invoice_comes_after_those_it_has(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        pen.write(registered("I1", "100", lines=11))
        event = edited("E1", "I1", "100", "107", L0="7")

        _commit_on_slice(trial.ledgers, event, LinesOf(InvoiceId("I1")))

        same(trial.stored(), pen.change(event).after, "what is stored")
        lines = list(trial.stored().lines[InvoiceId("I1")])
        same(lines, [*(f"L{n}" for n in range(1, 12)), "L0"], "the lines")

    @clause(REST_STAYS)
    def test_a_command_of_one_customer_leaves_the_others_alone(
        self, trial: LedgersTrial
    ) -> None:
        mine = trial.tell().ledger

        theirs = trial.pen(BETA).write(issued("B1", "10")).after

        same(trial.stored(), mine, "ACME's ledger")
        same(trial.stored(BETA), theirs, "Beta's ledger")

    @clause(EMPTY)
    def test_a_customer_nobody_has_heard_of_has_nothing(
        self, trial: LedgersTrial
    ) -> None:
        trial.pen(BETA).write(issued("B1", "10"))

        for ledger in (
            trial.ledgers.load_whole(ACME),
            trial.ledgers.load(ACME, footprint(ACredit(CreditId("C1")))),
        ):
            found = (ledger.version, ledger.entries, dict(ledger.credits))
            same(found, (0, 0, {}), "version, entries and credits")
        same(trial.stored(), trial.pen().ledger, "what is stored")

    @clause(EVERYTHING)
    def test_the_whole_ledger_has_voided_entries_and_the_whole_scope(
        self, trial: LedgersTrial
    ) -> None:
        trial.tell()

        whole = trial.ledgers.load_whole(ACME)

        holds(whole.scope.is_whole, "The scope of the whole ledger is not whole.")
        cash = [one.number for one in whole.allocations.values() if not one.is_live]
        uses = [one.number for one in whole.applications.values() if not one.is_live]
        same((cash, uses), ([7], [4]), "the numbers of voided entries")

    @clause(ONE_MOMENT)
    def test_a_ledger_that_was_loaded_stays_as_it_was(
        self, trial: LedgersTrial
    ) -> None:
        """Whoever holds it does not see what is committed afterwards."""
        pen = trial.tell()
        before = pen.ledger
        whole = trial.ledgers.load_whole(ACME)
        asked = footprint(ACredit(CreditId("C2")), LinesOf(InvoiceId("I3")))
        loaded = trial.ledgers.load(ACME, asked)
        kept = (dict(loaded.credits), {k: dict(v) for k, v in loaded.lines.items()})

        pen.write(received("R9", "0", "I3"), applied(8, "R9", "C2", "I3", "5"))
        pen.write(edited("E9", "I3", "50", "57", L1="7"))

        same(whole, before, "the whole ledger loaded before")
        now = (dict(loaded.credits), {k: dict(v) for k, v in loaded.lines.items()})
        same(now, kept, "the slice loaded before")

    @clause(ONE_MOMENT, SLICE)
    def test_a_slice_is_of_the_version_and_the_entries_of_its_ledger(
        self, trial: LedgersTrial
    ) -> None:
        trial.tell()

        loaded = trial.ledgers.load(ACME, frozenset())

        same((loaded.version, loaded.entries), (len(CHAPTERS), 7), "version, entries")


def _commit_on_slice(ledgers: Ledgers, event: Event, *asked: Part) -> None:
    seen = ledgers.load(ACME, footprint(*asked))
    same(ledgers.commit(change_of(seen, event)), Success(None), "commit(...)")
