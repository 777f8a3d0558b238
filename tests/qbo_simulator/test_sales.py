"""Invoices and credit memos: lines, tax, numbers, updates and closed books."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from qbo_simulator import Company, SimulatedClock
from qbo_simulator.facts import Facts

from . import identities
from .bench import (
    ACME,
    BOLT,
    code,
    company,
    done,
    invoice,
    line,
    live,
    memo,
    open_of,
    pay,
    sale,
    told,
    use,
)

pytestmark = pytest.mark.extras


def test_a_new_memo_has_all_its_credit_left() -> None:
    at = company()

    document = told(at, "CreditMemo", memo(at, "10"))

    keys = ("TotalAmt", "Balance", "RemainingCredit")
    assert [document[key] for key in keys] == [1000, 1000, 1000]
    assert document["TxnDate"] == "2026-01-05"


def test_lines_get_ids_a_code_and_a_subtotal() -> None:
    at = company()

    document = told(at, "Invoice", invoice(at, "10"))

    item, subtotal = document["Line"]
    assert (item["Id"], item["LineNum"]) == ("1", 1)
    assert item["SalesItemLineDetail"] == {
        "ItemRef": {"value": "1", "name": "Services"},
        "TaxCodeRef": {"value": "NON"},
    }
    assert "Id" not in subtotal


def test_a_line_sent_without_its_id_gets_a_new_one() -> None:
    """Of two lines, one is kept and one is sent as new: 2, and then 3."""
    at = company()
    bill = done(at.create("Invoice", sale(ACME, "10", "20")))
    kept = bill["Line"][1]

    changes = live(at, "Invoice", bill["Id"], sparse=True, Line=[kept, line("5")])
    changed = done(at.update("Invoice", changes))

    assert [one.get("Id") for one in changed["Line"]] == ["2", "3", None]
    assert changed["TotalAmt"] == 2500


def test_quantity_times_price_is_the_amount() -> None:
    at = company()

    def priced(quantity: str, price: str, amount: str) -> dict[str, Any]:
        one = line(amount)
        one["SalesItemLineDetail"] |= {
            "Qty": Decimal(quantity),
            "UnitPrice": Decimal(price),
        }
        return {"CustomerRef": {"value": ACME}, "Line": [one]}

    assert done(at.create("Invoice", priced("4.5", "75", "337.50")))
    assert code(at.create("Invoice", priced("4.5", "75", "337.51"))) == "6070"
    assert done(at.create("Invoice", priced("0", "0", "10")))


def test_a_full_update_forgets_what_it_does_not_tell() -> None:
    at = company()
    bill = invoice(at, "10", PrivateNote="x", CustomerMemo={"value": "y"})

    changes = live(at, "Invoice", bill, **sale(ACME, "10"))
    full = done(at.update("Invoice", changes))

    assert "PrivateNote" not in full
    assert "CustomerMemo" not in full
    assert (full["SyncToken"], full["TotalAmt"]) == ("1", 1000)


def test_a_sparse_update_leaves_what_it_does_not_tell() -> None:
    at = company()
    bill = invoice(at, "10", PrivateNote="x")

    changes = live(at, "Invoice", bill, sparse=True, PrivateNote="z", Balance=0)
    sparse = done(at.update("Invoice", changes))

    assert (sparse["PrivateNote"], sparse["Balance"]) == ("z", 1000)
    assert len(sparse["Line"]) == 2


def test_numbers_follow_each_other_and_may_be_given_twice() -> None:
    at = company()

    numbers = [
        told(at, "Invoice", invoice(at, "1", **given))["DocNumber"]
        for given in ({}, {"DocNumber": "2000"}, {}, {"DocNumber": "2000"})
    ]

    assert numbers == ["1001", "2000", "2001", "2000"]


def test_numbers_by_hand_are_unique_and_may_be_missing() -> None:
    at = company()
    at.person.number_by_hand(True)
    bill = invoice(at, "1", DocNumber="A-1")

    assert code(at.create("Invoice", sale(ACME, "1", DocNumber="A-1"))) == "6140"
    assert "DocNumber" not in told(at, "Invoice", invoice(at, "1"))
    same = live(at, "Invoice", bill, sparse=True, DocNumber="A-1")
    assert done(at.update("Invoice", same))["DocNumber"] == "A-1"


def _taxed(*, automated: bool) -> Company:
    at = company()
    choices = {"UsingSalesTax": True, "PartnerTaxEnabled": automated}
    done(at.person.prefer("TaxPrefs", **choices))
    return at


def test_a_tax_code_is_worked_out() -> None:
    """8 % on 320.00 of 582.50 are 25.60."""
    at = _taxed(automated=False)
    lines = [line("275"), line("262.50"), line("45")]
    for one, told_code in zip(lines, ("TAX", "NON", "TAX"), strict=True):
        one["SalesItemLineDetail"]["TaxCodeRef"] = {"value": told_code}

    given = {"CustomerRef": {"value": ACME}, "Line": lines}
    given["TxnTaxDetail"] = {"TxnTaxCodeRef": {"value": "2"}}
    bill = done(at.create("Invoice", given))

    tax = bill["TxnTaxDetail"]
    assert (bill["TotalAmt"], tax["TotalTax"]) == (60810, 2560)
    assert tax["TaxLine"] == [
        {
            "Amount": 2560,
            "DetailType": "TaxLineDetail",
            "TaxLineDetail": {
                "TaxRateRef": {"value": "3"},
                "PercentBased": True,
                "TaxPercent": 8,
                "NetAmountTaxable": 32000,
            },
        }
    ]
    identities.check(at)


def test_automated_tax_adds_to_what_was_asked_for() -> None:
    """A credit memo of 100.00 comes back as one of 108.00."""
    at = _taxed(automated=True)

    assert told(at, "CreditMemo", memo(at, "100"))["TotalAmt"] == 10800


def test_a_discount_comes_after_the_subtotal() -> None:
    """Ten per cent of 80.00 are 8.00."""
    at = company()
    discount = {
        "DetailType": "DiscountLineDetail",
        "DiscountLineDetail": {"PercentBased": True, "DiscountPercent": 10},
    }

    given = {"CustomerRef": {"value": ACME}, "Line": [discount, line("80")]}
    bill = done(at.create("Invoice", given))

    kinds = [one["DetailType"] for one in bill["Line"]]
    assert kinds[1:] == ["SubTotalLineDetail", "DiscountLineDetail"]
    assert bill["TotalAmt"] == 7200


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"Line": None}, "2020"),
        ({"Line": []}, "2250"),
        ({"CustomerRef": None}, "2020"),
        ({"CustomerRef": {"value": "4711"}}, "2500"),
        ({"DocNumber": "1" * 22}, "2050"),
        ({"Line": [{"DetailType": "SalesItemLineDetail"}]}, "2020"),
        ({"Line": [{"Amount": 1, "DetailType": "Nonsense"}]}, "2170"),
        ({"Line": [{"Amount": -1}]}, "6000"),
        ({"Line": [{"Amount": 1, "Nonsense": 1}]}, "2010"),
        ({"CurrencyRef": {"value": "EUR"}}, "6000"),
        ({"TxnTaxDetail": {"TxnTaxCodeRef": {"value": "9"}}}, "2500"),
        ({"ApplyTaxAfterDiscount": "maybe"}, "2230"),
    ],
)
def test_a_wrong_sale_is_refused(changes: dict[str, Any], refused: str) -> None:
    at = company()
    given = {**sale(ACME, "1"), **changes}

    assert code(at.create("CreditMemo", given)) == refused


@pytest.mark.parametrize(
    ("reference", "refused"),
    [
        ({"ItemRef": {"value": "99"}}, "2500"),
        ({"TaxCodeRef": {"value": "7"}}, "6100"),
    ],
)
def test_what_a_line_refers_to_has_to_be_there(
    reference: dict[str, Any], refused: str
) -> None:
    at = company()
    one = line("1")
    one["SalesItemLineDetail"] |= reference

    given = {"CustomerRef": {"value": ACME}, "Line": [one]}
    assert code(at.create("CreditMemo", given)) == refused


@pytest.mark.parametrize(("password", "refused"), [(False, "6200"), (True, "6210")])
def test_closed_books_stay_as_they_are(password: bool, refused: str) -> None:
    at = company()
    bill = invoice(at, "10", TxnDate="2025-12-31")
    cash = pay(at, "5")
    at.person.close_books(date(2025, 12, 31), with_password=password)

    early = sale(ACME, "1", TxnDate="2025-12-31")
    assert code(at.create("Invoice", early)) == refused
    assert code(at.delete("Invoice", live(at, "Invoice", bill))) == refused
    note = live(at, "Invoice", bill, sparse=True, PrivateNote="x")
    assert code(at.update("Invoice", note)) == refused

    lines = [use("Invoice", bill, "5")]
    done(at.update("Payment", live(at, "Payment", cash, sparse=True, Line=lines)))
    assert open_of(at, "Invoice", bill) == "5.00"

    at.person.close_books(None)
    done(at.void("Invoice", live(at, "Invoice", bill)))


def test_a_foreign_customer_has_a_rate_and_home_amounts() -> None:
    """100 EUR at 1.25 are 125 USD; 40 of them are paid, and 75 USD stay open."""
    at = company()
    done(at.person.turn_on_multicurrency())
    euro = {"DisplayName": "Euro", "CurrencyRef": {"value": "EUR"}}
    customer = done(at.create("Customer", euro))["Id"]

    bill = invoice(at, "100", customer=customer, ExchangeRate=Decimal("1.25"))
    pay(at, "40", use("Invoice", bill, "40"), customer=customer)

    document = told(at, "Invoice", bill)
    assert document["CurrencyRef"] == {"value": "EUR", "name": "Euro"}
    assert (document["HomeTotalAmt"], document["HomeBalance"]) == (12500, 7500)
    foreign = {**sale(customer, "1"), "CurrencyRef": {"value": "USD"}}
    assert code(at.create("Invoice", foreign)) == "6000"


def test_a_sale_that_is_linked_stays_with_its_customer() -> None:
    at = company()
    bill = invoice(at, "10")
    pay(at, "10", use("Invoice", bill, "10"))

    moved = live(at, "Invoice", bill, sparse=True, CustomerRef={"value": BOLT})

    assert code(at.update("Invoice", moved)) == "6000"


def test_a_company_elsewhere_has_tax_codes_of_its_own() -> None:
    facts = Facts(country="GB", home_currency="GBP")
    at = Company("1", clock=SimulatedClock(), facts=facts)
    at.create("Customer", {"DisplayName": "Acme"})
    one = line("100")
    one["SalesItemLineDetail"]["TaxCodeRef"] = {"value": "2"}

    given = {"CustomerRef": {"value": ACME}, "Line": [one]}
    given |= {"GlobalTaxCalculation": "NotApplicable"}
    bill = done(at.create("Invoice", given))

    assert bill["GlobalTaxCalculation"] == "NotApplicable"
    taxed = {**given, "TxnTaxDetail": {"TxnTaxCodeRef": {"value": "2"}}}
    assert code(at.create("Invoice", taxed)) == "6170"


def test_a_receipt_has_lines_and_a_total_like_any_sale() -> None:
    """A line that is sent without its Id gets a new one, and the customer vanishes."""
    at = company()
    receipt = done(at.create("SalesReceipt", sale(ACME, "337.50", PrivateNote="x")))
    assert (receipt["TotalAmt"], receipt["Balance"]) == (33750, 0)

    changes = live(at, "SalesReceipt", receipt["Id"], Line=[line("10")])
    changed = done(at.update("SalesReceipt", changes))

    assert [one.get("Id") for one in changed["Line"]] == ["2", None]
    assert not {"CustomerRef", "PrivateNote"} & changed.keys()
    assert changed["DepositToAccountRef"]["name"] == "Undeposited Funds"


def test_an_adopted_sale_can_be_noted_on_without_knowing_its_items() -> None:
    at = company()
    bill = told(at, "Invoice", invoice(at, "10"))
    bill["Line"][0]["SalesItemLineDetail"]["ItemRef"] = {"value": "4711"}
    at.adopt("Invoice", bill)

    changes = live(at, "Invoice", bill["Id"], sparse=True, PrivateNote="x")
    noted = done(at.update("Invoice", changes))

    assert (noted["Line"], noted["PrivateNote"]) == (bill["Line"], "x")
