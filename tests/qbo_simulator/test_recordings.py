"""What the real service answered, the simulator answers too, letter by letter."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from qbo_simulator import Switches
from qbo_simulator.entities import KINDS
from qbo_simulator.json_text import document_of, parse, render
from qbo_simulator.serving.gateway import gateway_fault

from .recorded import FOLDER, ask, company_at, names, recording

pytestmark = pytest.mark.extras


@pytest.mark.parametrize("name", names())
def test_every_recorded_answer_survives_parsing_and_rendering(name: str) -> None:
    raw = recording(name).raw

    assert render(parse(raw)) == raw
    assert render(document_of(raw)) == raw


def _objects(held: Any) -> list[tuple[str, Any]]:
    """All whole objects in an answer, wherever they stand."""
    if isinstance(held, list):
        return [found for each in held for found in _objects(each)]
    if not isinstance(held, dict):
        return []
    found = []
    for key, inner in held.items():
        rows = inner if isinstance(inner, list) else [inner]
        whole = [row for row in rows if isinstance(row, dict) and "SyncToken" in row]
        if key in KINDS and whole:
            found += [(key, row) for row in whole]
        else:
            found += _objects(inner)
    return found


@pytest.mark.parametrize("name", names())
def test_every_recorded_object_is_told_as_it_was_taken_over(name: str) -> None:
    simulator, company, _ = company_at("2022-09-02T05:58:56.017-07:00")

    for entity, document in _objects(recording(name).body):
        company.adopt(entity, document)
        reply = ask(simulator, "GET", f"{entity.lower()}/{document['Id']}")

        expected = f'{{"{entity}":{render(document)},"time":"2022-09-02T05:58:56.017'
        assert reply.body.decode().startswith(expected)


def test_there_are_objects_in_the_recordings() -> None:
    found = [entity for name in names() for entity, _ in _objects(recording(name).body)]

    assert {"Invoice", "Customer", "SalesReceipt", "Vendor"} <= set(found)
    assert len(found) >= 6


def test_a_customer_is_made_as_recorded() -> None:
    told = recording("vcr_create_customer_0")
    simulator, company, _ = company_at(told.time)
    company.custody.books.last_id = 69

    reply = ask(simulator, "POST", "customer", told.sent, requestid="")

    assert (reply.status, reply.body.decode()) == (200, told.raw)


def test_an_invoice_is_made_as_recorded() -> None:
    told = recording("vcr_create_invoice_0")
    simulator, company, _ = company_at(told.time)
    invoice = told.body["Invoice"]
    company.adopt("Customer", _amy(invoice))
    company.custody.books.last_id = 265
    company.custody.books.last_number = 1042

    reply = ask(simulator, "POST", "invoice", told.sent)

    assert (reply.status, reply.body.decode()) == (200, told.raw)


def _amy(invoice: dict[str, Any]) -> dict[str, Any]:
    meta = {"CreateTime": "2015-10-01T16:48:43-07:00"}
    return {
        "BillAddr": invoice["BillAddr"],
        "ShipAddr": invoice["ShipAddr"],
        "Balance": 0,
        "Id": "1",
        "SyncToken": "0",
        "MetaData": {**meta, "LastUpdatedTime": "2020-09-29T04:46:06-07:00"},
        "DisplayName": "Amy's Bird Sanctuary",
        "Active": True,
    }


def test_a_voided_invoice_is_told_as_recorded() -> None:
    before, after = recording("vcr_void_invoice_0"), recording("vcr_void_invoice_1")
    simulator, company, clock = company_at(before.time)
    company.adopt("Customer", _amy(before.body["Invoice"]))
    company.adopt("Invoice", before.body["Invoice"])

    read = ask(simulator, "GET", "invoice/264")
    clock.advance(0.446)
    voided = ask(simulator, "POST", "invoice", after.sent, operation="void")

    assert read.body.decode() == before.raw
    assert (voided.status, voided.body.decode()) == (200, after.raw)


def test_a_customer_is_read_as_recorded() -> None:
    told = recording("vcr_get_id_0")
    simulator, company, _ = company_at(told.time)
    company.adopt("Customer", told.body["Customer"])

    reply = ask(simulator, "GET", "customer/5")

    assert (reply.status, reply.body.decode()) == (200, told.raw)


def test_a_batch_is_answered_as_recorded() -> None:
    """A vendor is made, a delete and an update are refused, and a query is answered.

    The real service took two seconds for the vendor, where the simulator's clock
    stands still; apart from these two seconds the answers are equal.
    """
    told = recording("vcr_batch_basic_0")
    simulator, company, _ = company_at(told.time)
    answers = told.body["BatchItemResponse"]
    for receipt in answers[3]["QueryResponse"]["SalesReceipt"]:
        company.adopt("SalesReceipt", receipt)
    company.custody.books.last_id = 70

    reply = ask(simulator, "POST", "batch", told.sent)

    expected = told.raw.replace(
        "2020-09-29T08:13:20-07:00", "2020-09-29T08:13:18-07:00"
    )
    assert (reply.status, reply.body.decode()) == (200, expected)


def test_an_unknown_property_is_refused_as_recorded() -> None:
    told = recording("vcr_error_400_json_0")
    simulator, _, _ = company_at(told.time)

    reply = ask(simulator, "POST", "invoice", told.sent)

    assert (reply.status, reply.body.decode()) == (told.status, told.raw)


def test_a_path_that_leads_nowhere_is_refused_as_recorded() -> None:
    told = recording("vcr_error_500_0")
    simulator, _, _ = company_at(told.time)

    reply = ask(simulator, "GET", "customer/1/5")

    assert (reply.status, reply.body.decode()) == (told.status, told.raw)


def test_a_name_that_is_taken_is_refused_as_recorded() -> None:
    told = recording("vcr_error_validation_0")
    simulator, company, _ = company_at(told.time)
    company.create("Customer", told.sent)

    reply = ask(simulator, "POST", "customer", told.sent)

    assert (reply.status, reply.body.decode()) == (told.status, told.raw)


def test_changes_are_told_in_the_recorded_shape() -> None:
    """Four estimates, the one that changed first before the others."""
    told = document_of((FOLDER / "vcr_cdc_basic_0.json").read_text("utf-8"))
    body = told["response"]["body"]
    estimates = body["CDCResponse"][0]["QueryResponse"][0]["Estimate"]
    lenient = Switches.of(cdc_30_days="lenient")
    simulator, company, _ = company_at("2020-09-29T08:02:53.100-07:00", lenient)
    for estimate in reversed(estimates):
        company.adopt("Estimate", estimate)

    reply = ask(
        simulator,
        "GET",
        "cdc",
        entities="estimate",
        changedSince="2011-10-10T09:00:00-07:00",
    )

    answered = document_of(reply.body.decode())
    block = answered["CDCResponse"][0]["QueryResponse"][0]
    assert block["Estimate"] == estimates
    assert next(iter(block)) == "Estimate"


@pytest.mark.parametrize("name", [n for n in names() if n != "vcr_error_401_0"])
def test_an_answer_has_the_heads_of_the_recordings(name: str) -> None:
    told = recording(name)
    simulator, company, _ = company_at("2022-09-02T05:58:56.017-07:00")

    good = ask(simulator, "GET", "companyinfo/1")
    bad = ask(simulator, "GET", "customer/1/5")

    heads = dict((good if told.status == 200 else bad).headers)
    expected = told.headers - {"date", "service-time"}
    assert expected <= heads.keys()
    assert company.name


def test_an_expired_token_has_the_recorded_envelope() -> None:
    told = recording("vcr_error_401_0")
    error = told.body["fault"]["error"][0]

    fault = gateway_fault(
        error["message"],
        error["detail"],
        error["code"],
        told.body["fault"]["type"],
        datetime.fromtimestamp(int(told.body["time"]) / 1000, UTC),
    )

    assert render(fault) == told.raw
