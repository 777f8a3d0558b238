"""Closed and opened again: all that was written is there."""

from __future__ import annotations

from returns.result import Failure

from credits_core.identity import InvoiceId
from credits_core.parts import AnInvoice, TendersOn
from credits_core.rejections import StaleLedger

from ...orders import ACME
from ..capabilities import Need
from ..clauses import clause
from ..definition import comes_with
from ..differences import same
from ..events_given import issued, registered
from ..found import found_in
from ..given import BETA, footprint, refused_answer
from ..trials import LedgersTrial
from .nesting import lose_heart_after
from .promises import (
    ANSWERED,
    IN_ORDER,
    REMEMBERED,
    STALE,
    STORED,
    TENANTS,
    UNDONE,
)

AGAIN = (Need.DURABILITY,)
TENANTS_AGAIN = (Need.DURABILITY, Need.TENANTS)


class DurableClauses:
    """What is there after the place was closed and opened again."""

    @clause(STORED, needs=AGAIN)
    def test_ledgers_are_there_when_they_are_opened_again(
        self, trial: LedgersTrial
    ) -> None:
        mine = trial.tell().ledger
        theirs = trial.pen(BETA).write(issued("B1", "10")).after

        again = trial.reopen()

        same(again.load_whole(ACME), mine, "ACME's ledger")
        same(again.load_whole(BETA), theirs, "Beta's ledger")
        same(trial.stored(), mine, "what is stored")
        same(tuple(again.customers()), (ACME, BETA), "the customers")

    @clause(STORED, needs=AGAIN)
    def test_slices_come_as_before_when_they_are_opened_again(
        self, trial: LedgersTrial
    ) -> None:
        whole = trial.tell().ledger
        part = TendersOn(InvoiceId("I2"))

        loaded = trial.reopen().load(ACME, footprint(part))

        same(found_in(loaded), comes_with(part, whole), str(part))

    @clause(IN_ORDER, needs=AGAIN)
    def test_journals_are_there_when_they_are_opened_again(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        entries = [pen.write(issued(f"C{n}", "1")).entry for n in range(12)]

        same(list(trial.reopen().journal(ACME)), entries, "the journal")

    @clause(ANSWERED, REMEMBERED, needs=AGAIN)
    def test_answers_are_there_when_they_are_opened_again(
        self, trial: LedgersTrial
    ) -> None:
        change = trial.pen().write(issued("C1", "10"), key="k1")
        trial.ledgers.remember(refused_answer("k2"))

        again = trial.reopen()

        told = [again.answer(key) for key in ("k1", "k2", "k3")]
        same(told, [change.answer, refused_answer("k2"), None], "the answers")

    @clause(STALE, needs=AGAIN)
    def test_versions_go_on_where_they_were_when_opened_again(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        late = pen.change(issued("C2", "10"))
        pen.write(issued("C1", "10"))

        pen.ledgers = trial.reopen()

        stale = Failure(StaleLedger(customer_id=ACME))
        same(pen.ledgers.commit(late), stale, "commit(...) of what was seen before")
        pen.write(issued("C3", "10"))
        same(trial.stored(), pen.ledger, "what is stored")

    @clause(STALE, needs=AGAIN)
    def test_ids_and_keys_stay_taken_when_opened_again(
        self, trial: LedgersTrial
    ) -> None:
        trial.pen().write(registered("I1", "10"), key="k1")
        pen = trial.pen(BETA)

        again = trial.reopen()

        stale = Failure(StaleLedger(customer_id=BETA))
        same(again.commit(pen.change(registered("I1", "10"))), stale, "the same id")
        same(again.commit(pen.change(issued("C1", "1"), key="k1")), stale, "the key")
        part = AnInvoice(InvoiceId("I1"))
        elsewhere = again.load(BETA, footprint(part)).elsewhere
        same(dict(elsewhere), {part: ACME}, "elsewhere")

    @clause(UNDONE, needs=AGAIN)
    def test_what_was_undone_is_not_there_when_opened_again(
        self, trial: LedgersTrial
    ) -> None:
        kept = trial.pen().write(issued("C1", "10"))
        lose_heart_after(
            trial.ledgers, lambda: trial.pen(BETA).write(issued("B1", "1"), key="k1")
        )

        again = trial.reopen()

        same(tuple(again.customers()), (ACME,), "the customers")
        same(again.load_whole(ACME), kept.after, "ACME's ledger")
        same(again.answer("k1"), None, "the answer")

    @clause(TENANTS, needs=TENANTS_AGAIN)
    def test_each_tenant_has_its_own_when_opened_again(
        self, trial: LedgersTrial
    ) -> None:
        mine = trial.pen().write(issued("C1", "10"), key="k1")
        theirs = trial.pen(of=trial.neighbour).write(issued("C1", "7"), key="k1")

        again = trial.reopen()

        same(again.load_whole(ACME), mine.after, "the ledger")
        same(again.answer("k1"), mine.answer, "the answer")
        same(trial.neighbour.load_whole(ACME), theirs.after, "the neighbour's ledger")
