"""What comes with each part that names a document, or what is linked to it.

The tables of what must come, out of the story of ACME, are in ``found.py``.
"""

from __future__ import annotations

from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.parts import (
    ACredit,
    AnApplication,
    AnInvoice,
    APayment,
    AppliedBy,
    AReturn,
    LinesOf,
    Part,
    UsesOf,
)

from ...orders import ACME
from ..clauses import clause
from ..differences import holds, same
from ..events_given import allocated, applied, issued, received, registered
from ..found import ABSENT, PARTS, Found, found_in
from ..given import footprint
from ..trials import LedgersTrial
from .part_promises import (
    A_CREDIT,
    A_PAYMENT,
    A_RETURN,
    AN_APPLICATION,
    AN_INVOICE,
    APPLIED_BY,
    LINES_OF,
    NO_PAYMENT,
    USES_OF,
    VOIDED_TOO,
)


class PartsClauses:
    """What comes with each kind of part."""

    @clause(AN_INVOICE)
    def test_an_invoice_comes_without_its_lines(self, trial: LedgersTrial) -> None:
        comes_as_told(trial, AnInvoice)

    @clause(LINES_OF)
    def test_the_lines_of_an_invoice_come_with_it(self, trial: LedgersTrial) -> None:
        comes_as_told(trial, LinesOf)

    @clause(A_PAYMENT, NO_PAYMENT)
    def test_a_payment_comes_with_its_credit_its_cash_and_its_invoices(
        self, trial: LedgersTrial
    ) -> None:
        """P1 has all of these, P3 is void, R1 has no cash; there is no P9."""
        comes_as_told(trial, APayment)

    @clause(A_PAYMENT)
    def test_a_payment_comes_with_the_invoices_it_names_but_is_not_on(
        self, trial: LedgersTrial
    ) -> None:
        pen = trial.pen()
        pen.write(*(registered(name, "50") for name in ("I1", "I2", "I3")))
        pen.write(received("P1", "50", "I3", "I1"), allocated(1, "P1", "I1", "50"))

        wanted = Found(payments=["P1"], invoices=["I1", "I3"], allocations=[1])
        comes(trial, APayment(PaymentId("P1")), wanted)

    @clause(A_CREDIT)
    def test_a_credit_comes_by_itself(self, trial: LedgersTrial) -> None:
        comes_as_told(trial, ACredit)

    @clause(A_RETURN)
    def test_a_return_comes_by_itself(self, trial: LedgersTrial) -> None:
        comes_as_told(trial, AReturn)

    @clause(USES_OF)
    def test_the_uses_of_a_credit_come_with_it_and_their_invoices(
        self, trial: LedgersTrial
    ) -> None:
        comes_as_told(trial, UsesOf)

    @clause(AN_APPLICATION, VOIDED_TOO)
    def test_every_application_between_three_comes_voided_or_not(
        self, trial: LedgersTrial
    ) -> None:
        """R2 applied C2 on I2, took it back, and applied it anew: 4 and 5."""
        comes_as_told(trial, AnApplication)

    @clause(AN_APPLICATION)
    def test_an_application_is_told_by_all_three(self, trial: LedgersTrial) -> None:
        """Of C1 on I1 by R1, each of the others shares two of the three."""
        pen = trial.pen()
        pen.write(*(registered(name, "50") for name in ("I1", "I2")))
        pen.write(issued("C1", "50"), issued("C2", "50"))
        pen.write(
            *(received("R1", "0", "I1", "I2"), received("R2", "0", "I1")),
            applied(1, "R2", "C1", "I1", "3"),
            applied(2, "R1", "C2", "I1", "4"),
            applied(3, "R1", "C1", "I2", "5"),
            applied(4, "R1", "C1", "I1", "6"),
        )

        part = AnApplication(PaymentId("R1"), CreditId("C1"), InvoiceId("I1"))
        comes(trial, part, Found(applications=[4]))

    @clause(APPLIED_BY)
    def test_what_a_receipt_applied_comes_with_its_credits_and_invoices(
        self, trial: LedgersTrial
    ) -> None:
        comes_as_told(trial, AppliedBy)


def comes(trial: LedgersTrial, part: Part, wanted: Found) -> None:
    """What comes with *part* is what is *wanted*, and it is then known."""
    loaded = trial.ledgers.load(ACME, footprint(part))
    same(found_in(loaded), wanted, str(part))
    holds(loaded.scope.covers(part), f"The scope does not hold {part}.")


def comes_as_told(trial: LedgersTrial, kind: type[Part]) -> None:
    """After the story, each part of that kind brings what the table says."""
    trial.tell()
    for part, wanted in PARTS.items():
        if isinstance(part, kind):
            comes(trial, part, wanted)
    for part in ABSENT:
        if isinstance(part, kind):
            comes(trial, part, Found())
