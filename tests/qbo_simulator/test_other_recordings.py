"""Recordings in XML, and answers as they could come from anywhere.

The simulator answers in JSON only, so of a recording in XML the objects and the words
are compared.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbo_simulator import Company, SimulatedClock
from qbo_simulator.amounts import AMOUNTS, QUANTITIES
from qbo_simulator.entities import KINDS
from qbo_simulator.json_text import document_of, parse, render

from . import identities
from .bench import code, company, done, told
from .recorded import FOLDER, ask, company_at

pytestmark = pytest.mark.extras

LISTS = {"Line", "LinkedTxn", "CustomField", "TaxLine"}
XML = sorted(path.name for path in FOLDER.glob("ruby_*.xml"))


def plain(element: ET.Element) -> Any:
    """An element as JSON tells it."""
    name = _tag(element)
    inner: dict[str, Any] = {}
    for child in element:
        held = plain(child)
        if _tag(child) in LISTS:
            inner.setdefault(_tag(child), []).append(held)
        else:
            inner[_tag(child)] = held
    text = (element.text or "").strip()
    if name.endswith("Ref"):
        return {"value": text, **element.attrib}
    if inner or not text:
        return {**_told_beside(element), **inner}
    if name in AMOUNTS | QUANTITIES or text in {"true", "false"}:
        return parse(text)
    return text


def _told_beside(element: ET.Element) -> dict[str, Any]:
    held: dict[str, Any] = dict(element.attrib)
    if "sparse" in held:
        held["sparse"] = held["sparse"] == "true"
    return held


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def objects(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """The whole objects in a recording, whose SyncToken is told."""
    top = ET.fromstring(path.read_text("utf-8").strip())
    found = [each for each in top.iter() if _tag(each) in KINDS]
    told_ = [(_tag(each), plain(each)) for each in found]
    return [
        (kind, held)
        for kind, held in told_
        if isinstance(held, dict) and "SyncToken" in held
    ]


@pytest.mark.parametrize("name", XML)
def test_an_object_of_xml_is_told_as_it_was_taken_over(name: str) -> None:
    simulator, at, _ = company_at("2022-09-02T05:58:56.017-07:00")

    for kind, document in objects(FOLDER / name):
        at.adopt(kind, document)
        reply = ask(simulator, "GET", f"{kind.lower()}/{document['Id']}")

        assert reply.body.decode().startswith(f'{{"{kind}":{render(document)},"time"')
        known = KINDS[kind].known
        assert not known or set(document) <= {*known}


def test_there_are_objects_in_xml() -> None:
    kinds = {kind for name in XML for kind, _ in objects(FOLDER / name)}

    assert kinds >= {"CreditMemo", "Customer", "Invoice", "Payment", "Preferences"}


def test_a_query_is_refused_in_the_recorded_words() -> None:
    path = FOLDER / "ruby_query_validation_error.xml"
    top = ET.fromstring(path.read_text("utf-8"))
    words = {_tag(each): each.text for each in top.iter()}
    simulator, _, _ = company_at("2022-09-02T05:58:56.017-07:00")

    asked = "select * from Invoice startposition 0"
    fault = json.loads(ask(simulator, "GET", "query", query=asked).body)["Fault"]

    error = fault["Error"][0]
    assert (error["Message"], error["Detail"]) == (words["Message"], words["Detail"])
    assert (error["code"], fault["type"]) == ("4001", "ValidationFault")


def test_a_query_that_finds_nothing_is_answered_as_constructed() -> None:
    path = FOLDER / "constructed_query_empty_response.json"
    simulator, _, _ = company_at("2026-01-01T00:00:00.000-08:00")

    reply = ask(simulator, "GET", "query", query="select * from Invoice")

    assert reply.body.decode() == path.read_text("utf-8").strip()


def test_the_constructed_request_applies_a_credit_memo() -> None:
    sent = parse((FOLDER / "constructed_payment_cm_link_request.json").read_text())
    at = company()
    at.adopt("Customer", {**HEAD, "Id": "16", "DisplayName": "Cora"})
    for kind, object_id in (("Invoice", "67"), ("CreditMemo", "68")):
        at.adopt(kind, {**SALE, "Id": object_id})

    paid = done(at.create("Payment", sent))

    assert (paid["TotalAmt"], paid["UnappliedAmt"]) == (0, 0)
    assert told(at, "Invoice", "67")["Balance"] == 6207
    assert told(at, "CreditMemo", "68")["RemainingCredit"] == 6207
    identities.check(at)


HEAD: dict[str, Any] = {
    "domain": "QBO",
    "sparse": False,
    "SyncToken": "0",
    "MetaData": {
        "CreateTime": "2014-09-19T13:16:17-07:00",
        "LastUpdatedTime": "2014-09-19T13:16:17-07:00",
    },
}
SALE: dict[str, Any] = {
    **HEAD,
    "TxnDate": "2014-09-19",
    "CustomerRef": {"value": "16", "name": "Cora"},
    "TotalAmt": 362.07,
    "Balance": 362.07,
    "RemainingCredit": 362.07,
    "LinkedTxn": [],
    "Line": [
        {
            "Id": "1",
            "LineNum": 1,
            "Amount": 362.07,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
        },
        {
            "Amount": 362.07,
            "DetailType": "SubTotalLineDetail",
            "SubTotalLineDetail": {},
        },
    ],
    "TxnTaxDetail": {"TotalTax": 0},
}
# In the manner of the samples in Intuit's documentation: properties that no rule
# knows, links of other kinds, addresses with coordinates, numbers of all spellings.
FOREIGN = (
    '{"Invoice":{"TxnDate":"2014-09-19","domain":"QBO","PrintStatus":"NeedToPrint",'
    '"SalesTermRef":{"value":"3"},"TotalAmt":362.07,"Line":[{"Description":"Rock",'
    '"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"TaxCodeRef":{"value":'
    '"TAX"},"Qty":1.5,"UnitPrice":275.0,"ItemRef":{"name":"Rock & co","value":"5"},'
    '"ServiceDate":"2014-09-18","Novelty":[1,2.50,null,true,{"Deep":"é"}]},'
    '"LineNum":1,"Amount":275.0,"Id":"1"}],"DueDate":"2014-10-19","ApplyTaxAfter'
    'Discount":false,"DocNumber":"1037","sparse":false,"CustomerMemo":{"value":"Ta"},'
    '"Balance":362.07,"CustomerRef":{"name":"Sonnenschein Family Store","value":"24"},'
    '"TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"},"TotalTax":26.82,"TaxLine":[{"Detail'
    'Type":"TaxLineDetail","Amount":26.82,"TaxLineDetail":{"NetAmountTaxable":335.25,'
    '"TaxPercent":8,"TaxRateRef":{"value":"3"},"PercentBased":true}}]},"SyncToken":"0",'
    '"LinkedTxn":[{"TxnId":"100","TxnType":"Estimate"}],"BillEmail":{"Address":'
    '"a@b.example"},"ShipAddr":{"Lat":"37.4238562","Long":"-122.1141681"},"EmailStatus":'
    '"NotSet","BillAddr":{"Line1":"Russ","Id":"95"},"MetaData":{"CreateTime":'
    '"2014-09-19T13:16:17-07:00","LastUpdatedTime":"2014-09-19T13:16:17-07:00"},'
    '"CustomField":[{"DefinitionId":"1","StringValue":"102","Type":"StringType","Name":'
    '"Crew #"}],"Id":"130","Unheard":{"Of":0.10,"Count":12345678901234567890}},'
    '"time":"2015-07-24T10:48:27.082-07:00"}'
)


def test_what_no_rule_knows_survives_letter_by_letter() -> None:
    assert render(parse(FOREIGN)) == FOREIGN


def test_an_object_with_unknown_properties_is_told_as_it_was_taken_over() -> None:
    at = Company("1", clock=SimulatedClock())
    invoice = parse(FOREIGN)["Invoice"]

    at.adopt("Invoice", invoice)

    outcome = at.read("Invoice", "130")
    assert parse(outcome.text)["Invoice"] == invoice  # type: ignore[union-attr]
    assert '"UnitPrice":275.0' in outcome.text  # type: ignore[union-attr]


@pytest.mark.parametrize("entity", ["Widget", "invoice ", "", "Invoices"])
def test_a_kind_that_does_not_exist_is_refused_and_never_kept(entity: str) -> None:
    at = company()

    assert code(at.create(entity, {"Id": "1"})) == "2000"
    assert code(at.read(entity, "1")) == "2000"
    with pytest.raises(ValueError, match="can't be kept"):
        at.adopt(entity, {"Id": "1"})


NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15).map(str),
    st.decimals(-(10**9), 10**9, places=2).map(lambda each: f"{each:.2f}"),
    st.decimals(-(10**6), 10**6, places=7).map(lambda each: f"{each:f}"),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
VALUES = st.recursive(
    st.one_of(
        NUMBERS, st.sampled_from(["true", "false", "null"]), TEXTS.map(json.dumps)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda held: f"[{','.join(held)}]"),
        st.dictionaries(TEXTS, inner, max_size=3).map(
            lambda held: (
                "{" + ",".join(f"{json.dumps(k)}:{v}" for k, v in held.items()) + "}"
            )
        ),
    ),
    max_leaves=10,
)


@given(VALUES)
def test_any_json_survives_with_its_numbers_as_they_are_spelled(text: str) -> None:
    assert render(parse(text)) == _spelled(text)
    assert parse(render(parse(text))) == parse(text)


def _spelled(text: str) -> str:
    """The text as the service spells it: no letter is escaped that need not be."""
    pieces: list[str] = []
    place = 0
    while place < len(text):
        if text[place] == '"':
            held, place = json.JSONDecoder().raw_decode(text, place)
            pieces.append(json.dumps(held, ensure_ascii=False))
        else:
            pieces.append(text[place])
            place += 1
    return "".join(pieces)


def test_amounts_are_told_with_two_decimals_once_a_rule_has_worked_on_them() -> None:
    assert render(document_of('{"TotalAmt":275.0,"Qty":1.50,"Balance":0.00}')) == (
        '{"TotalAmt":275.00,"Qty":1.50,"Balance":0}'
    )
