"""What comes with each part that asks for money on, from or of an invoice.

The tables of what must come, out of the story of ACME, are in ``found.py``.
"""

from __future__ import annotations

from credits_core.credit import FromReduction
from credits_core.events import CreditRetracted, PaymentVoided
from credits_core.identity import CreditId, EditId, PaymentId
from credits_core.parts import (
    OwnMoneyOf,
    PaymentsLike,
    ReductionsOf,
    TendersOn,
)

from ...orders import ACME
from ..clauses import clause
from ..differences import holds, same
from ..events_given import allocated, applied, issued, overpaid, received, registered
from ..found import I1, I2, Found, found_in
from ..given import BETA, DAY, footprint, usd
from ..trials import LedgersTrial
from .part_promises import (
    AS_A_PAYMENT,
    BY_THEMSELVES,
    NOTHING_MAY_STAY_AWAY,
    OWN_MONEY,
    PAYMENTS_LIKE,
    RECEIPTS_TOO,
    REDUCTIONS_OF,
    TENDERS_ON,
)
from .parts import comes, comes_as_told


class LinksClauses:
    """What comes with each kind of part that follows links."""

    @clause(TENDERS_ON)
    def test_the_tenders_on_an_invoice_come_with_where_they_come_from(
        self, trial: LedgersTrial
    ) -> None:
        comes_as_told(trial, TendersOn)

    @clause(RECEIPTS_TOO)
    def test_the_receipts_of_applications_on_an_invoice_come_too(
        self, trial: LedgersTrial
    ) -> None:
        trial.tell()

        loaded = trial.ledgers.load(ACME, footprint(TendersOn(I2)))

        same(sorted(loaded.payments), ["R1", "R2"], "the payments")

    @clause(BY_THEMSELVES)
    def test_tenders_come_without_the_other_uses_of_their_sources(
        self, trial: LedgersTrial
    ) -> None:
        """P1 and C1 are on I1 and on I2; only what is on I1 comes."""
        pen = trial.pen()
        pen.write(registered("I1", "50"), registered("I2", "50"), issued("C1", "9"))
        pen.write(
            received("P1", "30", "I1", "I2"),
            *(allocated(1, "P1", "I1", "10"), allocated(2, "P1", "I2", "15")),
            *(overpaid("P1", "5"), received("R1", "0", "I1", "I2")),
            *(applied(3, "R1", "C1", "I1", "4"), applied(4, "R1", "C1", "I2", "5")),
        )

        wanted = Found(
            invoices=["I1"],
            allocations=[1],
            applications=[3],
            payments=["P1", "R1"],
            credits=["C1"],
        )
        comes(trial, TendersOn(I1), wanted)

    @clause(REDUCTIONS_OF)
    def test_the_reductions_of_an_invoice_come_with_their_uses(
        self, trial: LedgersTrial
    ) -> None:
        comes_as_told(trial, ReductionsOf)

    @clause(NOTHING_MAY_STAY_AWAY)
    def test_a_reduction_of_nothing_may_stay_away(self, trial: LedgersTrial) -> None:
        """Of two reductions of I1, one came to nothing; whether it comes is open."""
        pen = trial.pen()
        origins = [FromReduction(I1, EditId(name)) for name in ("E1", "E2")]
        paid = (received("P1", "90"), allocated(1, "P1", "I1", "90"))
        reduction = issued("C1", "5", origin=origins[0])
        pen.write(registered("I1", "90"), *paid, reduction)
        gone = CreditRetracted(credit_id=CreditId("C1"), amount=usd("5"), cause="edit")
        pen.write(gone, issued("C2", "7", origin=origins[1]))

        found = found_in(trial.ledgers.load(ACME, footprint(ReductionsOf(I1))))

        without = Found(invoices=["I1"], credits=["C2"])
        with_it = Found(invoices=["I1"], credits=["C1", "C2"])
        holds(found in (without, with_it), f"There came {found}.")

    @clause(OWN_MONEY, AS_A_PAYMENT)
    def test_own_money_comes_as_the_payments_that_have_it(
        self, trial: LedgersTrial
    ) -> None:
        comes_as_told(trial, OwnMoneyOf)

    @clause(OWN_MONEY)
    def test_own_money_is_only_what_is_still_available(
        self, trial: LedgersTrial
    ) -> None:
        """Of two payments on account of I1, one was spent: the other alone comes."""
        pen = trial.pen()
        pen.write(registered("I1", "0"), registered("I2", "50"))
        pen.write(received("P1", "20", "I1"), overpaid("P1", "20", "I1"))
        pen.write(received("P2", "30", "I1", "I2"), overpaid("P2", "30", "I1", "I2"))
        spent = applied(1, "R1", "overpayment:P1", "I2", "20")
        pen.write(received("R1", "0", "I2"), spent)

        wanted = Found(
            payments=["P2"], credits=["overpayment:P2"], invoices=["I1", "I2"]
        )
        comes(trial, OwnMoneyOf(I1), wanted)

    @clause(PAYMENTS_LIKE)
    def test_payments_of_one_amount_on_one_day_come_by_themselves(
        self, trial: LedgersTrial
    ) -> None:
        comes_as_told(trial, PaymentsLike)

    @clause(PAYMENTS_LIKE)
    def test_a_void_payment_is_like_no_other(self, trial: LedgersTrial) -> None:
        """P1 and P2 are alike, P2 is void, and P3 is another customer's."""
        pen = trial.pen()
        pen.write(received("P1", "20"), received("P2", "20"))
        amount = usd("20")
        pen.write(
            PaymentVoided(payment_id=PaymentId("P2"), amount=amount, is_reversed=False)
        )
        trial.pen(BETA).write(received("P3", "20"))

        comes(trial, PaymentsLike(amount, DAY), Found(payments=["P1"]))
