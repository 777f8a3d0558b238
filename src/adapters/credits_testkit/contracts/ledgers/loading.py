"""Loading a slice: all that was asked for, as it is, and nothing of others."""

from __future__ import annotations

from credits_core.events import InvoiceVoided
from credits_core.identity import CreditId, InvoiceId, ReturnId
from credits_core.parts import (
    ACredit,
    AnInvoice,
    APayment,
    AppliedBy,
    AReturn,
    LinesOf,
    TendersOn,
    UsesOf,
    document_of,
)

from ...orders import ACME
from ..clauses import clause
from ..definition import comes_with, every_part_of
from ..differences import holds, same
from ..events_given import issued, received, registered, returned
from ..found import (
    ABSENT,
    C1,
    C2,
    I2,
    I3,
    P3,
    PARTS,
    R2,
    Found,
    found_in,
    joined,
    without_others,
)
from ..given import BETA, footprint, usd
from ..story import CHAPTERS
from ..trials import LedgersTrial
from .part_promises import AS_DATA, EXACTLY, WHOLE_AND_LIVE
from .promises import ELSEWHERE, NAMES, ONE_MOMENT, SCOPE, SLICE


class LoadingClauses:
    """Slices: exact, whole objects, and whose a document is."""

    @clause(EXACTLY, AS_DATA)
    def test_every_part_brings_exactly_what_its_words_say(
        self, trial: LedgersTrial
    ) -> None:
        """After every fourth chapter, of all the parts one could ask for."""
        pen = trial.pen()
        for chapter, events in enumerate(CHAPTERS, start=1):
            whole = pen.write(*events).after
            for part in every_part_of(whole) if chapter % 4 == 0 else ():
                loaded = trial.ledgers.load(ACME, footprint(part))
                same(found_in(loaded), comes_with(part, whole), str(part))

    @clause(SLICE, EXACTLY)
    def test_parts_asked_for_together_bring_what_each_brings(
        self, trial: LedgersTrial
    ) -> None:
        """All at once, and every third of them with every one after it."""
        trial.tell()
        parts = list(PARTS)
        for asked in (parts, parts[::3], parts[1::3], parts[2::3]):
            wanted = joined(*(PARTS[part] for part in asked))
            loaded = trial.ledgers.load(ACME, footprint(*asked))
            same(found_in(loaded), wanted, f"{len(asked)} parts together")

    @clause(EXACTLY)
    def test_nothing_comes_when_nothing_is_asked_for(self, trial: LedgersTrial) -> None:
        trial.tell()

        loaded = trial.ledgers.load(ACME, frozenset())

        same(found_in(loaded), Found(), "what came")

    @clause(EXACTLY)
    def test_what_was_not_asked_for_stays_away(self, trial: LedgersTrial) -> None:
        """One invoice and one credit come, out of a ledger of many."""
        trial.tell()

        loaded = trial.ledgers.load(ACME, footprint(AnInvoice(I3), ACredit(C1)))

        same(found_in(loaded), Found(invoices=[I3], credits=[C1]), "what came")

    @clause(WHOLE_AND_LIVE, ONE_MOMENT)
    def test_whatever_comes_comes_as_it_is_in_the_whole_ledger(
        self, trial: LedgersTrial
    ) -> None:
        whole = trial.tell().ledger
        for part in PARTS:
            loaded = trial.ledgers.load(ACME, footprint(part))
            same(loaded, without_others(whole, loaded), str(part))

    @clause(WHOLE_AND_LIVE)
    def test_a_void_document_comes_as_any_other(self, trial: LedgersTrial) -> None:
        pen = trial.pen()
        pen.write(registered("I1", "10", lines=2), registered("I2", "10"))
        pen.write(InvoiceVoided(invoice_id=InvoiceId("I1"), old_total=usd("10")))

        loaded = trial.ledgers.load(ACME, footprint(LinesOf(InvoiceId("I1"))))

        same(loaded, without_others(pen.ledger, loaded), "the slice")
        same(found_in(loaded), Found(invoices=["I1"], lines=["I1"]), "what came")

    @clause(WHOLE_AND_LIVE)
    def test_lines_come_in_their_order(self, trial: LedgersTrial) -> None:
        """L10 is after L9, and stays there."""
        registration = registered("I1", "100", lines=12)
        trial.pen().write(registered("I2", "7", lines=3), registration)

        loaded = trial.ledgers.load(ACME, footprint(LinesOf(InvoiceId("I1"))))

        lines = tuple(loaded.lines[InvoiceId("I1")].values())
        same(lines, registration.lines, "the lines")

    @clause(WHOLE_AND_LIVE)
    def test_voided_entries_do_not_come_with_what_is_live(
        self, trial: LedgersTrial
    ) -> None:
        trial.tell()

        asked = footprint(UsesOf(C2), AppliedBy(R2), TendersOn(I2), APayment(P3))
        loaded = trial.ledgers.load(ACME, asked)

        same(sorted(loaded.applications), [2, 3, 5], "the applications")
        same(sorted(loaded.allocations), [], "the allocations")

    @clause(SCOPE)
    def test_the_scope_holds_every_part_asked_for_and_no_other(
        self, trial: LedgersTrial
    ) -> None:
        trial.tell()

        loaded = trial.ledgers.load(ACME, frozenset(PARTS))

        lacking = [part for part in PARTS if not loaded.scope.covers(part)]
        same(lacking, [], "what the scope lacks")
        holds(not loaded.scope.is_whole, "The scope of a slice is not whole.")
        other = AnInvoice(InvoiceId("I9"))
        holds(not loaded.scope.covers(other), f"The scope holds {other}, too.")

    @clause(SCOPE, ELSEWHERE)
    def test_what_does_not_exist_is_known_not_to(self, trial: LedgersTrial) -> None:
        """P3 of 60 is void, P1 applied nothing, and no money of I2's is left."""
        trial.tell()

        loaded = trial.ledgers.load(ACME, frozenset(ABSENT))

        lacking = [part for part in ABSENT if not loaded.scope.covers(part)]
        same(lacking, [], "what the scope lacks")
        same(dict(loaded.elsewhere), {}, "elsewhere")

    @clause(ELSEWHERE)
    def test_a_document_of_another_customer_is_named_with_its_owner(
        self, trial: LedgersTrial
    ) -> None:
        """By whichever part it was asked for."""
        trial.tell()
        for part in PARTS:
            loaded = trial.ledgers.load(BETA, footprint(part))
            document = document_of(part)
            is_one = isinstance(document, AnInvoice | APayment | ACredit | AReturn)
            wanted = {document: ACME} if is_one else {}
            same(dict(loaded.elsewhere), wanted, f"elsewhere of {part}")

    @clause(ELSEWHERE, SLICE)
    def test_nothing_of_another_customer_comes(self, trial: LedgersTrial) -> None:
        trial.tell()
        trial.pen(BETA).write(received("P8", "7"), issued("B1", "7"))

        loaded = trial.ledgers.load(BETA, frozenset(PARTS))

        same(found_in(loaded), Found(credits=["B1"]), "what came for Beta")
        told = (loaded.customer_id, loaded.version, loaded.entries)
        same(told, (BETA, 1, 0), "customer, version and entries")

    @clause(ELSEWHERE, NAMES)
    def test_ids_of_different_kinds_may_coincide(self, trial: LedgersTrial) -> None:
        """Everything of ACME is called X; Beta's own invoice Y is not elsewhere."""
        everything = (registered("X", "9"), received("X", "0"), issued("X", "9"))
        trial.pen().write(*everything, returned("Y", "X", "1"))
        trial.pen(BETA).write(registered("Y", "9"), issued("Y", "9"))
        x, y = InvoiceId("X"), InvoiceId("Y")
        credit, goods = ACredit(CreditId("Y")), AReturn(ReturnId("Y"))

        of_acme = trial.ledgers.load(ACME, footprint(AnInvoice(x), credit))
        of_beta = trial.ledgers.load(BETA, footprint(AnInvoice(y), goods))

        same(found_in(of_acme), Found(invoices=["X"]), "what came for ACME")
        same(dict(of_acme.elsewhere), {credit: BETA}, "elsewhere of ACME")
        same(found_in(of_beta), Found(invoices=["Y"]), "what came for Beta")
        same(dict(of_beta.elsewhere), {goods: ACME}, "elsewhere of Beta")
