"""Whatever is sent, the simulator has an answer of its own kind, and never a 5xx."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbo_simulator import Simulator
from qbo_simulator.amounts import AMOUNTS, QUANTITIES
from qbo_simulator.entities import KINDS
from qbo_simulator.intake.fields import BOOLEANS, DATES, LISTS, OBJECTS, TEXTS
from qbo_simulator.serving import Asked, Reply, answer

from . import identities
from .bench import EXAMPLES, invoice, memo, pay, use

pytestmark = pytest.mark.extras
RUNS = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

FIELDS = {*AMOUNTS, *QUANTITIES, *DATES, *BOOLEANS, *LISTS, *OBJECTS, *TEXTS}
REFERENCES = {"CustomerRef", "ItemRef", "TaxCodeRef", "CurrencyRef", "ParentRef"}
OTHERS = {"TxnTaxCodeRef", "value", "name", "TxnId", "TxnType", "Unknown"}
KEYS = st.sampled_from(sorted(FIELDS | REFERENCES | OTHERS))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=True),
    st.text(max_size=8),
    st.sampled_from(["1", "85", "88", "Invoice", "2026-01-05", "1e400", "Infinity"]),
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=5)
    ),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=7)
PATHS = st.one_of(
    st.sampled_from([kind.path for kind in KINDS.values()]),
    st.sampled_from(["query", "cdc", "batch", "nothing", "invoice/88", "payment/x"]),
    st.text(max_size=10),
)
PARAMETERS = st.dictionaries(
    st.sampled_from(
        ["operation", "include", "requestid", "query", "entities", "changedSince"]
    ),
    st.one_of(
        st.sampled_from(["void", "delete", "update", "Invoice,Payment", "2026-01-01"]),
        st.text(max_size=12),
    ),
    max_size=3,
)
SAMPLE = """select * count(*) from Invoice Customer where Id = '1' and TotalAmt > 'x' in
( , ) like '%a' orderby desc startposition 0 maxresults 9 -1 1.5 ' ; !
MetaData.CreateTime MetaData.LastUpdatedTime '2026' Active true Balance Line order by"""
WORDS = st.lists(st.sampled_from(SAMPLE.split()), max_size=14).map(" ".join)


def _books() -> Simulator:
    simulator = Simulator()
    company = simulator.found("1")
    for name in ("Acme", "Bolt"):
        company.create("Customer", {"DisplayName": name})
    bill, credit = invoice(company, "100.00"), memo(company, "40.00")
    pay(company, "10", use("Invoice", bill, "30"), use("CreditMemo", credit, "20"))
    return simulator


def _fits(simulator: Simulator, reply: Reply) -> None:
    told = json.loads(reply.body)
    assert reply.status in {200, 400}, reply
    assert ("Fault" in told) == (reply.status == 400), reply
    identities.check(simulator.companies[0])


def _ask(method: str, path: str, parameters: dict[str, str], body: bytes) -> None:
    simulator = _books()
    asked = Asked(
        method, f"/v3/company/1/{path or '-'}", tuple(parameters.items()), (), body
    )
    _fits(simulator, answer(simulator, asked))


@RUNS
@given(path=PATHS, parameters=PARAMETERS, document=DOCUMENTS)
def test_any_document_is_answered(
    path: str, parameters: dict[str, str], document: dict[str, Any]
) -> None:
    _ask("POST", path, parameters, json.dumps(document).encode())


@RUNS
@given(kind=st.sampled_from(["invoice", "creditmemo", "payment"]), part=DOCUMENTS)
def test_a_document_that_is_nearly_right_is_answered(
    kind: str, part: dict[str, Any]
) -> None:
    line = {"Amount": 5, "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
    right = {"CustomerRef": {"value": "85"}, "TotalAmt": 5, "Line": [line]}

    _ask("POST", kind, {}, json.dumps({**right, **part}).encode())


@RUNS
@given(entity=st.sampled_from([*KINDS, "Nothing"]), document=VALUES, word=PARAMETERS)
def test_any_item_of_a_batch_is_answered(
    entity: str, document: Any, word: dict[str, str]
) -> None:
    operation = next(iter(word.values()), "create")
    items = [{"bId": "1", "operation": operation, entity: document}, document]

    _ask("POST", "batch", {}, json.dumps({"BatchItemRequest": items}).encode())


@RUNS
@given(
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"]),
    path=PATHS,
    parameters=PARAMETERS,
    body=st.binary(max_size=30),
)
def test_any_bytes_are_answered(
    method: str, path: str, parameters: dict[str, str], body: bytes
) -> None:
    _ask(method, path, parameters, body)


@RUNS
@given(words=st.one_of(WORDS, st.text(max_size=30)))
def test_any_query_is_answered(words: str) -> None:
    _ask("GET", "query", {"query": words}, b"")
    _ask("POST", "query", {}, words.encode("utf-8", "replace"))


def test_json_that_is_too_deep_is_refused() -> None:
    _ask("POST", "invoice", {}, b"[" * 100_000)
    _ask("POST", "invoice", {}, b'{"MetaData":' * 5_000 + b"1" + b"}" * 5_000)
