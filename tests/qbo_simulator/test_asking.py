"""Queries, changes and batches."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from qbo_simulator import Company, Done, Refused, SimulatedClock
from qbo_simulator.clock import read_instant

from .bench import (
    ACME,
    BOLT,
    code,
    company,
    done,
    invoice,
    live,
    memo,
    pay,
    query,
    use,
)

pytestmark = pytest.mark.extras


UPDATED = "MetaData.LastUpdatedTime"


def _three() -> tuple[Company, list[str]]:
    """Three invoices: 10, 20 and 30, each a day later."""
    at = company()
    clock = at.clock
    assert isinstance(clock, SimulatedClock)
    ids = []
    for number, amount in enumerate(("10", "20", "30"), start=1):
        clock.advance(60)
        given = {"TxnDate": f"2026-01-0{number}", "DocNumber": f"N'{number}"}
        ids.append(invoice(at, amount, customer=BOLT if number == 2 else ACME, **given))
    return at, ids


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("", [2, 1, 0]),
        ("WHERE TotalAmt > '10.00'", [2, 1]),
        ("where TotalAmt >= '10' AND TotalAmt < '30'", [1, 0]),
        ("where Balance > '0' orderby Balance", [0, 1, 2]),
        ("where Balance = '20.0'", [1]),
        ("where CustomerRef = '86'", [1]),
        ("where CustomerRef in ('85', '86') and TxnDate >= '2026-01-02'", [2, 1]),
        ("where TxnDate > '2026-01-01' and TxnDate <= '2026-01-02'", [1]),
        ("where TxnDate = '2026-01-01'", [0]),
        (r"where DocNumber = 'N\'1'", [0]),
        ("where DocNumber LIKE 'n%3'", [2]),
        ("where DocNumber LIKE '%9%'", []),
        ("orderby TxnDate", [0, 1, 2]),
        ("ORDER BY TotalAmt DESC", [2, 1, 0]),
        ("orderby Id desc", [2, 1, 0]),
        ("orderby Id startposition 2 maxresults 1", [1]),
        ("orderby Id maxresults 1 startposition 2", [1]),
        ("startposition 4", []),
        ("where MetaData.LastUpdatedTime > '2026-01-05T09:01:00-08:00'", [2, 1]),
        ("where MetaData.LastUpdatedTime >= '2026-01-05T09:02:00'", [2, 1]),
        ("where MetaData.LastUpdatedTime < '2026-01-05T17:02:00Z'", [0]),
        ("where MetaData.CreateTime = '2026-01-05T17:02:00+00:00'", [1]),
        (f"where {UPDATED} >= '2026-01-05T09:02:00-08:00' orderby {UPDATED}", [1, 2]),
    ],
)
def test_a_query_finds(words: str, places: list[int]) -> None:
    at, ids = _three()

    found = query(at, f"select * from Invoice {words}")

    assert [each["Id"] for each in found] == [ids[place] for place in places]


def test_an_id_is_found_among_others() -> None:
    at, ids = _three()

    found = query(at, f"select * from Invoice where Id in ('{ids[2]}', '{ids[0]}')")

    assert [each["Id"] for each in found] == [ids[2], ids[0]]


def test_a_count_counts() -> None:
    at, _ = _three()

    everything = at.query("SELECT COUNT(*) FROM Invoice")
    some = at.query("select count(*) from Invoice where TotalAmt > '10'")

    assert isinstance(everything, Done)
    assert isinstance(some, Done)
    assert everything.text == '{"QueryResponse":{"totalCount":3}}'
    assert some.text == '{"QueryResponse":{"totalCount":2}}'


def test_nothing_found_is_an_empty_answer() -> None:
    outcome = company().query("select * from CreditMemo")

    assert isinstance(outcome, Done)
    assert outcome.text == '{"QueryResponse":{}}'


def test_some_properties_are_told_of_each() -> None:
    at, ids = _three()

    (found,) = query(
        at, f"select TotalAmt, MetaData.CreateTime from Invoice where Id = '{ids[0]}'"
    )

    assert found["TotalAmt"] == 1000
    assert set(found) == {"TotalAmt", "MetaData", "domain", "sparse", "Id"}


@pytest.mark.parametrize(
    ("text", "number", "detail"),
    [
        (
            "select * from Invoice startposition 0",
            "4001",
            "QueryValidationError: value 0 is too small. Min allowed value is 1",
        ),
        ("select * from Payment where UnappliedAmt > '0'", "4001", "'UnappliedAmt' is"),
        ("select * from Invoice where PrivateNote = 'x'", "4001", "not queryable"),
        ("select * from Payment where DocNumber = '1'", "4001", "not queryable"),
        ("select * from Invoice where Nonsense = '1'", "4001", "Property Nonsense"),
        ("select * from Nonsense", "4001", "Nonsense"),
        ("select * from INVOICE", "4001", "INVOICE"),
        ("select * from creditmemo", "4001", "creditmemo"),
        ("select * from Invoice maxresults 1001", "4001", "too large"),
        ("select * from Invoice where TotalAmt > 'x'", "4001", "Invalid value"),
        (
            "select * from Invoice where MetaData.CreateTime > 'x'",
            "4001",
            "Invalid date",
        ),
        ("", "4000", "QueryParserError"),
        ("select * Invoice", "4000", "column 10"),
        ("select * from Invoice where Id = '1' or Id = '2'", "4000", "column 38"),
        ("select * from Invoice where Id = 'x", "4000", "Lexical error"),
        ("select * from Invoice where Id", "4000", "QueryParserError"),
        ("drop table Invoice", "4000", "QueryParserError"),
    ],
)
def test_a_wrong_query_is_refused(text: str, number: str, detail: str) -> None:
    at, _ = _three()

    outcome = at.query(text)

    assert isinstance(outcome, Refused), outcome
    assert outcome.code == number
    assert detail in outcome.errors[0].detail


def _changed(at: Company, entities: str, seconds: int = 3600) -> list[dict[str, Any]]:
    """The blocks of a change data capture of the last *seconds*."""
    since = at.clock.now() - timedelta(seconds=seconds)
    outcome = at.cdc(tuple(entities.split(",")), since)
    assert isinstance(outcome, Done), outcome
    blocks: list[dict[str, Any]] = outcome.body["CDCResponse"][0]["QueryResponse"]
    return blocks


def test_changes_come_in_blocks_in_the_order_asked_for() -> None:
    at, ids = _three()

    memos, invoices = _changed(at, "creditmemo,Invoice")

    assert memos == {}
    assert [row["Id"] for row in invoices["Invoice"]] == ids
    others = {
        key: invoices[key] for key in ("startPosition", "maxResults", "totalCount")
    }
    assert others == {"startPosition": 1, "maxResults": 3, "totalCount": 3}


def test_a_payment_changes_the_invoice_and_the_customer_too() -> None:
    at, ids = _three()
    assert isinstance(at.clock, SimulatedClock)
    at.clock.advance(3600)

    pay(at, "5", use("Invoice", ids[0], "5"))

    blocks = _changed(at, "Invoice,Payment,Customer", 1)
    rows = [row["Id"] for block in blocks for row in next(iter(block.values()))]
    assert rows == [ids[0], rows[1], ACME]
    payment = blocks[1]["Payment"][0]
    bill = blocks[0]["Invoice"][0]
    assert bill["MetaData"]["LastUpdatedTime"] == payment["MetaData"]["CreateTime"]


def test_a_deleted_object_leaves_a_tombstone() -> None:
    at, ids = _three()
    done(at.delete("Invoice", live(at, "Invoice", ids[1])))

    (block,) = _changed(at, "Invoice")

    assert [row["Id"] for row in block["Invoice"]] == [ids[0], ids[2], ids[1]]
    assert block["Invoice"][-1] == {
        "domain": "QBO",
        "status": "Deleted",
        "Id": ids[1],
        "MetaData": {"LastUpdatedTime": "2026-01-05T09:03:00-08:00"},
    }


def test_there_are_at_most_a_thousand_changes() -> None:
    at = company()
    for _ in range(600):
        invoice(at, "1")
    for _ in range(600):
        memo(at, "1")

    invoices, memos = _changed(at, "Invoice,CreditMemo")

    assert (len(invoices["Invoice"]), len(memos["CreditMemo"])) == (600, 400)


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00Z", "2011-10-10"])
def test_changes_of_long_ago_are_refused(since: str) -> None:
    at = company()

    outcome = at.cdc(("Invoice",), read_instant(since))

    assert isinstance(outcome, Refused)
    assert f"date {since[:10]} older than fixed days" in outcome.errors[0].detail


def test_changes_of_unknown_kinds_are_refused() -> None:
    at = company()

    assert code(at.cdc(("Nonsense",), at.clock.now())) == "2000"
    assert code(at.cdc(("TaxCode",), at.clock.now())) == "2000"


def test_a_batch_has_at_most_thirty_items_and_some() -> None:
    at = company()
    items = [{"bId": str(n), "Query": "select * from Item"} for n in range(31)]

    assert code(at.batch({"BatchItemRequest": items})) == "1040"
    assert isinstance(at.batch({"BatchItemRequest": items[:30]}), Done)
    assert code(at.batch({"BatchItemRequest": []})) == "400"


def test_the_items_of_a_batch_are_independent() -> None:
    at = company()
    cash = pay(at, "10")
    items = [
        {"bId": "1", "operation": "create", "Customer": {"DisplayName": "Acme"}},
        {"bId": "2", "operation": "create", "Customer": {"DisplayName": "Cora"}},
        {
            "bId": "3",
            "operation": "update",
            "optionsData": "void",
            "Payment": live(at, "Payment", cash, sparse=True),
        },
        {"bId": "4", "operation": "send", "Payment": {"Id": cash}},
        {"bId": "5", "operation": "create", "Nonsense": {}},
        {"bId": "6", "Query": "select count(*) from Customer"},
    ]

    outcome = at.batch({"BatchItemRequest": items})

    assert isinstance(outcome, Done)
    answers = json.loads(outcome.text)["BatchItemResponse"]
    codes = [
        one["Fault"]["Error"][0]["code"] if "Fault" in one else "" for one in answers
    ]
    assert codes == ["6240", "", "", "500", "2000", ""]
    assert [one["bId"] for one in answers] == list("123456")
    assert answers[2]["Payment"]["PrivateNote"] == "Voided"
    assert answers[5]["QueryResponse"] == {"totalCount": 3}
