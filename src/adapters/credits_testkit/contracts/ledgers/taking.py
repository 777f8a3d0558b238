"""Ids and keys that somebody else took meanwhile."""

from __future__ import annotations

from returns.result import Failure

from credits_core.events import Event
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    PaymentId,
    ReturnId,
)
from credits_core.parts import ACredit, AnInvoice, APayment, AReturn, Part
from credits_core.rejections import StaleLedger

from ...orders import ACME
from ..clauses import clause
from ..differences import same
from ..events_given import issued, received, registered, returned
from ..given import BETA, footprint, refused_answer
from ..trials import LedgersTrial
from .promises import REFUSED, STALE

KEY = "key-1"


def _stale(customer_id: CustomerId) -> object:
    return Failure(StaleLedger(customer_id=customer_id))


class TakingClauses:
    """A commit that wants what is taken."""

    @clause(STALE, REFUSED)
    def test_the_id_of_an_invoice_that_somebody_took_is_refused(
        self, trial: LedgersTrial
    ) -> None:
        _taken(trial, registered("X", "10"), AnInvoice(InvoiceId("X")))

    @clause(STALE, REFUSED)
    def test_the_id_of_a_payment_that_somebody_took_is_refused(
        self, trial: LedgersTrial
    ) -> None:
        _taken(trial, received("X", "0"), APayment(PaymentId("X")))

    @clause(STALE, REFUSED)
    def test_the_id_of_a_credit_that_somebody_took_is_refused(
        self, trial: LedgersTrial
    ) -> None:
        _taken(trial, issued("X", "10"), ACredit(CreditId("X")))

    @clause(STALE, REFUSED)
    def test_the_id_of_a_return_that_somebody_took_is_refused(
        self, trial: LedgersTrial
    ) -> None:
        _taken(trial, returned("X", None, "1"), AReturn(ReturnId("X")))

    @clause(STALE)
    def test_an_id_of_another_kind_of_document_is_not_taken(
        self, trial: LedgersTrial
    ) -> None:
        """ACME calls everything X; Beta's return of that id is another's invoice."""
        trial.pen().write(registered("X", "9"), received("X", "0"), issued("X", "9"))
        pen = trial.pen(BETA)

        theirs = pen.write(returned("X", None, "1"))

        same(trial.stored(BETA), theirs.after, "Beta's ledger")

    @clause(STALE, REFUSED)
    def test_a_key_that_another_command_took_is_refused(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen(BETA)
        late = pen.change(issued("B1", "10"), key=KEY)
        first = trial.pen().write(issued("C1", "10"), key=KEY)

        same(trial.ledgers.commit(late), _stale(BETA), "commit(...)")
        same(trial.ledgers.answer(KEY), first.answer, "the answer")
        same(trial.stored(BETA), pen.ledger, "Beta's ledger")

    @clause(STALE, REFUSED)
    def test_a_key_that_a_refused_command_took_is_refused(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        late = pen.change(issued("C1", "10"), key=KEY)
        trial.ledgers.remember(refused_answer(KEY))

        same(trial.ledgers.commit(late), _stale(ACME), "commit(...)")
        same(trial.ledgers.answer(KEY), refused_answer(KEY), "the answer")
        same(trial.stored(), pen.ledger, "what is stored")

    @clause(REFUSED)
    def test_a_taken_id_in_a_block_undoes_nothing_else(
        self, trial: LedgersTrial
    ) -> None:
        """The refused command had written a credit before it met the taken id."""
        trial.pen(BETA).write(registered("X", "10"))
        pen = trial.pen()

        with trial.ledgers.exclusively([ACME]):
            pen.write(issued("C1", "10"))
            late = pen.change(issued("C2", "10"), registered("X", "10"))
            same(trial.ledgers.commit(late), _stale(ACME), "commit(...)")
            after = pen.write(issued("C3", "10")).after

        same(trial.stored(), after, "what is stored")


def _taken(trial: LedgersTrial, event: Event, document: Part) -> None:
    """Beta decides that *document* is new, and ACME is faster."""
    pen = trial.pen(BETA)
    late = pen.change(issued("B1", "10"), event, key=KEY)
    mine = trial.pen().write(event)

    same(trial.ledgers.commit(late), _stale(BETA), "commit(...)")
    same(trial.stored(BETA), pen.ledger, "Beta's ledger")
    same(trial.stored(), mine.after, "ACME's ledger")
    same(trial.ledgers.answer(KEY), None, "the answer")
    elsewhere = trial.ledgers.load(BETA, footprint(document)).elsewhere
    same(dict(elsewhere), {document: ACME}, "elsewhere")
