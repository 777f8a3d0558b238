"""Whether the books were written when something went wrong, and who is told."""

from __future__ import annotations

import http.client
from contextlib import suppress
from typing import get_args

import pytest

from qbo_simulator import Operation, SimulatedClock
from qbo_simulator.control import Running
from qbo_simulator.faults import (
    KINDS,
    Delay,
    Drop,
    Fault,
    FaultInSuccess,
    HtmlPage,
    LaggingQuery,
    ServerError,
    Stale,
    Throttled,
    Truncated,
    Unauthorized,
)
from qbo_simulator.service import Service
from qbo_simulator.webhooks import Inbox

from .asking import REALM, Client, Json

BEFORE: tuple[Fault, ...] = (
    Drop(),
    Drop(how="closed"),
    ServerError(),
    HtmlPage(),
    FaultInSuccess(),
    Stale(),
    Throttled(),
    Unauthorized(),
)
AFTER: tuple[Fault, ...] = (
    Drop(when="after"),
    Drop(when="after", how="closed"),
    ServerError(when="after"),
    ServerError(504, "html", when="after"),
    HtmlPage(when="after"),
    FaultInSuccess(when="after"),
    Truncated(),
    Truncated(how="cut"),
    Delay(0.0, by="wall", when="after"),
)


def _create(client: Client, **parameters: str) -> Json:
    """What comes back of a create, or nothing if the connection breaks."""
    with suppress(ConnectionError, http.client.HTTPException):
        return client.post("customer", {"DisplayName": "Anna"}, **parameters)
    return None


def _count(client: Client) -> int:
    text = "select count(*) from Customer where DisplayName = 'Anna'"
    count: int = client.get("query", query=text).json["QueryResponse"]["totalCount"]
    return count


def test_every_kind_of_fault_is_tried_here() -> None:
    tried = {type(each) for each in (*BEFORE, *AFTER)}

    assert tried | {LaggingQuery} == set(KINDS.values()) == set(get_args(Fault))


@pytest.mark.parametrize("fault", BEFORE, ids=str)
def test_a_fault_before_leaves_the_books_alone(
    client: Client, service: Service, fault: Fault
) -> None:
    service.faults.strike(fault, operation="create")

    _create(client, requestid="g1")

    assert _count(client) == 0
    assert _create(client, requestid="g1").status == 200


@pytest.mark.parametrize("fault", AFTER, ids=str)
def test_a_fault_afterwards_hides_what_was_done_and_the_request_id_shows_it(
    client: Client, service: Service, fault: Fault
) -> None:
    service.faults.strike(fault, operation="create")

    _create(client, requestid="g1")

    assert _count(client) == 1
    again = _create(client, requestid="g1")
    assert again.status == 200
    assert again.json["Customer"]["DisplayName"] == "Anna"
    assert _count(client) == 1


def test_a_query_can_lag_behind_and_a_read_does_not(
    client: Client, service: Service, clock: SimulatedClock
) -> None:
    made = _create(client).json["Customer"]["Id"]
    service.faults.strike(LaggingQuery(5), operation="query", times=2)

    at_once = _count(client)
    read = client.get(f"customer/{made}").status
    clock.advance(6)

    assert (at_once, read) == (0, 200)
    assert _count(client) == 1
    assert _count(client) == 1


def test_a_lag_does_not_stay_behind_in_the_switches(
    client: Client, service: Service
) -> None:
    service.faults.strike(LaggingQuery(5), operation="query")
    _create(client)

    counts = [_count(client), _count(client)]

    assert counts == [0, 1]


def _sale(customer: str, amount: float) -> Json:
    detail = {"ItemRef": {"value": "1"}}
    line = {
        "Amount": amount,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": detail,
    }
    return {"CustomerRef": {"value": customer}, "Line": [line]}


@pytest.mark.parametrize(("position", "derived"), [("suppressed", 0), ("told", 1)])
def test_a_payment_is_told_and_the_invoice_it_pays_only_by_a_switch(
    client: Client, service: Service, position: str, derived: int
) -> None:
    client.control("PUT", "/switches", {"derived_webhooks": position})
    customer = _create(client).json["Customer"]["Id"]
    invoice = client.post("invoice", _sale(customer, 30)).json["Invoice"]["Id"]
    number = service.outbox.subscribe(
        Inbox(lambda *_: 200, entities=frozenset({"Payment", "Invoice"}))
    )
    line = {"Amount": 30, "LinkedTxn": [{"TxnId": invoice, "TxnType": "Invoice"}]}
    paid = {"CustomerRef": {"value": customer}, "TotalAmt": 30, "Line": [line]}

    payment = client.post("payment", paid).json["Payment"]["Id"]

    [delivery] = service.outbox.drain(number)
    told = [
        (each.change.entity, each.change.id, each.change.operation)
        for each in delivery.events
    ]
    assert ("Payment", payment, Operation.CREATE) in told
    assert told.count(("Invoice", invoice, Operation.UPDATE)) == derived
    assert len(told) == 1 + derived


def test_a_request_that_was_replayed_is_told_once(
    client: Client, service: Service
) -> None:
    number = service.outbox.subscribe(Inbox(lambda *_: 200))
    _create(client, requestid="g1")
    _create(client, requestid="g1")

    [delivery] = service.outbox.drain(number)

    assert len(delivery.events) == 1


def test_what_a_person_does_is_told_too(
    running: Running, client: Client, service: Service
) -> None:
    made = _create(client).json["Customer"]["Id"]
    number = service.outbox.subscribe(Inbox(lambda *_: 200))
    company = running.service.simulator.company(REALM)
    assert company

    company.person.edit("Customer", made, {"DisplayName": "Berta"})

    [delivery] = service.outbox.drain(number)
    [event] = delivery.events
    assert (event.change.id, event.change.operation) == (made, Operation.UPDATE)
