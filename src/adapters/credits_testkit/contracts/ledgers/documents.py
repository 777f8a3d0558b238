"""Documents: each is stored with all that it has, and with whatever changes it."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from credits_core.credit import (
    FromOverpayment,
    FromReduction,
    FromRemoteMemo,
    FromRemotePayment,
    FromReturn,
    Manual,
    Origin,
)
from credits_core.events import (
    Event,
)
from credits_core.exact import QUANTITY_MAX_MICROS, Quantity
from credits_core.identity import (
    CreditId,
    EditId,
    InvoiceId,
    LineId,
    PaymentId,
    ReturnId,
    UserId,
)
from credits_core.invoice import LineKind
from credits_core.money import AMOUNT_MAX_MINOR, Money
from credits_core.payment import Method, Tender

from ..clauses import clause
from ..differences import same
from ..events_given import (
    allocated,
    issued,
    received,
    registered,
    returned,
)
from ..given import usd
from ..trials import LedgersTrial
from .promises import CHANGE, NAMES, STORED

WORDS: Final = "Grüße 🍎 á \"quoted\" 'it''s' -- %s :x \\ {}\n\tend "
EARLY, LATE = date(1, 1, 1), date(9999, 12, 31)
C1, P1, RT1 = CreditId("C1"), PaymentId("P1"), ReturnId("RT1")


class DocumentsClauses:
    """What is stored of a document, and of what happens to it."""

    @clause(CHANGE, STORED)
    def test_an_invoice_is_stored_with_its_dates_and_its_number(
        self, trial: LedgersTrial
    ) -> None:
        plain = registered("I1", "100")
        early = attrs.evolve(plain, date=EARLY, due_date=LATE, number=WORDS)
        _stored(trial, (early,), (registered("I2", "0"),))

    @clause(CHANGE, STORED)
    def test_the_lines_of_an_invoice_are_stored_whole_and_in_their_order(
        self, trial: LedgersTrial
    ) -> None:
        """Twelve lines; the first has something in every field."""
        plain = registered("I1", "99.99", lines=12)
        first = attrs.evolve(
            plain.lines[0],
            product=WORDS,
            quantity=Quantity.of("2.000001"),
            unit_price=Quantity(QUANTITY_MAX_MICROS),
            kind=LineKind.CHARGE,
        )
        event = attrs.evolve(plain, lines=(first, *plain.lines[1:]))
        change = trial.pen().write(event)

        lines = trial.stored().lines[InvoiceId("I1")]
        same(tuple(lines.values()), event.lines, "the lines")
        same(trial.stored(), change.after, "what is stored")

    @clause(CHANGE, STORED)
    def test_a_payment_is_stored_with_its_tenders_and_invoices_in_their_order(
        self, trial: LedgersTrial
    ) -> None:
        invoices = [registered(f"I{number}", "9") for number in (3, 1, 2)]
        tenders = [Tender(method, usd("2")) for method in reversed(Method)]
        receipt = attrs.evolve(
            received("P1", "10", "I3", "I1", "I2"),
            tenders=tuple(tenders),
            date=EARLY,
            opening=usd("3"),
            possible_duplicate_of=PaymentId("P0"),
            replaces=PaymentId("P0"),
            system="books",
        )
        _stored(trial, (*invoices, received("P0", "0")), (receipt,))

    @clause(CHANGE, STORED)
    def test_a_credit_of_each_origin_is_stored_with_all_that_is_known_of_it(
        self, trial: LedgersTrial
    ) -> None:
        documents = (registered("I1", "9"), returned("RT1", None, "1"))
        receipts = (received("P1", "9"), received("P2", "9"), received("P3", "9"))
        paid = allocated(1, "P3", "I1", "9")
        origins: tuple[Origin, ...] = (
            *(Manual(), FromReturn(RT1), FromOverpayment(P1)),
            *(FromReduction(InvoiceId("I1"), EditId("E1")),),
            *(
                FromRemoteMemo("books", "77"),
                FromRemotePayment("books", PaymentId("P2")),
            ),
        )
        credits = [
            attrs.evolve(
                issued(f"C{number}", "9", sequence=number, origin=origin),
                opening=usd("2"),
                effective_date=(EARLY, LATE)[number % 2],
                number=f"no. {number}",
                note=WORDS,
                generated_by=(InvoiceId("I1"), InvoiceId("I0")),
                caused_by=UserId("sync"),
            )
            for number, origin in enumerate(origins)
        ]
        _stored(trial, (*documents, *receipts, paid, *credits))

    @clause(CHANGE, STORED)
    def test_a_return_is_stored_with_its_lines_in_their_order(
        self, trial: LedgersTrial
    ) -> None:
        goods = returned("RT1", "I1", "1")
        line = attrs.evolve(goods.lines[0], package="box 7", batch=WORDS)
        lines = (
            line,
            *(attrs.evolve(line, id=LineId(f"R{n}")) for n in (10, 9)),
        )
        event = attrs.evolve(goods, lines=lines, has_credit=True)
        _stored(trial, (registered("I1", "100"),), (event, returned("RT2", None, "1")))

    @clause(NAMES, STORED)
    def test_amounts_are_stored_to_the_last_unit_however_large(
        self, trial: LedgersTrial
    ) -> None:
        """In dollars, yen without decimals, and dinars with three."""
        amounts = [
            Money(AMOUNT_MAX_MINOR - number, currency)
            for number, currency in enumerate(("USD", "JPY", "BHD"))
        ]
        _stored(trial, tuple(issued(f"C{one.currency}", one) for one in amounts))

    @clause(STORED)
    def test_amounts_are_stored_to_the_last_unit_however_small(
        self, trial: LedgersTrial
    ) -> None:
        """Every amount up to 3.00: 0.29 times 100 is less than 29 to a float."""
        amounts = [Money(minor, "USD") for minor in range(1, 301)]
        _stored(trial, tuple(issued(f"C{one.minor}", one) for one in amounts))


def _stored(trial: LedgersTrial, *commands: tuple[Event, ...]) -> None:
    """Commit the *commands*, and look at what is stored after each."""
    pen = trial.pen()
    for events in commands:
        pen.write(*events)
        same(trial.stored(), pen.ledger, "what is stored")
