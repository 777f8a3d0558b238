"""The clauses of the port ``Ledgers`` about committing and what is read back."""

from __future__ import annotations

import attrs
from returns.result import Failure, Success

from credits_core.commands import IssueCredit
from credits_core.entry import Answer
from credits_core.identity import CreditId, CustomerId, InvoiceId
from credits_core.ledger import WHOLE, Ledger
from credits_core.parts import ACredit, AnInvoice, LinesOf
from credits_core.ports import Ledgers
from credits_core.rejections import NothingToPay, StaleLedger
from credits_core.wire import fingerprint

from .events_given import issued, registered, returned
from .given import ACME, BETA, Writer, change_of, footprint, usd
from .story import CHAPTERS, tell

KEY = "key-1"


def _refusal(key: str) -> Answer:
    """The answer of a command that was refused."""
    name = CreditId("C9")
    command = IssueCredit(customer_id=ACME, credit_id=name, amount=usd("1"))
    outcome = NothingToPay()
    return Answer(key=key, fingerprint=fingerprint(command), outcome=outcome)


class CommittingContract:
    """Committing, journals, answers, customers and tenants."""

    def test_a_customer_nobody_has_heard_of_has_an_empty_ledger_of_version_0(
        self, ledgers: Ledgers
    ) -> None:
        assert ledgers.load_whole(ACME) == Ledger(customer_id=ACME)
        assert ledgers.load(ACME, frozenset()).is_new
        assert tuple(ledgers.journal(ACME)) == ()

    def test_what_is_committed_is_what_is_folded(self, ledgers: Ledgers) -> None:
        writer = Writer(ledgers)

        for events in CHAPTERS:
            change = writer.write(*events)
            assert ledgers.load_whole(ACME) == change.after

    def test_the_whole_ledger_has_the_whole_scope_and_voided_entries(
        self, ledgers: Ledgers
    ) -> None:
        tell(ledgers)

        whole = ledgers.load_whole(ACME)

        assert whole.scope == WHOLE
        assert not all(entry.is_live for entry in whole.allocations.values())
        assert not all(entry.is_live for entry in whole.applications.values())

    def test_lines_keep_their_order(self, ledgers: Ledgers) -> None:
        registration = registered("I1", "100", lines=12)

        Writer(ledgers).write(registration)

        lines = ledgers.load_whole(ACME).lines[InvoiceId("I1")]
        assert tuple(lines.values()) == registration.lines

    def test_a_change_of_a_slice_leaves_the_rest_as_it_is(
        self, ledgers: Ledgers
    ) -> None:
        """A return is recorded on the lines of I3; nothing else was even loaded."""
        tell(ledgers)
        before = ledgers.load_whole(ACME)
        asked = frozenset({LinesOf(InvoiceId("I3"))})
        event = returned("RT9", "I3", "1")

        committed = ledgers.commit(change_of(ledgers.load(ACME, asked), event))

        after = change_of(before, event).after
        assert committed == Success(None)
        assert ledgers.load_whole(ACME) == after

    def test_a_commit_on_another_version_is_refused(self, ledgers: Ledgers) -> None:
        writer = Writer(ledgers)
        stale = writer.change(issued("C1", "10"))
        writer.write(issued("C2", "10"))

        refused = ledgers.commit(stale)

        assert refused == Failure(StaleLedger(customer_id=ACME))

    def test_a_commit_that_is_refused_stores_nothing(self, ledgers: Ledgers) -> None:
        writer = Writer(ledgers)
        stale = writer.change(registered("I1", "10"), issued("C1", "10"), key=KEY)
        after = writer.write(issued("C2", "10")).after

        ledgers.commit(stale)

        assert ledgers.load_whole(ACME) == after
        assert len(tuple(ledgers.journal(ACME))) == 1
        assert ledgers.answer(KEY) is None

    def test_a_ledger_seen_from_the_future_is_refused(self, ledgers: Ledgers) -> None:
        seen = attrs.evolve(ledgers.load_whole(ACME), version=3)

        refused = ledgers.commit(change_of(seen, issued("C1", "10")))

        assert refused == Failure(StaleLedger(customer_id=ACME))
        assert ledgers.load_whole(ACME).is_new

    def test_an_id_that_somebody_else_took_meanwhile_is_refused(
        self, ledgers: Ledgers
    ) -> None:
        late = Writer(ledgers, BETA).change(issued("C1", "10"))
        Writer(ledgers).write(issued("C1", "10"))

        refused = ledgers.commit(late)

        credit = ACredit(CreditId("C1"))
        assert refused == Failure(StaleLedger(customer_id=BETA))
        assert ledgers.load(BETA, footprint(credit)).elsewhere == {credit: ACME}

    def test_a_key_that_somebody_else_took_meanwhile_is_refused(
        self, ledgers: Ledgers
    ) -> None:
        late = Writer(ledgers, BETA).change(issued("B1", "10"), key=KEY)
        first = Writer(ledgers).write(issued("C1", "10"), key=KEY)

        refused = ledgers.commit(late)

        assert refused == Failure(StaleLedger(customer_id=BETA))
        assert ledgers.answer(KEY) == first.answer

    def test_the_journal_tells_the_entries_in_their_order(
        self, ledgers: Ledgers
    ) -> None:
        changes = tell(ledgers)
        Writer(ledgers, BETA).write(issued("B1", "10"))

        journal = tuple(ledgers.journal(ACME))

        assert journal == tuple(change.entry for change in changes)
        assert [entry.version for entry in journal] == list(range(1, len(changes) + 1))

    def test_an_answer_is_stored_with_its_change(self, ledgers: Ledgers) -> None:
        change = Writer(ledgers).write(issued("C1", "10"), key=KEY)

        assert ledgers.answer(KEY) == change.answer

    def test_a_key_nobody_used_has_no_answer(self, ledgers: Ledgers) -> None:
        Writer(ledgers).write(issued("C1", "10"), key=KEY)

        assert ledgers.answer("key-2") is None

    def test_the_answer_of_a_refused_command_is_kept(self, ledgers: Ledgers) -> None:
        ledgers.remember(_refusal(KEY))

        assert ledgers.answer(KEY) == _refusal(KEY)
        assert tuple(ledgers.customers()) == ()

    def test_customers_come_in_the_order_of_their_ids(self, ledgers: Ledgers) -> None:
        """Capitals come before small letters, 10 before 9, and ß after all of them."""
        names = ["ACME", "Zoe", "a", "b 10", "b 9", "ß"]
        for name in reversed(names):
            Writer(ledgers, CustomerId(name)).write(issued(f"of {name}", "10"))

        assert tuple(ledgers.customers()) == tuple(map(CustomerId, names))

    def test_somebody_who_was_only_looked_at_is_no_customer(
        self, ledgers: Ledgers
    ) -> None:
        ledgers.load(ACME, frozenset({AnInvoice(InvoiceId("I1"))}))
        ledgers.load_whole(BETA)

        assert tuple(ledgers.customers()) == ()

    def test_tenants_do_not_see_one_another(
        self, ledgers: Ledgers, neighbour: Ledgers
    ) -> None:
        asked = footprint(AnInvoice(InvoiceId("I1")), ACredit(CreditId("C1")))
        Writer(ledgers).write(registered("I1", "10"), issued("C1", "10"), key=KEY)

        assert neighbour.load_whole(ACME).is_new
        assert neighbour.load(BETA, asked).elsewhere == {}
        assert tuple(neighbour.journal(ACME)) == ()
        assert neighbour.answer(KEY) is None
        assert tuple(neighbour.customers()) == ()

    def test_tenants_may_use_the_same_ids(
        self, ledgers: Ledgers, neighbour: Ledgers
    ) -> None:
        mine = Writer(ledgers).write(issued("C1", "10"), key=KEY)
        theirs = Writer(neighbour).write(issued("C1", "20"), key=KEY)

        assert ledgers.load_whole(ACME) == mine.after
        assert neighbour.load_whole(ACME) == theirs.after
        assert neighbour.answer(KEY) == theirs.answer
