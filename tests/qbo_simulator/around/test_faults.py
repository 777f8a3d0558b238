"""Which requests are struck, and what a client sees of each fault."""

from __future__ import annotations

import asyncio
import http.client
import socket
import time
from typing import Any

import pytest

from qbo_simulator.control import ConnectionDropped, served
from qbo_simulator.faults import (
    Delay,
    Drop,
    Fault,
    FaultInSuccess,
    FaultPlan,
    HtmlPage,
    Matcher,
    Rule,
    ServerError,
    Stale,
    Throttled,
    Truncated,
    Unauthorized,
)
from qbo_simulator.faults.predicates import check, holds
from qbo_simulator.gateway import Aim
from qbo_simulator.service import Service
from qbo_simulator.serving import Asked

from .asking import REALM, Client, Json, asked

PATH = f"/v3/company/{REALM}"


def _aim(path: str, method: str = "GET", body: Json = None, **parameters: str) -> Aim:
    return Aim(asked(f"{PATH}/{path}", method=method, body=body, **parameters))


@pytest.mark.parametrize(
    ("aim", "entity", "operation"),
    [
        (_aim("customer/1"), "customer", "read"),
        (_aim("creditmemo", "POST", {"Line": []}), "creditmemo", "create"),
        (_aim("creditmemo", "POST", {"Line": [{"Id": "1"}]}), "creditmemo", "create"),
        (_aim("Payment", "POST", {"Id": "1"}), "payment", "update"),
        (_aim("payment", "POST", {"Id": "1"}, operation="delete"), "payment", "delete"),
        (
            _aim("payment", "POST", {"Id": "1"}, operation="update", include="void"),
            "payment",
            "void",
        ),
        (_aim("invoice", "POST", {"Id": "1"}, operation="void"), "invoice", "void"),
        (_aim("query", query="select * from Payment"), "payment", "query"),
        (_aim("query", "POST", b"SELECT count(*) FROM Item"), "item", "query"),
        (_aim("query", "POST", b"\xff"), "", "query"),
        (_aim("batch", "POST", {}), "", "batch"),
        (_aim("cdc", entities="Payment"), "", "cdc"),
        (_aim("creditmemo", "POST", b"not json"), "creditmemo", "create"),
        (_aim("creditmemo", "POST", b'"Id"'), "creditmemo", "create"),
    ],
)
def test_a_request_tells_what_it_is_about(
    aim: Aim, entity: str, operation: str
) -> None:
    assert (aim.realm, aim.entity, aim.operation) == (REALM, entity, operation)


def test_a_path_without_a_company_is_about_none() -> None:
    aim = Aim(Asked("GET", "/v3/customer/1/5"))

    assert (aim.realm, aim.resource) == ("", "")


CREATE = _aim(
    "creditmemo",
    "POST",
    {"Line": [{"Amount": 25}], "PrivateNote": "credits:1"},
    requestid="abc-g1",
)


@pytest.mark.parametrize(
    "matcher",
    [
        Matcher(),
        Matcher(method="post"),
        Matcher(entity="CreditMemo"),
        Matcher(operation="create"),
        Matcher(realm=REALM),
        Matcher(path="*/creditmemo"),
        Matcher(requestid="abc-*"),
        Matcher(body={"at": "Line.0.Amount", "is": 25}),
        Matcher(body={"at": "Line.0.Amount", "above": 24}),
        Matcher(body={"at": "PrivateNote", "contains": "credits:"}),
        Matcher(body={"at": "Id", "exists": False}),
        Matcher(body={"not": {"at": "Line.1", "exists": True}}),
    ],
)
def test_what_matches(matcher: Matcher) -> None:
    assert matcher.matches(CREATE)


@pytest.mark.parametrize(
    "matcher",
    [
        Matcher(method="GET"),
        Matcher(entity="payment"),
        Matcher(operation="update"),
        Matcher(realm="1"),
        Matcher(path="*/payment"),
        Matcher(requestid="xyz-*"),
        Matcher(body={"at": "Line.0.Amount", "is": 26}),
        Matcher(body={"at": "Line.0.Amount", "below": 25}),
        Matcher(body={"at": "Line.7.Amount", "above": 0}),
        Matcher(body={"at": "PrivateNote", "above": 0}),
        Matcher(body={"any": [{"at": "Id", "exists": True}]}),
        Matcher(body={"all": [{"at": "Id", "exists": True}, {"at": "x", "is": 1}]}),
        Matcher(method="POST", entity="payment"),
    ],
)
def test_what_does_not_match(matcher: Matcher) -> None:
    assert not matcher.matches(CREATE)


def test_a_request_without_an_id_matches_no_pattern_for_ids() -> None:
    assert not Matcher(requestid="*").matches(_aim("customer/1"))


@pytest.mark.parametrize(
    "condition",
    [
        None,
        [],
        {},
        {"at": "x"},
        {"is": 1},
        {"at": "x", "is": 1, "above": 0},
        {"at": 5, "is": 1},
        {"at": "x", "matches": "."},
        {"all": {}},
        {"all": [{"at": "x"}]},
        {"not": []},
        {"all": [], "any": []},
    ],
)
def test_what_is_no_condition_is_said_when_it_is_planned(condition: Json) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        check(condition)


def test_a_condition_holds_for_no_body_at_all() -> None:
    assert holds({"at": "x", "exists": False}, None)
    assert not holds({"at": "x", "is": None}, None)


def test_a_rule_skips_strikes_and_is_over() -> None:
    plan = FaultPlan()
    plan.strike(Stale(), skip=2, times=2, entity="creditmemo")

    struck = [plan.choose(CREATE) is not None for _ in range(6)]

    assert struck == [False, False, True, True, False, False]
    assert plan.choose(_aim("payment")) is None


def test_the_first_rule_that_fits_strikes_and_the_next_one_after_it() -> None:
    plan = FaultPlan()
    plan.strike(Stale())
    plan.strike(Drop(), times=None)

    assert [plan.choose(CREATE) for _ in range(3)] == [Stale(), Drop(), Drop()]


def test_chance_is_decided_by_the_seed() -> None:
    def struck(seed: str) -> list[bool]:
        plan = FaultPlan(seed)
        plan.strike(Stale(), chance=0.5, times=None)
        return [plan.choose(CREATE) is not None for _ in range(64)]

    assert struck("a") == struck("a") != struck("b")
    assert 16 < sum(struck("a")) < 48


def test_a_plan_that_is_cleared_begins_anew() -> None:
    plan = FaultPlan()
    rule = Rule(Stale(), chance=0.5, times=None)
    plan.add(rule)
    first = [plan.choose(CREATE) is not None for _ in range(32)]
    plan.clear()
    assert plan.choose(CREATE) is None

    plan.add(rule)

    assert [plan.choose(CREATE) is not None for _ in range(32)] == first


def test_a_rule_can_be_taken_back() -> None:
    plan = FaultPlan()
    number = plan.strike(Stale(), times=None)

    assert plan.remove(number)
    assert not plan.remove(number)
    assert plan.choose(CREATE) is None


def test_a_dropped_connection_is_reset_and_the_next_one_is_good(
    client: Client, service: Service
) -> None:
    service.faults.strike(Drop())

    with pytest.raises(ConnectionResetError):
        client.get("customer/1")

    assert client.get("customer/1").status in {200, 400}


def test_a_closed_connection_ends_without_a_byte(
    client: Client, service: Service
) -> None:
    service.faults.strike(Drop(how="closed"))

    with pytest.raises(http.client.RemoteDisconnected):
        client.get("customer/1")


def test_a_reset_is_a_real_one(client: Client, service: Service) -> None:
    """The socket itself reports it, not only the library above."""
    service.faults.strike(Drop())
    request = (
        f"GET {PATH}/customer/1 HTTP/1.1\r\nHost: x\r\n"
        f"Authorization: Bearer {client.token}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", client.port), 5) as connection:
        connection.sendall(request.encode())

        with pytest.raises(ConnectionResetError):
            connection.recv(1)


def test_a_body_is_cut_in_its_middle(client: Client, service: Service) -> None:
    service.faults.strike(Truncated(how="cut"))

    with pytest.raises(http.client.IncompleteRead) as caught:
        client.get("customer/1")

    assert caught.value.partial.startswith(b"{")
    assert caught.value.expected


def test_a_truncated_body_is_whole_to_http_and_broken_to_json(
    client: Client, service: Service
) -> None:
    whole = client.get("customer/1")
    service.faults.strike(Truncated())

    half = client.get("customer/1")

    assert half.status == whole.status
    assert half.body == whole.body[: len(half.body)]
    assert len(half.body) == len(whole.body) // 2
    with pytest.raises(ValueError, match=r"delimiter|Unterminated|Expecting"):
        half.json  # noqa: B018 - to read it is what fails


@pytest.mark.parametrize(
    ("fault", "status", "kind", "words"),
    [
        (ServerError(), 500, "application/json", '"code":"10000"'),
        (ServerError(503), 503, "application/json", "SystemFault"),
        (ServerError(504, "html"), 504, "text/html", "504 Gateway Time"),
        (ServerError(599, "html"), 599, "text/html", "599 Error"),
        (ServerError(502, "empty"), 502, "", ""),
        (HtmlPage(), 200, "text/html", "<html>"),
        (FaultInSuccess("6000"), 200, "application/json", '"code":"6000"'),
        (Stale(who="Anna"), 400, "application/json", "You and Anna were working on"),
        (Throttled(), 429, "application/json", '"code":"3001"'),
        (Throttled("xml"), 429, "application/xml", "statusCode=429"),
        (Throttled("403"), 403, "application/xml", "statusCode=403"),
        (Unauthorized(), 401, "application/json", "Token expired: AB0"),
    ],
)
def test_what_a_client_sees(
    client: Client, service: Service, fault: Fault, status: int, kind: str, words: str
) -> None:
    service.faults.strike(fault)

    seen = client.get("customer/1")

    assert seen.status == status
    assert seen.headers.get("content-type", "").split(";")[0] == kind
    assert words in seen.text
    assert seen.headers["intuit-tid"]


def test_a_request_can_be_held_for_real_seconds(
    client: Client, service: Service
) -> None:
    service.faults.strike(Delay(0.3, by="wall"))
    began = time.monotonic()

    with pytest.raises(TimeoutError):
        client.ask("GET", f"{PATH}/customer/1", timeout=0.1)

    assert time.monotonic() - began < 0.3


def test_without_a_connection_a_drop_is_an_error_of_its_own(service: Service) -> None:
    """An in-process client gets something that it can tell from an answer."""
    service.faults.strike(Drop())
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"{PATH}/customer/1",
        "query_string": b"",
        "headers": [
            (b"authorization", f"Bearer {service.access_token(REALM)}".encode())
        ],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(_: object) -> None:
        raise AssertionError("Nothing is sent.")

    with pytest.raises(ConnectionDropped):
        asyncio.run(served(service)(scope, receive, send))


def test_a_request_that_does_not_get_in_uses_up_no_fault(
    client: Client, service: Service
) -> None:
    service.faults.strike(Stale())
    Client(client.port, "wrong").get("customer/1")

    assert "5010" in client.get("customer/1").text
