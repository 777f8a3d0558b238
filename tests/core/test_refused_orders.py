"""The words in which a command that means nothing is refused, exactly."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs
import pytest

from credits_core.commands import (
    EditCredit,
    ImportCredit,
    ImportPayment,
    Named,
    RemoteAllocation,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_testkit.orders import ACME, bring_back, edit, of_credit, usd

from .remote_orders import memo, remote_payment

GOODS = bring_back("R", 1)


def _allocated(*parts: tuple[str, int], of: int, opening: int | None = None) -> object:
    return ImportPayment(
        customer_id=ACME,
        payment_id=PaymentId("P"),
        system="qbo",
        tenders=(Tender(Method.CHECK, usd(of)),),
        allocations=tuple(
            RemoteAllocation(invoice_id=InvoiceId(name), amount=usd(minor))
            for name, minor in parts
        ),
        opening=None if opening is None else usd(opening),
    )


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (
            lambda: _allocated(("A", 1), ("A", 1), of=5),
            "The same invoice is named twice.",
        ),
        (
            lambda: _allocated(("A", -1), of=5),
            "What is spent of a payment is not negative.",
        ),
        (
            lambda: _allocated(of=5, opening=-1),
            "What is spent of a payment is not negative.",
        ),
        (
            lambda: _allocated(("A", 3), ("B", 3), of=5),
            "More is spent of the payment than it was.",
        ),
        (
            lambda: _allocated(("A", 1), of=0),
            "More is spent of the payment than it was.",
        ),
        (
            lambda: _allocated(("A", 3), of=5, opening=3),
            "More is spent of the payment than it was.",
        ),
        (
            lambda: memo(5, opening=6),
            "opening is between nothing and the amount.",
        ),
        (
            lambda: EditCredit(customer_id=ACME, credit_id=CreditId("K")),
            "An edit gives an amount, a note, or both.",
        ),
        (
            lambda: attrs.evolve(
                edit("E", "A", 1), changes=edit("E", "A", 1).changes * 2
            ),
            "The same line is named twice.",
        ),
        (
            lambda: Named(of_credit("K", 1).credits * 2),
            "The same credit is named twice.",
        ),
        (
            lambda: attrs.evolve(GOODS, lines=GOODS.lines * 2),
            "The same line is named twice.",
        ),
        (
            lambda: attrs.evolve(GOODS.lines[0], value=None),
            "A line without an invoice line needs its value.",
        ),
        (
            lambda: attrs.evolve(bring_back("R", 1, "A"), invoice_id=None),
            "An invoice line needs its invoice.",
        ),
        (
            lambda: attrs.evolve(GOODS, invoice_id=InvoiceId("A")),
            "Each line of a return on an invoice names its line.",
        ),
        (
            lambda: Money.of("1", "XXX"),
            "'XXX' is not an ISO 4217 currency.",
        ),
        (
            lambda: Money(2**63, "USD"),
            "The amount is larger than any database could store.",
        ),
    ],
)
def test_it_is_said_what_is_wrong(build: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        build()


def test_all_of_a_payment_may_be_spent() -> None:
    assert remote_payment(5, A=3, opening=2).amount == usd(5)
    assert isinstance(memo(5, opening=5), ImportCredit)
