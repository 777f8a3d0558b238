"""What a person does on the page, over plain HTTP and in a real browser."""

from __future__ import annotations

import json
from urllib.request import Request, urlopen

import pytest

from qbo_simulator import Company
from qbo_simulator.control import Running

from .. import identities
from ..bench import ACME, BOLT, done, invoice, memo, open_of, pay, told, use
from .conftest import REALM
from .visitors import InBrowser, Visitor

pytestmark = pytest.mark.extras

TOP = f"/app/companies/{REALM}"
FACTS = "What it comes to"
# A browser would show nothing here that the other stories do not show in one.
WITHOUT_BROWSER = pytest.mark.parametrize("visitor", ["http"], indirect=True)


def facts(visitor: Visitor) -> dict[str, str]:
    return {row[0]: row[1] for row in visitor.rows(FACTS)}


def sell(visitor: Visitor, one: str, amount: str) -> None:
    """Write an invoice or a credit memo for Acme."""
    visitor.open(f"{TOP}/customers/{ACME}")
    visitor.follow(f"New {one}")
    visitor.fill("Description of line 1", "Bread")
    visitor.fill("Amount of line 1", amount)
    visitor.press("Create")


def test_a_credit_memo_is_applied_to_an_invoice_and_taken_back(
    visitor: Visitor, company: Company
) -> None:
    sell(visitor, "invoice", "1,100.00")
    assert visitor.said() == "It was created."
    assert (visitor.heading(), facts(visitor)["Due"]) == ("Invoice 1001", "1,100.00")
    sell(visitor, "credit memo", "300.5")
    assert facts(visitor)["Left"] == "300.50"

    visitor.follow("Acme")
    visitor.tick("1002 of 2026-01-05: 300.50")
    visitor.tick("1001 of 2026-01-05: 1,100.00")
    visitor.press("Apply credits")

    assert visitor.rows("What it links") == [
        ["1001", "Invoice", "300.50"],
        ["1002", "CreditMemo", "300.50"],
    ]
    visitor.follow("1001")
    assert (facts(visitor)["Due"], facts(visitor)["State"]) == ("799.50", "Partly paid")
    visitor.follow("Payments")
    assert visitor.rows("Payments")[0][3:] == ["0.00", "0.00", "Applied"]
    visitor.follow("Id 89")
    visitor.press("Delete")
    assert visitor.said() == "It was deleted."
    visitor.follow("Credit memos")
    assert visitor.rows("Credit memos")[0][3:] == ["300.50", "300.50", "Open"]
    assert told(company, "Customer", ACME)["Balance"] == 79950


def test_a_payment_is_received_changed_deposited_and_voided(
    visitor: Visitor, company: Company
) -> None:
    bill, credit = invoice(company, "100"), memo(company, "30")
    visitor.open(f"{TOP}/payments/new")
    visitor.choose("Customer", "Acme")
    visitor.press("Go on")

    visitor.fill("Amount received", "50")
    visitor.fill("Reference", "check 7")
    visitor.fill("Amount for 1001, 100.00 open", "60")
    visitor.fill("Amount for 1002, 30.00 open", "30")
    visitor.press("Receive")

    assert (facts(visitor)["Total"], facts(visitor)["Unapplied"]) == ("50.00", "20.00")
    visitor.fill("Amount for 1001, 40.00 open", "70")
    visitor.press("Save")
    assert facts(visitor)["Unapplied"] == "10.00"
    assert open_of(company, "Invoice", bill) == "30.00"
    visitor.press("Deposit")
    visitor.press("Void")
    assert "taken out of that first. An app would be told 6540." in visitor.said()
    visitor.press("Take out of the deposit")
    visitor.press("Void")
    assert (visitor.said(), facts(visitor)["State"]) == ("It was voided.", "Voided")
    assert open_of(company, "Invoice", bill) == "100.00"
    assert open_of(company, "CreditMemo", credit) == "30.00"
    visitor.press("Void")
    assert visitor.said() == "It was voided before. An app would be told 6450."


@WITHOUT_BROWSER
def test_a_voided_credit_memo_gives_back_what_it_paid(
    visitor: Visitor, company: Company
) -> None:
    """Only a person can do this: an app is refused."""
    bill, credit = invoice(company, "100"), memo(company, "30")
    pay(company, "0", use("Invoice", bill, "30"), use("CreditMemo", credit, "30"))
    visitor.open(f"{TOP}/credit-memos/{credit}")

    visitor.press("Void")

    assert (facts(visitor)["Total"], facts(visitor)["State"]) == ("0.00", "Voided")
    assert open_of(company, "Invoice", bill) == "100.00"
    identities.check(company)


def test_credits_and_payments_are_applied_automatically_once_it_is_chosen(
    visitor: Visitor, company: Company
) -> None:
    bill = invoice(company, "100")
    visitor.open(f"{TOP}/settings")
    visitor.tick("Automatically apply credits")
    visitor.tick("Automatically apply payments")
    visitor.press("Save")

    sell(visitor, "credit memo", "40")
    assert facts(visitor)["State"] == "Used"
    cash = pay(company, "100", use("Invoice", bill, "60"))
    sell(visitor, "invoice", "25")

    assert facts(visitor)["State"] == "Paid"
    assert open_of(company, "Payment", cash) == "15.00"
    visitor.open(f"{TOP}/settings")
    visitor.tick("Automatically apply credits")
    visitor.tick("Automatically apply payments")
    visitor.press("Save")
    sell(visitor, "invoice", "5")
    assert facts(visitor)["State"] == "Open"


def test_closed_books_refuse_a_change_until_they_are_opened(
    visitor: Visitor, company: Company
) -> None:
    bill = invoice(company, "100")
    visitor.open(f"{TOP}/settings")
    visitor.fill("Close up to", "2026-01-31")
    visitor.press("Close the books")
    assert "The books are closed up to 2026-01-31." in visitor.text()

    visitor.open(f"{TOP}/invoices/{bill}")
    visitor.fill("Amount of line 1", "70")
    visitor.press("Save")

    told_why = "The books are closed for this date, so nothing was changed."
    assert visitor.said() == f"{told_why} An app would be told 6200."
    assert open_of(company, "Invoice", bill) == "100.00"
    visitor.open(f"{TOP}/settings")
    visitor.press("Open the books")
    visitor.open(f"{TOP}/invoices/{bill}")
    visitor.fill("Amount of line 1", "70")
    visitor.press("Save")
    assert facts(visitor)["Due"] == "70.00"


def test_what_is_typed_in_stays_when_it_is_refused(
    visitor: Visitor, company: Company
) -> None:
    visitor.open(f"{TOP}/invoices/new?customer={ACME}")
    visitor.fill("Note", "half a dozen")
    visitor.fill("Description of line 1", "Rolls")
    visitor.fill("Amount of line 1", "12,50")

    visitor.press("Create")

    told_why = "“12,50” is not an amount; one is written as 12.50."
    assert visitor.said() == told_why
    visitor.fill("Amount of line 1", "12.50")
    visitor.press("Create")
    written = told(company, "Invoice", "87")
    assert (written["PrivateNote"], written["TotalAmt"]) == ("half a dozen", 1250)
    assert written["Line"][0]["Description"] == "Rolls"


@WITHOUT_BROWSER
def test_customers_are_created_renamed_merged_and_stay_active_while_they_owe(
    visitor: Visitor, company: Company
) -> None:
    invoice(company, "100", BOLT)
    visitor.open(f"{TOP}/customers/new")
    visitor.fill("Name", "Acme")
    visitor.press("Create")
    assert "This name is taken" in visitor.said()
    visitor.fill("Name", "Cora")
    visitor.press("Create")
    visitor.fill("Name", "Cora & Sons")
    visitor.press("Save")
    assert visitor.heading() == "Cora & Sons"
    visitor.press("Make inactive")
    assert visitor.heading() == "Cora & Sons (deleted)"
    visitor.press("Make active")

    visitor.open(f"{TOP}/customers/{BOLT}")
    visitor.press("Make inactive")
    assert "has something open, so they stay active" in visitor.said()
    visitor.choose("Merge into", "Acme")
    visitor.press("Merge")

    assert visitor.heading() == "Acme"
    assert visitor.rows("Latest invoices")[0][2:4] == ["Acme", "100.00"]
    identities.check(company)


@WITHOUT_BROWSER
def test_a_copy_is_another_invoice_with_the_same_lines(
    visitor: Visitor, company: Company
) -> None:
    bill = invoice(company, "100")
    visitor.open(f"{TOP}/invoices/{bill}")

    visitor.press("Copy")

    assert (visitor.heading(), facts(visitor)["Due"]) == ("Invoice 1002", "100.00")


@WITHOUT_BROWSER
def test_each_company_has_books_of_its_own(visitor: Visitor, company: Company) -> None:
    invoice(company, "100")
    visitor.open("/")

    assert visitor.rows("Companies") == [
        ["Sunset Bakery", REALM, "2", "1", "0", "0"],
        ["Second", "77", "0", "0", "0", "0"],
    ]
    visitor.follow("Second")
    visitor.follow("Invoices")
    assert visitor.rows("Invoices") == [["None."]]


def test_a_text_is_never_taken_for_markup(visitor: Visitor, company: Company) -> None:
    name = "<script>document.title='Got you'</script> & \"Sons\" 'Ltd'"
    customer = done(company.create("Customer", {"DisplayName": name}))["Id"]
    credit = memo(company, "10", customer, PrivateNote=name)

    visitor.open(f"{TOP}/customers/{customer}")
    assert visitor.heading() == name
    assert visitor.rows("Latest credit memos")[0][2] == name
    visitor.open(f"{TOP}/credit-memos/{credit}")
    assert facts(visitor)["Customer"] == name
    visitor.press("Save")
    assert told(company, "CreditMemo", credit)["PrivateNote"] == name


def test_what_an_app_does_is_seen_without_touching_the_page(
    chromium: object, running: Running
) -> None:
    """The page that is watched asks again by itself."""
    watching = InBrowser(running.url, chromium)  # type: ignore[arg-type]  # the fixture
    watching.open(f"{TOP}?watch=yes")
    assert watching.rows("Latest requests of apps") == [["None."]]

    body = json.dumps({"DisplayName": "Made by an app"}).encode()
    token = running.service.access_token(REALM)
    heads = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    address = f"{running.v3}/company/{REALM}/customer?requestid=r1"
    with urlopen(Request(address, body, heads)) as answer:
        assert answer.status == 200

    watching.page.get_by_role("link", name="Made by an app").wait_for()
    assert watching.rows("Latest requests of apps")[0][1:] == [
        *("create", "customer", "r1", "200", ""),
    ]
    watching.follow("Stop watching")
