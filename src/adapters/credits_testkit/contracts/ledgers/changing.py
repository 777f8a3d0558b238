"""Changes: a document is stored as it has become."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from credits_core.credit import (
    Hold,
)
from credits_core.events import (
    CreditCancelled,
    CreditDeleted,
    CreditEdited,
    CreditGrew,
    CreditHeld,
    CreditReopened,
    CreditRetracted,
    Event,
    HoldReleased,
    InvoiceVoided,
    PaymentEdited,
    PaymentVoided,
    ReturnCorrected,
    ReturnReopened,
)
from credits_core.identity import (
    CreditId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
    overpayment_of,
)
from credits_core.payment import Method, Tender

from ..clauses import clause
from ..differences import same
from ..events_given import (
    allocated,
    applied,
    edited,
    issued,
    overpaid,
    received,
    registered,
    released,
    returned,
)
from ..given import usd
from ..trials import LedgersTrial
from .promises import AFTER, STORED

WORDS: Final = "Grüße 🍎 á \"quoted\" 'it''s' -- %s :x \\ {}\n\tend "
EARLY, LATE = date(1, 1, 1), date(9999, 12, 31)
C1, P1, RT1 = CreditId("C1"), PaymentId("P1"), ReturnId("RT1")


class ChangingClauses:
    """What is stored of what happens to a document."""

    @clause(AFTER, STORED)
    def test_an_invoice_that_becomes_void_is_stored_as_void(
        self, trial: LedgersTrial
    ) -> None:
        void = InvoiceVoided(invoice_id=InvoiceId("I1"), old_total=usd("10"))
        _stored(trial, (registered("I1", "10"), registered("I2", "10")), (void,))

    @clause(AFTER, STORED)
    def test_lines_that_were_changed_keep_their_places(
        self, trial: LedgersTrial
    ) -> None:
        """L1 costs less, L3 more, and L0 is new."""
        event = edited("E1", "I1", "100", "98", L3="3", L1="-10", L0="5")
        _stored(trial, (registered("I1", "100", lines=3),), (event,))
        same(
            list(trial.stored().lines[InvoiceId("I1")]),
            ["L1", "L2", "L3", "L0"],
            "the order of the lines",
        )

    @clause(AFTER, STORED)
    def test_goods_that_come_back_are_stored_on_the_lines_they_were_sold_on(
        self, trial: LedgersTrial
    ) -> None:
        goods = returned("RT1", "I1", "7")
        back = ReturnReopened(return_id=RT1)
        _stored(trial, (registered("I1", "100"),), (goods,), (back,))

    @clause(AFTER, STORED)
    def test_a_corrected_return_has_no_line_of_before(
        self, trial: LedgersTrial
    ) -> None:
        goods = returned("RT1", None, "7")
        line = attrs.evolve(goods.lines[0], id=LineId("R9"), value=usd("5"))
        less = ReturnCorrected(return_id=RT1, lines=(line,))
        more = ReturnCorrected(return_id=RT1, lines=(goods.lines[0], line))
        _stored(trial, (goods,), (more,), (less,))

    @clause(AFTER, STORED)
    def test_an_edited_payment_has_no_tender_of_before(
        self, trial: LedgersTrial
    ) -> None:
        edit = PaymentEdited(
            payment_id=P1,
            old_amount=usd("10"),
            amount=usd("7"),
            tenders=(Tender(Method.CARD, usd("7")),),
            opening=usd("0"),
        )
        two = (Tender(Method.CASH, usd("4")), Tender(Method.CHECK, usd("6")))
        receipt = attrs.evolve(received("P1", "10"), tenders=two)
        _stored(trial, (receipt,), (edit,))

    @clause(AFTER, STORED)
    def test_a_payment_that_becomes_void_is_stored_with_how_it_did(
        self, trial: LedgersTrial
    ) -> None:
        """P1 bounced, P2 was taken back."""
        voids = [
            PaymentVoided(payment_id=PaymentId(name), amount=usd("9"), is_reversed=how)
            for name, how in (("P1", True), ("P2", False))
        ]
        _stored(trial, (received("P1", "9"), received("P2", "9")), tuple(voids))

    @clause(AFTER, STORED)
    def test_cash_that_comes_and_goes_is_stored_with_its_days(
        self, trial: LedgersTrial
    ) -> None:
        documents = (registered("I1", "50"), received("P1", "50", "I1"))
        away = attrs.evolve(released(1, "P1", "I1", "50"), date=LATE)
        again = allocated(2, "P1", "I1", "20")
        rest = overpaid("P1", "30", "I1")
        cash = allocated(1, "P1", "I1", "50")
        _stored(trial, (*documents, cash), (away, again, rest))

    @clause(AFTER, STORED)
    def test_a_credit_that_changes_is_stored_as_it_has_become(
        self, trial: LedgersTrial
    ) -> None:
        """Edited, grown, retracted, held, released, cancelled, reopened, deleted."""
        money = usd("10")
        steps: tuple[Event, ...] = (
            CreditEdited(credit_id=C1, old_amount=money, amount=usd("7"), note=WORDS),
            CreditGrew(credit_id=C1, amount=usd("5")),
            CreditRetracted(credit_id=C1, amount=usd("2"), cause="less"),
            CreditHeld(credit_id=C1, hold=Hold.CONFLICT, remote_amount=usd("8")),
            HoldReleased(credit_id=C1),
            CreditHeld(credit_id=C1, hold=Hold.POSSIBLE_DUPLICATE),
            CreditCancelled(credit_id=C1, amount=usd("10")),
            CreditReopened(credit_id=C1),
        )
        gone = CreditDeleted(credit_id=CreditId("C2"), amount=money)
        pen = trial.pen()
        pen.write(issued("C1", money), issued("C2", money), issued("C3", money))
        for step in (*steps, gone):
            same(pen.write(step).after, pen.ledger, "the ledger")
            same(trial.stored(), pen.ledger, f"stored after {type(step).__name__}")

    @clause(AFTER, STORED)
    def test_a_spent_credit_is_stored_on_both_sides(self, trial: LedgersTrial) -> None:
        rest = overpayment_of(P1)
        documents = (registered("I1", "50"), received("P1", "30"))
        use = applied(1, "R1", rest, "I1", "12")
        _stored(
            trial,
            (*documents, overpaid("P1", "30")),
            (received("R1", "0", "I1"), use),
        )


def _stored(trial: LedgersTrial, *commands: tuple[Event, ...]) -> None:
    """Commit the *commands*, and look at what is stored after each."""
    pen = trial.pen()
    for events in commands:
        pen.write(*events)
        same(trial.stored(), pen.ledger, "what is stored")
