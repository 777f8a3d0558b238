"""Several tenants at one place: nobody sees the others."""

from __future__ import annotations

from credits_core.identity import CreditId, InvoiceId
from credits_core.ledger import Ledger
from credits_core.parts import ACredit, AnInvoice

from ...orders import ACME
from ..capabilities import Need
from ..clauses import clause
from ..differences import same
from ..events_given import issued, registered
from ..given import BETA, footprint, refused_answer
from ..trials import LedgersTrial
from .promises import ONE_TENANT, TENANTS

KEY = "key-1"
SEVERAL = (Need.TENANTS,)


class TenantsClauses:
    """A tenant and its neighbour."""

    @clause(ONE_TENANT, TENANTS, needs=SEVERAL)
    def test_a_tenant_sees_no_ledger_and_no_journal_of_another(
        self, trial: LedgersTrial
    ) -> None:
        trial.tell()

        same(trial.neighbour.load_whole(ACME), Ledger(customer_id=ACME), "the ledger")
        same(tuple(trial.neighbour.journal(ACME)), (), "the journal")
        same(tuple(trial.neighbour.customers()), (), "the customers")

    @clause(TENANTS, needs=SEVERAL)
    def test_a_tenant_sees_no_document_of_another(self, trial: LedgersTrial) -> None:
        trial.pen().write(registered("I1", "10"), issued("C1", "10"))

        asked = footprint(AnInvoice(InvoiceId("I1")), ACredit(CreditId("C1")))
        for customer_id in (ACME, BETA):
            loaded = trial.neighbour.load(customer_id, asked)
            same(dict(loaded.elsewhere), {}, "elsewhere")
            same((dict(loaded.invoices), dict(loaded.credits)), ({}, {}), "documents")

    @clause(TENANTS, needs=SEVERAL)
    def test_a_tenant_sees_no_answer_of_another(self, trial: LedgersTrial) -> None:
        trial.pen().write(issued("C1", "10"), key=KEY)
        trial.ledgers.remember(refused_answer("key-2"))

        same(trial.neighbour.answer(KEY), None, "the answer")
        same(trial.neighbour.answer("key-2"), None, "the answer of a refusal")

    @clause(TENANTS, needs=SEVERAL)
    def test_tenants_may_use_the_same_ids(self, trial: LedgersTrial) -> None:
        mine = trial.tell()

        theirs = trial.pen(BETA, of=trial.neighbour).write(
            registered("I1", "7"), issued("C1", "20")
        )

        same(trial.stored(), mine.ledger, "what is stored")
        same(trial.neighbour.load_whole(BETA), theirs.after, "the neighbour's ledger")
        same(dict(trial.neighbour.load_whole(ACME).invoices), {}, "invoices of ACME")

    @clause(TENANTS, needs=SEVERAL)
    def test_tenants_may_use_the_same_keys(self, trial: LedgersTrial) -> None:
        mine = trial.pen().write(issued("C1", "10"), key=KEY)
        theirs = trial.pen(of=trial.neighbour).write(issued("C1", "20"), key=KEY)

        same(trial.ledgers.answer(KEY), mine.answer, "the answer")
        same(trial.neighbour.answer(KEY), theirs.answer, "the neighbour's answer")
        same(trial.stored(), mine.after, "what is stored")

    @clause(ONE_TENANT, TENANTS, needs=SEVERAL)
    def test_the_same_customer_has_a_version_with_each_tenant(
        self, trial: LedgersTrial
    ) -> None:
        mine = trial.pen()
        for number in range(3):
            mine.write(issued(f"C{number}", "10"))

        theirs = trial.pen(of=trial.neighbour).write(issued("C1", "20")).after

        same(trial.stored(), mine.ledger, "what is stored")
        same(trial.neighbour.load_whole(ACME), theirs, "the neighbour's ledger")
