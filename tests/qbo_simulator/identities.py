"""What holds of all figures of a company at any time, reckoned from its documents."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from qbo_simulator import Company

CREDITS = {"CreditMemo"}
Documents = dict[str, dict[str, Any]]


def documents(company: Company, entity: str) -> Documents:
    """All objects of a kind, as they are told."""
    records = company.custody.books.shelves[entity].records.values()
    return {record.id: record.document() for record in records}


def check(company: Company) -> None:
    """Every identity, for every object; an assertion fails otherwise."""
    payments = documents(company, "Payment")
    settled: dict[tuple[str, str], int] = defaultdict(int)
    for payment in payments.values():
        _check_payment(payment)
        for kind, object_id, amount in uses(payment):
            settled[kind, object_id] += amount
    _check_invoices(company, payments, settled)
    _check_memos(company, settled)
    _check_customers(company)


def uses(payment: dict[str, Any]) -> list[tuple[str, str, int]]:
    """What the lines of a payment tell."""
    return [
        (link["TxnType"], link["TxnId"], line["Amount"])
        for line in payment.get("Line", ())
        for link in line["LinkedTxn"]
    ]


def _check_payment(payment: dict[str, Any]) -> None:
    """Received and credits are what is paid and what is left over."""
    credits_ = sum(a for kind, _, a in uses(payment) if kind in CREDITS)
    paid = sum(a for kind, _, a in uses(payment) if kind not in CREDITS)
    assert payment["TotalAmt"] + credits_ == paid + payment["UnappliedAmt"], payment
    assert 0 <= payment["UnappliedAmt"] <= payment["TotalAmt"], payment
    assert all(amount > 0 for _, _, amount in uses(payment)), payment


def _check_invoices(
    company: Company, payments: Documents, settled: dict[tuple[str, str], int]
) -> None:
    for object_id, invoice in documents(company, "Invoice").items():
        assert invoice["Balance"] == invoice["TotalAmt"] - settled["Invoice", object_id]
        assert invoice["Balance"] >= 0, invoice
        paying = {
            payment_id
            for payment_id, payment in payments.items()
            for kind, used, _ in uses(payment)
            if (kind, used) == ("Invoice", object_id)
        }
        assert {link["TxnId"] for link in invoice["LinkedTxn"]} == paying, invoice
        _check_lines(invoice)


def _check_memos(company: Company, settled: dict[tuple[str, str], int]) -> None:
    for object_id, memo in documents(company, "CreditMemo").items():
        left = memo["TotalAmt"] - settled["CreditMemo", object_id]
        assert memo["Balance"] == memo["RemainingCredit"] == left, memo
        assert left >= 0, memo
        _check_lines(memo)


def _check_lines(sale: dict[str, Any]) -> None:
    """The lines and the tax are the total, and the subtotal is that of the lines."""
    items = [one for one in sale["Line"] if one["DetailType"] == "SalesItemLineDetail"]
    (subtotal,) = (one for one in sale["Line"] if "SubTotalLineDetail" in one)
    total = sum(one["Amount"] for one in items)
    assert subtotal["Amount"] == total, sale
    assert sale["TotalAmt"] == total + sale["TxnTaxDetail"]["TotalTax"], sale


def _check_customers(company: Company) -> None:
    owed: dict[str, int] = defaultdict(int)
    signs = {"Invoice": ("Balance", 1), "CreditMemo": ("Balance", -1)}
    for entity, (key, sign) in {**signs, "Payment": ("UnappliedAmt", -1)}.items():
        for document in documents(company, entity).values():
            owed[document["CustomerRef"]["value"]] += sign * document[key]
    for object_id, customer in documents(company, "Customer").items():
        assert customer["Balance"] == owed[object_id], customer
