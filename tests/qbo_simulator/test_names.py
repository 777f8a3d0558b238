"""Customers, items and settings."""

from __future__ import annotations

from typing import Any

import pytest

from qbo_simulator import Done, Operation

from . import identities
from .bench import (
    ACME,
    BOLT,
    code,
    company,
    done,
    invoice,
    live,
    memo,
    open_of,
    pay,
    query,
    sale,
    told,
    use,
)

pytestmark = pytest.mark.extras


def test_customers_vendors_and_employees_share_their_names() -> None:
    at = company()

    assert code(at.create("Vendor", {"DisplayName": "acme"})) == "6240"
    assert code(at.create("Customer", {"DisplayName": "Acme"})) == "6240"
    assert done(at.create("Item", {"Name": "Acme"}))["FullyQualifiedName"] == "Acme"


def test_an_inactive_customer_is_told_as_deleted() -> None:
    at = company()

    gone = done(
        at.update("Customer", live(at, "Customer", BOLT, sparse=True, Active=False))
    )

    assert gone["DisplayName"] == gone["FullyQualifiedName"] == "Bolt (deleted)"
    names = [each["DisplayName"] for each in query(at, "select * from Customer")]
    every = query(at, "select * from Customer where Active in (true, false)")
    assert names == ["Acme"]
    assert len(every) == 2
    assert code(at.create("Invoice", sale(BOLT, "1"))) == "6250"

    back = done(
        at.update("Customer", live(at, "Customer", BOLT, sparse=True, Active=True))
    )
    assert back["DisplayName"] == "Bolt"


def test_a_customer_with_a_balance_stays_active() -> None:
    """A bill and a credit of 10 leave a balance of 0, and are open all the same."""
    at = company()
    invoice(at, "10")
    memo(at, "10")

    assert code(at.person.deactivate("Customer", ACME)) == "6220"
    assert told(at, "Customer", ACME)["Balance"] == 0


def test_a_list_has_nothing_to_delete() -> None:
    at = company()

    assert code(at.delete("Customer", live(at, "Customer", ACME))) == "500"


def test_a_renamed_customer_is_renamed_in_its_sales() -> None:
    at = company()
    bill = invoice(at, "10")
    before = told(at, "Invoice", bill)

    renamed = {"sparse": True, "DisplayName": "Acme & Sons"}
    done(at.update("Customer", live(at, "Customer", ACME, **renamed)))

    after = told(at, "Invoice", bill)
    assert after == {**before, "CustomerRef": {"value": ACME, "name": "Acme & Sons"}}


def test_merged_customers_are_one() -> None:
    """Bolt disappears, and what it had is Acme's."""
    at = company()
    bill, credit = invoice(at, "30", customer=BOLT), memo(at, "10", customer=BOLT)
    pay(at, "5", use("Invoice", bill, "5"), customer=BOLT)

    done(at.person.merge_customers(BOLT, ACME))

    assert told(at, "Invoice", bill)["CustomerRef"] == {"value": ACME, "name": "Acme"}
    assert code(at.read("Customer", BOLT)) == "610"
    assert told(at, "Customer", ACME)["Balance"] == 1500
    merges = [each for each in at.changes if each.operation is Operation.MERGE]
    assert [(each.id, each.deleted_id) for each in merges] == [(ACME, BOLT)]
    assert open_of(at, "CreditMemo", credit) == "10.00"
    identities.check(at)


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({}, "6080"),
        ({"DisplayName": "a:b"}, "2040"),
        ({"DisplayName": "a\tb"}, "2040"),
        ({"DisplayName": "x" * 501}, "2050"),
        ({"DisplayName": "x", "CurrencyRef": {"value": "EUR"}}, "6000"),
        ({"DisplayName": "x", "ParentRef": {"value": "4711"}}, "2500"),
        ({"DisplayName": ["x"]}, "2010"),
    ],
)
def test_a_wrong_customer_is_refused(given: dict[str, Any], refused: str) -> None:
    assert code(company().create("Customer", given)) == refused


def test_families_are_at_most_five_deep_and_have_no_circles() -> None:
    at = company()
    ids = [ACME]
    for number in range(4):
        child = {"DisplayName": f"Site {number}", "ParentRef": {"value": ids[-1]}}
        ids.append(done(at.create("Customer", child))["Id"])

    deeper = {"DisplayName": "Too deep", "ParentRef": {"value": ids[-1]}}
    circle = live(at, "Customer", ACME, sparse=True, ParentRef={"value": ids[1]})

    assert told(at, "Customer", ids[1])["FullyQualifiedName"] == "Acme:Site 0"
    assert code(at.create("Customer", deeper)) == "6180"
    assert code(at.update("Customer", circle)) == "900"


def test_the_preferences_are_the_peoples() -> None:
    """An app reads them; what automates the books it can't change."""
    at = company()
    wanted = {"SalesFormsPrefs": {"AutoApplyCredit": True, "AllowDeposit": True}}

    given = live(at, "Preferences", "1", sparse=True, **wanted)
    changed = done(at.update("Preferences", given))["SalesFormsPrefs"]
    by_person = done(at.person.apply_credits_automatically(True))["SalesFormsPrefs"]

    assert (changed["AllowDeposit"], changed["AutoApplyCredit"]) == (True, False)
    assert by_person["AutoApplyCredit"] is True


def test_settings_are_asked_for_like_anything_else() -> None:
    at = company()

    outcome = at.query("SELECT * FROM Preferences")

    assert isinstance(outcome, Done)
    (preferences,) = outcome.body["QueryResponse"]["Preferences"]
    assert preferences["CurrencyPrefs"]["HomeCurrency"] == {"value": "USD"}
    assert "startPosition" not in outcome.body["QueryResponse"]
    assert query(at, "select * from CompanyInfo")[0]["CompanyName"] == "A Company"
