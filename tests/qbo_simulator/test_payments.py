"""Payments and credits, with figures that anybody can check."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from qbo_simulator import Company, Operation

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
    payment,
    sale,
    told,
    use,
)

pytestmark = pytest.mark.extras


def _balances(at: Company, **ids: str) -> dict[str, str]:
    """What is open of each, and a check that all figures fit together."""
    identities.check(at)
    kinds = {"bill": "Invoice", "credit": "CreditMemo", "cash": "Payment"}
    return {
        name: open_of(at, kinds[name.rstrip("0123456789")], object_id)
        for name, object_id in ids.items()
    }


def test_a_payment_of_nothing_applies_a_credit_memo() -> None:
    """300 of a credit memo pay an invoice of 300, and no money is received."""
    at = company()
    bill, credit = invoice(at, "300"), memo(at, "300")

    cash = pay(at, "0", use("Invoice", bill, "300"), use("CreditMemo", credit, "300"))

    assert _balances(at, bill=bill, credit=credit, cash=cash) == {
        "bill": "0.00",
        "credit": "0.00",
        "cash": "0.00",
    }
    assert told(at, "Invoice", bill)["LinkedTxn"] == [
        {"TxnId": cash, "TxnType": "Payment"}
    ]


def test_one_line_with_two_links_applies_a_credit_memo_too() -> None:
    at = company()
    bill, credit = invoice(at, "50"), memo(at, "20")
    links = [
        {"TxnId": credit, "TxnType": "CreditMemo"},
        {"TxnId": bill, "TxnType": "Invoice"},
    ]

    given = {**payment("0"), "Line": [{"Amount": 20, "LinkedTxn": links}]}
    done(at.create("Payment", given))

    assert _balances(at, bill=bill, credit=credit) == {
        "bill": "30.00",
        "credit": "0.00",
    }


def test_an_application_is_capped_at_what_is_open() -> None:
    """30 on an invoice of 5: 5 are applied and 25 left over."""
    at = company()
    bill = invoice(at, "5")

    cash = pay(at, "30", use("Invoice", bill, "30"))

    assert _balances(at, bill=bill, cash=cash) == {"bill": "0.00", "cash": "25.00"}
    assert told(at, "Payment", cash)["Line"][0]["Amount"] == 500


def test_a_line_on_a_paid_invoice_is_dropped() -> None:
    at = company()
    bill = invoice(at, "5")
    pay(at, "5", use("Invoice", bill, "5"))

    second = pay(at, "7", use("Invoice", bill, "5"))

    assert "Line" not in told(at, "Payment", second)
    assert _balances(at, cash=second) == {"cash": "7.00"}


def test_a_credit_never_becomes_money() -> None:
    """A credit of 300 on an invoice of 200 leaves 100 in the credit memo."""
    at = company()
    bill, credit = invoice(at, "200"), memo(at, "300")

    cash = pay(at, "0", use("Invoice", bill, "300"), use("CreditMemo", credit, "300"))

    assert _balances(at, bill=bill, credit=credit, cash=cash) == {
        "bill": "0.00",
        "credit": "100.00",
        "cash": "0.00",
    }


def test_money_and_credit_pay_together() -> None:
    """100 received and 50 of a credit pay 120: 30 are left over."""
    at = company()
    bill, credit = invoice(at, "120"), memo(at, "50")

    cash = pay(at, "100", use("Invoice", bill, "120"), use("CreditMemo", credit, "50"))

    assert _balances(at, bill=bill, credit=credit, cash=cash) == {
        "bill": "0.00",
        "credit": "0.00",
        "cash": "30.00",
    }


def test_what_is_left_over_is_applied_by_a_further_line() -> None:
    at = company()
    first, second = invoice(at, "10"), invoice(at, "20")
    cash = pay(at, "25", use("Invoice", first, "10"))

    lines = [use("Invoice", first, "10"), use("Invoice", second, "15")]
    done(at.update("Payment", live(at, "Payment", cash, sparse=True, Line=lines)))

    assert _balances(at, bill1=first, bill2=second, cash=cash) == {
        "bill1": "0.00",
        "bill2": "5.00",
        "cash": "0.00",
    }


@pytest.mark.parametrize("nothing", [[], [{}]])
def test_an_empty_line_takes_all_applications_back(nothing: list[Any]) -> None:
    at = company()
    bill = invoice(at, "10")
    cash = pay(at, "10", use("Invoice", bill, "10"))

    done(at.update("Payment", live(at, "Payment", cash, sparse=True, Line=nothing)))

    assert _balances(at, bill=bill, cash=cash) == {"bill": "10.00", "cash": "10.00"}


def test_an_update_without_lines_leaves_them() -> None:
    at = company()
    bill = invoice(at, "10")
    cash = pay(at, "10", use("Invoice", bill, "10"))

    changes = {"CustomerRef": {"value": ACME}, "TotalAmt": 10, "PrivateNote": "hello"}
    changed = done(at.update("Payment", live(at, "Payment", cash, **changes)))

    assert changed["PrivateNote"] == "hello"
    assert _balances(at, bill=bill, cash=cash) == {"bill": "0.00", "cash": "0.00"}


def test_deleting_a_payment_of_nothing_gives_the_credit_back() -> None:
    at = company()
    bill, credit = invoice(at, "30"), memo(at, "30")
    cash = pay(at, "0", use("Invoice", bill, "30"), use("CreditMemo", credit, "30"))

    done(at.delete("Payment", live(at, "Payment", cash)))

    assert _balances(at, bill=bill, credit=credit) == {
        "bill": "30.00",
        "credit": "30.00",
    }
    assert code(at.read("Payment", cash)) == "610"


def test_a_voided_payment_stays_about_nothing() -> None:
    at = company()
    bill = invoice(at, "30")
    cash = pay(at, "40", use("Invoice", bill, "30"))

    voided = done(at.void_by_update("Payment", live(at, "Payment", cash, sparse=True)))

    assert (voided["TotalAmt"], voided["UnappliedAmt"]) == (0, 0)
    assert voided["PrivateNote"] == "Voided"
    assert voided["SyncToken"] == "1"
    assert "Line" not in voided
    assert _balances(at, bill=bill) == {"bill": "30.00"}
    assert code(at.void("Payment", live(at, "Payment", cash))) == "6450"


def test_a_payment_moves_the_tokens_of_what_it_pays() -> None:
    """Invoice and credit memo go from 0 to 1, the customer stays at 0."""
    at = company()
    bill, credit = invoice(at, "30"), memo(at, "30")

    pay(at, "0", use("Invoice", bill, "30"), use("CreditMemo", credit, "30"))

    tokens = {
        "Invoice": told(at, "Invoice", bill)["SyncToken"],
        "CreditMemo": told(at, "CreditMemo", credit)["SyncToken"],
        "Customer": told(at, "Customer", ACME)["SyncToken"],
    }
    assert tokens == {"Invoice": "1", "CreditMemo": "1", "Customer": "0"}
    stale = {"Id": bill, "SyncToken": "0"}
    assert code(at.void("Invoice", stale)) == "5010"


def test_a_voided_invoice_leaves_its_payment_unapplied() -> None:
    at = company()
    bill = invoice(at, "30")
    cash = pay(at, "30", use("Invoice", bill, "30"))

    voided = done(at.void("Invoice", live(at, "Invoice", bill)))

    assert (voided["TotalAmt"], voided["Balance"], voided["LinkedTxn"]) == (0, 0, [])
    assert _balances(at, bill=bill, cash=cash) == {"bill": "0.00", "cash": "30.00"}


def test_an_invoice_below_what_was_paid_leaves_money_over() -> None:
    """An invoice of 100 that is paid becomes 60: 40 are left over of the payment."""
    at = company()
    bill = invoice(at, "100")
    cash = pay(at, "100", use("Invoice", bill, "100"))

    changes = live(at, "Invoice", bill, sparse=True, Line=[line("60")])
    done(at.update("Invoice", changes))

    assert _balances(at, bill=bill, cash=cash) == {"bill": "0.00", "cash": "40.00"}


def test_an_invoice_below_its_credit_gives_the_credit_back() -> None:
    """An invoice of 100 paid by credit becomes 60: 40 are in the credit memo again."""
    at = company()
    bill, credit = invoice(at, "100"), memo(at, "100")
    pay(at, "0", use("Invoice", bill, "100"), use("CreditMemo", credit, "100"))

    changes = live(at, "Invoice", bill, sparse=True, Line=[line("60")])
    done(at.update("Invoice", changes))

    assert _balances(at, bill=bill, credit=credit) == {
        "bill": "0.00",
        "credit": "40.00",
    }


def test_only_a_person_can_void_a_credit_memo() -> None:
    at = company()
    bill, credit = invoice(at, "30"), memo(at, "20")
    pay(at, "0", use("Invoice", bill, "20"), use("CreditMemo", credit, "20"))

    refused = code(at.void("CreditMemo", live(at, "CreditMemo", credit)))
    voided = done(at.person.void("CreditMemo", credit))

    assert refused == "500"
    assert (voided["TotalAmt"], voided["RemainingCredit"]) == (0, 0)
    assert voided["PrivateNote"].startswith("Voided")
    assert _balances(at, bill=bill, credit=credit) == {
        "bill": "30.00",
        "credit": "0.00",
    }
    assert at.custody.books.shelves["Payment"].records == {}


def test_links_stay_inside_a_family_of_customers() -> None:
    at = company()
    child = done(
        at.create("Customer", {"DisplayName": "Site", "ParentRef": {"value": ACME}})
    )["Id"]
    bill, foreign = invoice(at, "30", customer=child), invoice(at, "30", customer=BOLT)

    pay(at, "10", use("Invoice", bill, "10"))
    refused = at.create("Payment", payment("10", use("Invoice", foreign, "10")))

    assert code(refused) == "6000"
    assert _balances(at, bill=bill) == {"bill": "20.00"}
    assert told(at, "Customer", ACME)["BalanceWithJobs"] == 2000


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"TotalAmt": 5}, "2020"),
        ({"CustomerRef": {"value": ACME}}, "2020"),
        (payment("5", use("Invoice", "999", "5")), "610"),
        (payment("5", use("Estimate", "999", "5")), "620"),
        (payment("5", use("Invoice", "999", "-5")), "2290"),
        (payment("-5"), "2240"),
        (payment("5", customer="4711"), "2500"),
        ({**payment("5"), "TotalAmt": "five"}, "2100"),
        ({**payment("5"), "TotalAmt": 10**15}, "2140"),
        ({**payment("5"), "TxnDate": "yesterday"}, "2060"),
        ({**payment("5"), "TxnDate": "2026-02-30"}, "2070"),
        ({**payment("5"), "PaymentRefNum": "1" * 22}, "2050"),
        ({**payment("5"), "PrivateNote": "a\x00b"}, "2040"),
        ({**payment("5"), "CurrencyRef": {"value": "EUR"}}, "6000"),
    ],
)
def test_a_payment_that_is_wrong_is_refused(
    given: dict[str, Any], refused: str
) -> None:
    at = company()
    before = len(at.changes)

    assert code(at.create("Payment", given)) == refused
    assert len(at.changes) == before


def test_a_deposited_payment_may_only_be_used() -> None:
    at = company()
    bill = invoice(at, "30")
    cash = pay(at, "30")
    box = done(at.person.deposit(cash))

    assert (box["TotalAmt"], code(at.person.deposit(cash))) == (3000, "620")
    assert code(at.delete("Payment", live(at, "Payment", cash))) == "6540"
    assert code(at.void("Payment", live(at, "Payment", cash))) == "6540"
    less = live(at, "Payment", cash, sparse=True, TotalAmt=20)
    assert code(at.update("Payment", less)) == "6540"
    lines = [use("Invoice", bill, "30")]
    done(at.update("Payment", live(at, "Payment", cash, sparse=True, Line=lines)))
    assert _balances(at, bill=bill) == {"bill": "0.00"}

    done(at.person.delete("Deposit", box["Id"]))
    done(at.delete("Payment", live(at, "Payment", cash)))
    assert _balances(at, bill=bill) == {"bill": "30.00"}


def test_credits_are_applied_automatically_when_a_memo_is_saved() -> None:
    """Invoices of 10 and 20 are open, the older one first: 25 pay 10 and 15."""
    at = company()
    at.person.apply_credits_automatically(True)
    first = invoice(at, "10", TxnDate="2026-01-01")
    second = invoice(at, "20", TxnDate="2026-01-02")

    credit = memo(at, "25")

    (automatic,) = at.custody.books.shelves["Payment"].records.values()
    document = automatic.document()
    assert document["PrivateNote"] == "Created by QB Online to link credits to charges."
    assert (document["TotalAmt"], document["UnappliedAmt"]) == (0, 0)
    assert _balances(at, bill1=first, bill2=second, credit=credit) == {
        "bill1": "0.00",
        "bill2": "5.00",
        "credit": "0.00",
    }
    told_of = [each for each in at.changes if each.entity == "Payment"]
    assert [each.operation for each in told_of] == [Operation.CREATE]


def test_money_left_over_is_put_on_a_new_invoice_by_its_own_payment() -> None:
    at = company()
    at.person.apply_payments_automatically(True)
    cash = pay(at, "25")

    bill = invoice(at, "10")

    assert list(at.custody.books.shelves["Payment"].records) == [cash]
    assert _balances(at, bill=bill, cash=cash) == {"bill": "0.00", "cash": "15.00"}
    assert told(at, "Payment", cash)["SyncToken"] == "1"


def test_a_person_applies_many_credits_to_many_invoices() -> None:
    """30 and 20 of credits on invoices of 25 and 40: 15 stay open of the second."""
    at = company()
    first, second = invoice(at, "25"), invoice(at, "40")
    one, two = memo(at, "30"), memo(at, "20")

    done(at.person.apply(ACME, [first, second], [one, two]))

    assert _balances(at, bill1=first, bill2=second, credit1=one, credit2=two) == {
        "bill1": "0.00",
        "bill2": "15.00",
        "credit1": "0.00",
        "credit2": "0.00",
    }


def test_a_copy_keeps_the_note() -> None:
    at = company()
    credit = memo(at, "25", PrivateNote="credits:4711")

    copied = done(at.person.copy("CreditMemo", credit))

    assert copied["PrivateNote"] == "credits:4711"
    assert copied["Id"] != credit
    assert (copied["Balance"], copied["DocNumber"]) == (2500, "1002")


def test_amounts_are_exact_up_to_the_largest() -> None:
    at = company()
    bill = invoice(at, "9999999999999.99")

    assert open_of(at, "Invoice", bill) == "9999999999999.99"
    assert code(at.create("Invoice", sale(ACME, "10000000000000"))) == "2140"
    assert Decimal(told(at, "Customer", ACME)["Balance"]) == 999999999999999
