"""The clauses of the port ``Ledgers`` and of each part about loading a slice."""

from __future__ import annotations

import pytest

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
    Part,
    TendersOn,
    UsesOf,
)
from credits_core.ports import Ledgers

from .events_given import applied, issued, overpaid, received, registered, returned
from .given import ACME, BETA, Writer, footprint
from .parts_by_definition import comes_with, every_part_of
from .parts_of_story import (
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
from .story import CHAPTERS, tell


def _named(part: Part) -> str:
    return str(part)


class LoadingContract:
    """Loading: the parts, whole objects, and what belongs to others."""

    @pytest.mark.parametrize("part", PARTS, ids=_named)
    def test_all_that_belongs_to_a_part_comes_with_it(
        self, ledgers: Ledgers, part: Part
    ) -> None:
        tell(ledgers)

        loaded = ledgers.load(ACME, frozenset({part}))

        assert missing(PARTS[part], found_in(loaded)) == {}

    def test_every_part_brings_what_its_definition_says(self, ledgers: Ledgers) -> None:
        """After every fourth chapter, of all the parts one could ask for."""
        writer = Writer(ledgers)

        for chapter, events in enumerate(CHAPTERS, start=1):
            whole = writer.write(*events).after
            for part in every_part_of(whole) if chapter % 4 == 0 else ():
                loaded = ledgers.load(ACME, footprint(part))
                assert missing(comes_with(part, whole), found_in(loaded)) == {}

    def test_whatever_comes_comes_as_it_is_in_the_whole_ledger(
        self, ledgers: Ledgers
    ) -> None:
        tell(ledgers)
        whole = ledgers.load_whole(ACME)

        slices = [ledgers.load(ACME, frozenset({part})) for part in PARTS]

        assert slices == [without_others(whole, loaded) for loaded in slices]

    def test_parts_asked_for_together_all_come(self, ledgers: Ledgers) -> None:
        tell(ledgers)

        loaded = ledgers.load(ACME, frozenset(PARTS))

        gaps = [missing(wanted, found_in(loaded)) for wanted in PARTS.values()]
        assert gaps == [{}] * len(PARTS)

    def test_the_scope_holds_every_part_asked_for(self, ledgers: Ledgers) -> None:
        tell(ledgers)

        loaded = ledgers.load(ACME, frozenset(PARTS))

        assert all(loaded.scope.covers(part) for part in PARTS)
        assert not loaded.scope.is_whole
        assert not loaded.scope.covers(AnInvoice(InvoiceId("I9")))

    def test_a_slice_is_of_the_version_and_the_entries_of_its_ledger(
        self, ledgers: Ledgers
    ) -> None:
        changes = tell(ledgers)

        loaded = ledgers.load(ACME, frozenset())

        assert (loaded.version, loaded.entries) == (len(changes), 7)

    def test_what_was_not_asked_for_stays_away(self, ledgers: Ledgers) -> None:
        """One invoice and one credit come, out of a ledger of many."""
        tell(ledgers)

        loaded = ledgers.load(ACME, footprint(AnInvoice(I3), ACredit(C1)))

        assert found_in(loaded) == Found(invoices=[I3], credits=[C1])

    @pytest.mark.parametrize("part", ABSENT, ids=_named)
    def test_what_does_not_exist_is_known_not_to(
        self, ledgers: Ledgers, part: Part
    ) -> None:
        """P3 of 60 is void, P1 applied nothing, and no money of I2's is left."""
        tell(ledgers)

        loaded = ledgers.load(ACME, frozenset({part}))

        assert loaded.scope.covers(part)
        assert found_in(loaded) == Found()
        assert loaded.elsewhere == {}

    def test_voided_entries_do_not_come_with_what_is_live(
        self, ledgers: Ledgers
    ) -> None:
        tell(ledgers)

        asked = footprint(UsesOf(C2), AppliedBy(R2), TendersOn(I2), APayment(P3))
        loaded = ledgers.load(ACME, asked)

        assert all(entry.is_live for entry in loaded.applications.values())
        assert all(entry.is_live for entry in loaded.allocations.values())

    @pytest.mark.parametrize(("part", "document"), DOCUMENTS.items(), ids=_named)
    def test_a_document_of_another_customer_is_named_with_its_owner(
        self, ledgers: Ledgers, part: Part, document: Part
    ) -> None:
        tell(ledgers)

        loaded = ledgers.load(BETA, frozenset({part}))

        assert loaded.elsewhere == {document: ACME}
        assert found_in(loaded) == Found()

    def test_ids_of_different_kinds_may_coincide(self, ledgers: Ledgers) -> None:
        """Everything of ACME is called X; Beta's own invoice X is not elsewhere."""
        everything = (registered("X", "9"), received("X", "0"), issued("X", "9"))
        Writer(ledgers).write(*everything, returned("Y", "X", "1"))
        Writer(ledgers, BETA).write(registered("Y", "9"), issued("Y", "9"))
        x, y = InvoiceId("X"), InvoiceId("Y")

        of_acme = ledgers.load(ACME, footprint(AnInvoice(x), ACredit(CreditId("Y"))))
        of_beta = ledgers.load(BETA, footprint(AnInvoice(y), AReturn(ReturnId("Y"))))

        assert found_in(of_acme) == Found(invoices=["X"])
        assert of_acme.elsewhere == {ACredit(CreditId("Y")): BETA}
        assert found_in(of_beta) == Found(invoices=["Y"])
        assert of_beta.elsewhere == {AReturn(ReturnId("Y")): ACME}

    def test_own_money_is_only_what_is_still_available(self, ledgers: Ledgers) -> None:
        """Of two payments on account of I1, one was spent: the other alone comes."""
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
        assert missing(wanted, found_in(loaded)) == {}
        assert PaymentId("P1") not in loaded.payments
