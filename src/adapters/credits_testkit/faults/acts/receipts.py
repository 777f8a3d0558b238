"""Acts about receipts, and what they were spent on."""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.commands import Command, Named, NamedCredit
from credits_core.identity import CreditId
from credits_core.payment import Method, Tender

from ...orders import (
    FILL,
    bounce,
    cancel,
    exact,
    grant,
    invoice,
    of_credit,
    pay,
    repay,
    revoke,
    unapply,
    usd,
)
from .act import Act, act

_MIXED: Final = (Tender(Method.CHECK, usd(50)), Tender(Method.CARD, usd(20)))
_CREDITS: Final[tuple[Command, ...]] = tuple(
    grant(f"K{number:02}", 7) for number in range(12)
)
_BOTH: Final = Named(
    (NamedCredit(CreditId("K03"), usd(5)), NamedCredit(CreditId("K01"), usd(7)))
)
_OVERPAID: Final = (invoice("A", 100), pay("P", 120, "A"))
_SPREAD: Final[tuple[Command, ...]] = (
    *_OVERPAID,
    *(invoice(name, 5) for name in "BCDE"),
    *(pay(f"Q{name}", 0, name, credits=exact(5)) for name in "BCDE"),
)
_USED: Final = (
    grant("K", 30),
    invoice("A", 50),
    pay("P", 0, "A", credits=of_credit("K", 20)),
)

OF_RECEIPTS: Final[tuple[Act, ...]] = (
    act("receive-cash", invoice("A", 100), pay("P", 60, "A")),
    act("receive-cash-too-much", *_OVERPAID),
    act("receive-on-account", pay("P", 50)),
    act(
        "receive-on-three-invoices",
        *(invoice(name, 20) for name in "ABC"),
        attrs.evolve(pay("P", 1, "A", "B", "C"), tenders=_MIXED),
    ),
    act(
        "receive-exact",
        *_CREDITS,
        invoice("A", 50),
        pay("P", 0, "A", credits=exact(30)),
    ),
    act(
        "receive-exact-and-cash-too-much",
        *_CREDITS,
        invoice("A", 100),
        pay("P", 90, "A", credits=exact(30)),
    ),
    act("receive-fill", *_CREDITS, invoice("A", 80), pay("P", 10, "A", credits=FILL)),
    act("receive-named", *_CREDITS, invoice("A", 50), pay("P", 0, "A", credits=_BOTH)),
    act("edit-payment-up", *_OVERPAID, repay("P", 150)),
    act("edit-payment-down-cascade", *_SPREAD, repay("P", 95)),
    act("void-payment-cascade", *_SPREAD, revoke("P")),
    act(
        "void-payment-including-credits",
        grant("K", 40),
        invoice("A", 100),
        pay("P", 60, "A", credits=exact(40)),
        attrs.evolve(revoke("P"), including_credits=True),
    ),
    act("record-payment-reversed", *_SPREAD, bounce("P")),
    act("void-application", *_USED, unapply("P", "K", "A")),
    act(
        "void-application-of-a-cancelled-credit",
        *_USED,
        cancel("K"),
        unapply("P", "K", "A"),
    ),
    act(
        "void-application-and-reopen",
        *_USED,
        cancel("K"),
        attrs.evolve(unapply("P", "K", "A"), reopen=True),
    ),
)
"""Receive, edit, void, bounce, and take one use back."""
