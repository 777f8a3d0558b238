"""A sample company: something of everything, and the same each time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qbo_simulator import Company, SimulatedClock
from qbo_simulator.control.filling import ITEMS, fill

from .. import identities
from ..identities import documents

pytestmark = pytest.mark.extras


def sample(seed: int) -> Company:
    company = Company("1", clock=SimulatedClock())
    fill(company, seed)
    return company


@pytest.mark.parametrize("seed", range(5))
def test_a_sample_has_something_of_everything_to_look_at(seed: int) -> None:
    company = sample(seed)

    invoices = documents(company, "Invoice").values()
    memos = documents(company, "CreditMemo").values()
    days = {date.fromisoformat(each["TxnDate"]) for each in invoices}
    sold = {
        line["SalesItemLineDetail"]["ItemRef"]["name"]
        for each in invoices
        for line in each["Line"]
        if "SalesItemLineDetail" in line
    }
    assert len(days) == len(invoices) == 20
    assert max(days) - min(days) > timedelta(days=80)
    assert sold <= {name for name, _ in ITEMS}
    assert len(sold) > 3
    assert {bool(each["Balance"]) for each in invoices} == {True, False}
    assert all(each["RemainingCredit"] for each in memos)
    assert len(memos) > 0
    assert len(documents(company, "Payment")) > len(memos)
    identities.check(company)


def test_the_same_number_gives_the_same_sample() -> None:
    kinds = ("Customer", "Item", "Invoice", "CreditMemo", "Payment")

    first, again, other = (
        [documents(sample(seed), kind) for kind in kinds] for seed in (3, 3, 4)
    )

    assert first == again != other
