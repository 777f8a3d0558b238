"""A customer with something of everything, told in one command a chapter.

Invoices I1 to I3; P1 overpays I1; a receipt R1 puts credits on I2; R2 applies C2,
takes that back and applies it anew; I1 shrinks after it was paid; goods of I2 come
back; the cash of P3 comes and goes.
"""

from __future__ import annotations

from typing import Final

from credits_core.credit import Hold
from credits_core.events import (
    ApplicationVoided,
    CreditCancelled,
    CreditHeld,
    Event,
    PaymentVoided,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.ports import Change, Ledgers

from .events_given import (
    allocated,
    applied,
    edited,
    issued,
    overpaid,
    received,
    reduced,
    registered,
    released,
    returned,
)
from .given import DAY, Writer, usd

CHAPTERS: Final[tuple[tuple[Event, ...], ...]] = (
    (registered("I1", "100", lines=3), registered("I2", "200")),
    (registered("I3", "50"),),
    (
        received("P1", "120", "I1"),
        allocated(1, "P1", "I1", "100"),
        overpaid("P1", "20", "I1"),
    ),
    (issued("C1", "30", sequence=4),),
    (issued("C2", "40", sequence=5), issued("C3", "7", sequence=5)),
    (
        received("R1", "0", "I2"),
        applied(2, "R1", "C1", "I2", "30"),
        applied(3, "R1", "overpayment:P1", "I2", "5"),
    ),
    (received("R2", "0", "I2"), applied(4, "R2", "C2", "I2", "10")),
    (
        ApplicationVoided(
            number=4,
            payment_id=PaymentId("R2"),
            credit_id=CreditId("C2"),
            invoice_id=InvoiceId("I2"),
            amount=usd("10"),
            date=DAY,
        ),
    ),
    (applied(5, "R2", "C2", "I2", "15"),),
    (
        edited("E1", "I1", "100", "90", L1="-10"),
        reduced("E1", "I1", "10"),
    ),
    (received("R3", "0", "I3"), applied(6, "R3", "reduction:E1", "I3", "10")),
    (returned("RT1", "I2", "20"),),
    (received("P3", "60", "I2"), allocated(7, "P3", "I2", "60")),
    (
        released(7, "P3", "I2", "60"),
        PaymentVoided(
            payment_id=PaymentId("P3"), amount=usd("60"), is_reversed=True, reason="NSF"
        ),
    ),
    (CreditCancelled(credit_id=CreditId("C3"), amount=usd("7")),),
    (
        issued("C4", "9", sequence=16),
        CreditHeld(
            credit_id=CreditId("C4"), hold=Hold.CONFLICT, remote_amount=usd("8")
        ),
    ),
)


def tell(ledgers: Ledgers) -> list[Change]:
    """Commit every chapter to the ledger of ACME."""
    writer = Writer(ledgers)
    return [writer.write(*events) for events in CHAPTERS]
