"""The clauses of the port ``Ledgers`` and of each part about loading a slice."""

from __future__ import annotations

from credits_core.identity import (
    CreditId,
    InvoiceId,
    PaymentId,
    ReturnId,
)
from credits_core.parts import (
    ACredit,
    AnInvoice,
    APayment,
    AppliedBy,
    AReturn,
    OwnMoneyOf,
    TendersOn,
    UsesOf,
)

from ..clauses import needs
from ..definition import comes_with, every_part_of
from ..differences import same
from ..events_given import applied, issued, overpaid, received, registered, returned
from ..found import (
    ABSENT,
    C1,
    C2,
    DOCUMENTS,
    I1,
    I2,
    I3,
    P3,
    PARTS,
    R2,
    Found,
    found_in,
    missing,
    without_others,
)
from ..given import ACME, BETA, Writer, footprint
from ..story import CHAPTERS, tell
from ..trials import LedgersTrial


class LoadingContract:
    """Loading: the parts, whole objects, and what belongs to others."""

    @needs()
    def test_all_that_belongs_to_a_part_comes_with_it(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        tell(ledgers)

        for part, wanted in PARTS.items():
            loaded = ledgers.load(ACME, footprint(part))
            same(missing(wanted, found_in(loaded)), {}, f"what {part} lacks")

    @needs()
    def test_every_part_brings_what_its_definition_says(
        self, trial: LedgersTrial
    ) -> None:
        """After every fourth chapter, of all the parts one could ask for."""
        ledgers = trial.ledgers
        writer = Writer(ledgers)

        for chapter, events in enumerate(CHAPTERS, start=1):
            whole = writer.write(*events).after
            for part in every_part_of(whole) if chapter % 4 == 0 else ():
                loaded = ledgers.load(ACME, footprint(part))
                same(missing(comes_with(part, whole), found_in(loaded)), {})

    @needs()
    def test_whatever_comes_comes_as_it_is_in_the_whole_ledger(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        tell(ledgers)
        whole = ledgers.load_whole(ACME)

        slices = [ledgers.load(ACME, frozenset({part})) for part in PARTS]

        same(slices, [without_others(whole, loaded) for loaded in slices])

    @needs()
    def test_parts_asked_for_together_all_come(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        tell(ledgers)

        loaded = ledgers.load(ACME, frozenset(PARTS))

        for wanted in PARTS.values():
            same(missing(wanted, found_in(loaded)), {})

    @needs()
    def test_the_scope_holds_every_part_asked_for(self, trial: LedgersTrial) -> None:
        ledgers = trial.ledgers
        tell(ledgers)

        loaded = ledgers.load(ACME, frozenset(PARTS))

        assert all(loaded.scope.covers(part) for part in PARTS)
        assert not loaded.scope.is_whole
        assert not loaded.scope.covers(AnInvoice(InvoiceId("I9")))

    @needs()
    def test_a_slice_is_of_the_version_and_the_entries_of_its_ledger(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        changes = tell(ledgers)

        loaded = ledgers.load(ACME, frozenset())
        same((loaded.version, loaded.entries), (len(changes), 7))

    @needs()
    def test_what_was_not_asked_for_stays_away(self, trial: LedgersTrial) -> None:
        """One invoice and one credit come, out of a ledger of many."""
        ledgers = trial.ledgers
        tell(ledgers)

        loaded = ledgers.load(ACME, footprint(AnInvoice(I3), ACredit(C1)))
        same(found_in(loaded), Found(invoices=[I3], credits=[C1]))

    @needs()
    def test_what_does_not_exist_is_known_not_to(self, trial: LedgersTrial) -> None:
        """P3 of 60 is void, P1 applied nothing, and no money of I2's is left."""
        ledgers = trial.ledgers
        tell(ledgers)

        for part in ABSENT:
            loaded = ledgers.load(ACME, footprint(part))
            assert loaded.scope.covers(part)
            same(found_in(loaded), Found(), f"what comes with {part}")
            same(loaded.elsewhere, {}, f"elsewhere of {part}")

    @needs()
    def test_voided_entries_do_not_come_with_what_is_live(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        tell(ledgers)

        asked = footprint(UsesOf(C2), AppliedBy(R2), TendersOn(I2), APayment(P3))
        loaded = ledgers.load(ACME, asked)

        assert all(entry.is_live for entry in loaded.applications.values())
        assert all(entry.is_live for entry in loaded.allocations.values())

    @needs()
    def test_a_document_of_another_customer_is_named_with_its_owner(
        self, trial: LedgersTrial
    ) -> None:
        ledgers = trial.ledgers
        tell(ledgers)

        for part, document in DOCUMENTS.items():
            loaded = ledgers.load(BETA, footprint(part))
            same(loaded.elsewhere, {document: ACME}, f"elsewhere of {part}")
            same(found_in(loaded), Found(), f"what comes with {part}")

    @needs()
    def test_ids_of_different_kinds_may_coincide(self, trial: LedgersTrial) -> None:
        """Everything of ACME is called X; Beta's own invoice X is not elsewhere."""
        ledgers = trial.ledgers
        everything = (registered("X", "9"), received("X", "0"), issued("X", "9"))
        Writer(ledgers).write(*everything, returned("Y", "X", "1"))
        Writer(ledgers, BETA).write(registered("Y", "9"), issued("Y", "9"))
        x, y = InvoiceId("X"), InvoiceId("Y")

        of_acme = ledgers.load(ACME, footprint(AnInvoice(x), ACredit(CreditId("Y"))))
        of_beta = ledgers.load(BETA, footprint(AnInvoice(y), AReturn(ReturnId("Y"))))

        same(found_in(of_acme), Found(invoices=["X"]))
        same(of_acme.elsewhere, {ACredit(CreditId("Y")): BETA})
        same(found_in(of_beta), Found(invoices=["Y"]))
        same(of_beta.elsewhere, {AReturn(ReturnId("Y")): ACME})

    @needs()
    def test_own_money_is_only_what_is_still_available(
        self, trial: LedgersTrial
    ) -> None:
        """Of two payments on account of I1, one was spent: the other alone comes."""
        ledgers = trial.ledgers
        writer = Writer(ledgers)
        writer.write(registered("I1", "0"), registered("I2", "50"))
        writer.write(received("P1", "20", "I1"), overpaid("P1", "20", "I1"))
        writer.write(received("P2", "30", "I1", "I2"), overpaid("P2", "30", "I1", "I2"))
        spent = applied(1, "R1", "overpayment:P1", "I2", "20")
        writer.write(received("R1", "0", "I2"), spent)

        loaded = ledgers.load(ACME, footprint(OwnMoneyOf(I1)))

        wanted = Found(
            payments=["P2"], credits=["overpayment:P2"], invoices=["I1", "I2"]
        )
        same(missing(wanted, found_in(loaded)), {})
        assert PaymentId("P1") not in loaded.payments
