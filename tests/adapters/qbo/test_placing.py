"""Each cent is followed to where it is, through any number of lowered invoices."""

from __future__ import annotations

import pytest

from credits_core.identity import InvoiceId, PaymentId
from credits_qbo.engine.keys import CashKey
from credits_qbo.engine.placing import places_of

from .acts import lower_here
from .bench import Bench

pytestmark = pytest.mark.extras

P = PaymentId("P")
A, B = InvoiceId("A"), InvoiceId("B")


def _reductions(bench: Bench) -> list[str]:
    credits = bench.ledger.credits.values()
    return [one.id for one in credits if one.reduced_invoice and one.available]


def test_money_goes_on_through_a_lowered_invoice(bench: Bench) -> None:
    """100 on A, which falls to 80; of the 20 go 15 on B, which falls to 5."""
    bench.pay(100)
    lower_here(bench, "A", 80)
    bench.use(15, credit=_reductions(bench)[0], invoice="B")
    lower_here(bench, "B", 5)

    places = places_of(bench.ledger)

    assert places.cash_on(P) == {A: 8_000, B: 500}
    assert sum(places.left[CashKey(P)].values()) == 1_500


def test_what_goes_round_in_a_circle_is_nobodys_money(bench: Bench) -> None:
    """20 of A go on B, which falls to nothing; they come back on A, which rose."""
    bench.pay(100)
    lower_here(bench, "A", 80)
    bench.use(20, credit=_reductions(bench)[0], invoice="B", receipt="R1")
    lower_here(bench, "B", 0)
    lower_here(bench, "A", 100)
    bench.use(20, credit=_reductions(bench)[0], invoice="A", receipt="R2")

    places = places_of(bench.ledger)

    assert places.cash_on(P) == {A: 10_000}
    assert places.left == {}
