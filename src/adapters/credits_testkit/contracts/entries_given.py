"""A journal entry with something in every field."""

from __future__ import annotations

from datetime import timedelta

import attrs

from credits_core.entry import (
    CreditNow,
    DueNow,
    Effects,
    Entry,
    GivenUp,
    Moved,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId, UserId
from credits_core.ports import Change

from .given import AT, usd

_MOVED = Moved(
    payment_id=PaymentId("P1"),
    credit_id=CreditId("C1"),
    invoice_id=InvoiceId("I1"),
    amount=usd("0.01"),
)


def full_entry(change: Change) -> Change:
    """The *change* with an entry in which nothing is left plain."""
    now = CreditNow(credit_id=CreditId("C1"), amount=usd("10"), available=usd("9"))
    entry = attrs.evolve(
        change.entry,
        at=AT + timedelta(microseconds=123457),
        today=AT.date() + timedelta(days=1),
        user_id=UserId("sync"),
        on_behalf_of=UserId("Ænne Ü."),
        effects=Effects(
            due=(DueNow(invoice_id=InvoiceId("I1"), due=usd("-0.01")),),
            credits=(now, attrs.evolve(now, credit_id=CreditId("C0"))),
            applied=(_MOVED, attrs.evolve(_MOVED, amount=usd("3"))),
            voided=(attrs.evolve(_MOVED, amount=usd("2")), _MOVED),
            written_off=(GivenUp(credit_id=CreditId("C1"), amount=usd("4")),),
        ),
    )
    return with_entry(change, entry)


def with_entry(change: Change, entry: Entry) -> Change:
    """The *change* with another *entry*, which its answer tells if it has one."""
    answer = change.answer
    if answer is not None:
        answer = attrs.evolve(answer, outcome=entry)
    return attrs.evolve(change, entry=entry, answer=answer)
