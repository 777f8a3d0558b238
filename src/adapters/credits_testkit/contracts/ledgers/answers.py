"""The clauses of the port ``Ledgers`` about answers, customers and tenants."""

from __future__ import annotations

from credits_core.commands import IssueCredit
from credits_core.entry import Answer
from credits_core.identity import CreditId, CustomerId, InvoiceId
from credits_core.parts import ACredit, AnInvoice
from credits_core.rejections import NothingToPay
from credits_core.wire import fingerprint

from ..clauses import needs
from ..differences import same
from ..events_given import issued, registered
from ..given import ACME, BETA, Writer, footprint, usd
from ..trials import LedgersTrial

KEY = "key-1"


def _refusal(key: str) -> Answer:
    """The answer of a command that was refused."""
    name = CreditId("C9")
    command = IssueCredit(customer_id=ACME, credit_id=name, amount=usd("1"))
    outcome = NothingToPay()
    return Answer(key=key, fingerprint=fingerprint(command), outcome=outcome)


class AnswersContract:
    """Answers, customers and tenants."""

    @needs()
    def test_an_answer_is_stored_with_its_change(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        change = Writer(ledgers).write(issued("C1", "10"), key=KEY)

        same(ledgers.answer(KEY), change.answer)

    @needs()
    def test_a_key_nobody_used_has_no_answer(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        Writer(ledgers).write(issued("C1", "10"), key=KEY)

        assert ledgers.answer("key-2") is None

    @needs()
    def test_the_answer_of_a_refused_command_is_kept(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        ledgers.remember(_refusal(KEY))

        same(ledgers.answer(KEY), _refusal(KEY))
        same(tuple(ledgers.customers()), ())

    @needs()
    def test_customers_come_in_the_order_of_their_ids(
        self, trial: LedgersTrial
    ) -> None:
        """Capitals come before small letters, 10 before 9, and ß after all of them."""
        ledgers = trial.ledgers
        names = ["ACME", "Zoe", "a", "b 10", "b 9", "ß"]
        for name in reversed(names):
            Writer(ledgers, CustomerId(name)).write(issued(f"of {name}", "10"))

        same(tuple(ledgers.customers()), tuple(map(CustomerId, names)))

    @needs()
    def test_somebody_who_was_only_looked_at_is_no_customer(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        ledgers.load(ACME, frozenset({AnInvoice(InvoiceId("I1"))}))
        ledgers.load_whole(BETA)

        same(tuple(ledgers.customers()), ())

    @needs()
    def test_tenants_do_not_see_one_another(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        neighbour = trial.neighbour
        asked = footprint(AnInvoice(InvoiceId("I1")), ACredit(CreditId("C1")))
        Writer(ledgers).write(registered("I1", "10"), issued("C1", "10"), key=KEY)

        assert neighbour.load_whole(ACME).is_new
        same(neighbour.load(BETA, asked).elsewhere, {})
        same(tuple(neighbour.journal(ACME)), ())
        assert neighbour.answer(KEY) is None
        same(tuple(neighbour.customers()), ())

    @needs()
    def test_tenants_may_use_the_same_ids(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        neighbour = trial.neighbour
        mine = Writer(ledgers).write(issued("C1", "10"), key=KEY)
        theirs = Writer(neighbour).write(issued("C1", "20"), key=KEY)

        same(ledgers.load_whole(ACME), mine.after)
        same(neighbour.load_whole(ACME), theirs.after)
        same(neighbour.answer(KEY), theirs.answer)
