"""The control API over HTTP: what it shows, what it does, what it refuses."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbo_simulator import (
    Change,
    Company,
    Operation,
    SimulatedClock,
    Simulator,
    WallClock,
)
from qbo_simulator.control import Running, TickingClock
from qbo_simulator.service import Service

from .asking import REALM, Client, Json
from .listening import listening

NAN = float("nan")
PATHS = (
    ("POST", "/companies"),
    ("POST", "/clock"),
    ("PUT", "/switches"),
    ("PUT", "/limits"),
    ("POST", "/faults"),
    ("POST", "/webhooks"),
    ("POST", "/webhooks/mishaps"),
    ("POST", "/apps"),
    ("POST", "/tokens"),
    ("DELETE", "/tokens"),
)
"""The calls that read a body."""


def test_the_overview_shows_everything(client: Client) -> None:
    shown = client.control("GET", "")

    assert shown["companies"] == [{"realm": REALM, "name": "Acme"}]
    assert shown["clock"]["now"] == "2026-01-05T17:00:00+00:00"
    assert shown["limits"]["requests_per_minute"] == 500
    assert shown["switches"]["cm_delete_applied"] == "reject"
    assert (shown["faults"], shown["webhooks"]) == ([], [])


def test_a_company_is_founded_and_opened_with_a_token_at_once(client: Client) -> None:
    client.control("POST", "/companies", {"realm": "77", "name": "Second"})

    tokens = client.control("POST", "/tokens", {"realm": "77"})

    opened = Client(client.port, tokens["access_token"])
    assert opened.ask("GET", "/v3/company/77/customer/1").status == 400
    assert opened.get("customer/1").status == 403


def test_a_company_with_a_seed_has_the_same_history_each_time(
    client: Client, service: Service
) -> None:
    for realm, seed in (("77", 3), ("78", 3), ("79", 4)):
        client.control("POST", "/companies", {"realm": realm, "seed": seed})

    first, second, other = (
        _found(service, realm).query("select * from Payment").text  # type: ignore[union-attr]
        for realm in ("77", "78", "79")
    )

    assert first == second != other
    assert '"TxnType":"CreditMemo"' in first


def _found(service: Service, realm: str) -> Company:
    company = service.simulator.company(realm)
    assert company
    return company


def test_the_clock_moves_by_seconds_or_to_an_instant(
    client: Client, clock: SimulatedClock
) -> None:
    start = clock.now()

    client.control("POST", "/clock", {"advance": 90})
    assert (clock.now() - start).total_seconds() == 90
    client.control("POST", "/clock", {"to": "2026-02-01T00:00:00Z"})

    assert clock.now().isoformat() == "2026-02-01T00:00:00+00:00"
    seen = client.ask("POST", "/simulator/clock", {"to": "2026-01-01T00:00:00Z"})
    assert seen.status == 400


def test_a_clock_that_is_the_machines_is_moved_by_nobody() -> None:
    service = Service(Simulator(clock=WallClock()))
    with Running(service) as running:
        seen = Client(running.port).ask("POST", "/simulator/clock", {"advance": 1})

    assert seen.status == 400


def test_a_ticking_clock_goes_on_by_itself_and_can_be_moved() -> None:
    clock = TickingClock()
    first, second = clock.now(), clock.now()

    moved = clock.advance(3600)

    assert second > first
    assert 3600 <= (moved - first).total_seconds() < 3610


def test_switches_are_turned_by_name_and_the_others_stay(client: Client) -> None:
    before = client.control("GET", "/switches")

    after = client.control("PUT", "/switches", {"cm_delete_applied": "unlink"})

    assert after == {**before, "cm_delete_applied": "unlink"}


def test_limits_are_changed_by_name_and_the_others_stay(client: Client) -> None:
    after = client.control("PUT", "/limits", {"concurrent": None, "style": "xml"})

    assert (after["concurrent"], after["style"]) == (None, "xml")
    assert after["requests_per_minute"] == 500


def test_a_fault_is_planned_strikes_and_is_shown(client: Client) -> None:
    rule = {
        "kind": "server-error",
        "with": {"status": 503, "body": "empty"},
        "match": {"entity": "customer", "operation": "read"},
        "skip": 1,
    }
    number = client.control("POST", "/faults", rule)["number"]

    statuses = [client.get("customer/1").status for _ in range(3)]

    [shown] = client.control("GET", "/faults")
    assert statuses == [400, 503, 400]
    assert (shown["number"], shown["matched"], shown["struck"]) == (number, 2, 1)
    assert shown["kind"] == "server-error"
    assert shown["match"] == rule["match"]
    client.control("DELETE", f"/faults/{number}")
    assert client.control("GET", "/faults") == []
    assert client.ask("DELETE", f"/simulator/faults/{number}").status == 404


def test_requests_are_logged_with_their_name_status_and_fault(client: Client) -> None:
    client.control("POST", "/faults", {"kind": "stale", "match": {"entity": "item"}})
    named = [
        client.get("customer/1").headers["intuit-tid"],
        client.post("item", {"Id": "1"}, requestid="abc").headers["intuit-tid"],
    ]
    Client(client.port, "wrong").get("customer/1")

    first, second, third = client.control("GET", "/requests")

    assert [first["tid"], second["tid"]] == named
    assert [each["status"] for each in (first, second, third)] == [400, 400, 401]
    assert (second["fault"], second["requestid"]) == ("stale", "abc")
    assert (second["entity"], second["operation"]) == ("item", "update")
    assert client.token not in json.dumps([first, second, third])
    client.control("DELETE", "/requests")
    assert client.control("GET", "/requests") == []


def test_a_dropped_connection_is_logged_without_a_status(client: Client) -> None:
    client.control("POST", "/faults", {"kind": "drop"})
    with pytest.raises(ConnectionResetError):
        client.get("customer/1")

    [shown] = client.control("GET", "/requests")

    assert (shown["status"], shown["ending"], shown["fault"]) == (None, "reset", "drop")


def test_a_receiver_is_told_by_the_server_itself(
    service: Service, client: Client
) -> None:
    with listening() as ear:
        wish = {"url": ear.url, "form": "cloudevents", "entities": ["Payment"]}
        number = client.control("POST", "/webhooks", wish)["number"]
        at = service.clock.now()
        service.outbox.tell(Change(REALM, "Payment", "5", Operation.VOID, at))
        waiting = client.control("GET", "/webhooks/deliveries")["waiting"]

        [sent] = client.control("POST", "/webhooks/deliveries")

    assert (waiting, sent["done"]) == (1, True)
    assert json.loads(ear.bodies[0])[0]["type"] == "qbo.payment.voided.v1"
    [done] = client.control("GET", "/webhooks/deliveries")["done"]
    assert done == sent
    assert "verifier" not in json.dumps(client.control("GET", "/webhooks"))
    client.control("DELETE", f"/webhooks/{number}")
    assert client.ask("DELETE", f"/simulator/webhooks/{number}").status == 404


def test_a_company_can_be_disconnected_by_a_person(client: Client) -> None:
    client.control("DELETE", "/tokens", {"realm": REALM})

    assert client.get("customer/1").status == 401


def test_an_app_is_registered(client: Client) -> None:
    app = {
        "client_id": "mine",
        "client_secret": "secret",
        "name": "Mine",
        "redirect_uris": ["http://localhost:1/back"],
    }

    assert client.control("POST", "/apps", app) == app
    assert app in client.control("GET", "/apps")


def test_a_reset_forgets_everything_but_the_books_and_the_tokens(
    client: Client, service: Service
) -> None:
    client.control("POST", "/faults", {"kind": "stale", "times": None})
    client.get("customer/1")

    client.control("POST", "/reset")

    assert client.control("GET", "/faults") == []
    assert client.control("GET", "/requests") == []
    assert "5010" not in client.get("customer/1").text
    assert service.companies() == [(REALM, "Acme")]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/companies", {}),
        ("POST", "/companies", {"realm": REALM}),
        ("POST", "/companies", {"realm": "x"}),
        ("POST", "/companies", {"realm": 5}),
        ("POST", "/companies", {"realm": "79", "seed": "x"}),
        ("POST", "/companies", {"realm": "79", "seed": -1}),
        ("POST", "/clock", {"advance": -1}),
        ("POST", "/clock", {"advance": "1"}),
        ("POST", "/clock", {"advance": True}),
        ("POST", "/clock", {"advance": 1e300}),
        ("POST", "/clock", {"forward": 1}),
        ("POST", "/clock", {"to": "soon"}),
        ("POST", "/clock", {"to": "9999-12-31T23:59:59-23:59"}),
        ("PUT", "/switches", {"nonsense": 1}),
        ("PUT", "/switches", {"cm_delete_applied": "maybe"}),
        ("PUT", "/switches", {"cm_delete_applied": []}),
        ("PUT", "/limits", {"concurrent": 0}),
        ("PUT", "/limits", {"concurrent": 1.5}),
        ("PUT", "/limits", {"style": "morse"}),
        ("PUT", "/limits", {"speed": 1}),
        ("POST", "/faults", {}),
        ("POST", "/faults", {"kind": "plague"}),
        ("POST", "/faults", {"kind": "drop", "with": {"when": "later"}}),
        ("POST", "/faults", {"kind": "drop", "with": []}),
        ("POST", "/faults", {"kind": "drop", "with": {"where": "here"}}),
        ("POST", "/faults", {"kind": "delay", "with": {"seconds": -1}}),
        ("POST", "/faults", {"kind": "server-error", "with": {"status": 200}}),
        ("POST", "/faults", {"kind": "html", "with": {"status": "200"}}),
        ("POST", "/faults", {"kind": "drop", "match": {"body": {"at": "x"}}}),
        ("POST", "/faults", {"kind": "drop", "match": {"colour": "red"}}),
        ("POST", "/faults", {"kind": "drop", "match": {"entity": 5}}),
        ("POST", "/faults", {"kind": "drop", "times": 0}),
        ("POST", "/faults", {"kind": "drop", "chance": 2}),
        ("POST", "/faults", {"kind": "drop", "when": "after"}),
        ("POST", "/webhooks", {"url": "http://example.com:80/"}),
        ("POST", "/webhooks", {}),
        ("POST", "/webhooks", {"url": "http://127.0.0.1:1/", "form": "fax"}),
        ("POST", "/webhooks", {"url": "http://127.0.0.1:1/", "entities": [1]}),
        ("POST", "/webhooks", {"url": "http://127.0.0.1:1/", "entities": "Payment"}),
        ("POST", "/webhooks/mishaps", {}),
        ("POST", "/webhooks/mishaps", {"kind": "burn"}),
        ("POST", "/apps", {"client_id": "x"}),
        (
            "POST",
            "/apps",
            {"client_id": "x", "client_secret": "x", "redirect_uris": "http://x"},
        ),
        ("POST", "/tokens", {}),
        ("POST", "/tokens", []),
        ("POST", "/companies", b'{"realm": "78", "name": "\\ud800"}'),
        (
            "POST",
            "/faults",
            {"kind": "drop", "match": {"body": {"at": "x", "is": NAN}}},
        ),
        ("POST", "/tokens", b"{"),
        ("POST", "/tokens", b"\xff"),
        ("POST", "/tokens", b"[" * 100_000),
    ],
)
def test_what_is_not_understood_is_said_in_a_sentence(
    client: Client, method: str, path: str, body: Json
) -> None:
    seen = client.ask(method, f"/simulator{path}", body)

    assert seen.status == 400, seen.text
    assert seen.json["error"]


@pytest.mark.parametrize("body", [{"realm": "404"}, {"realm": REALM, "client_id": "x"}])
def test_no_token_is_made_for_what_is_not_there(client: Client, body: Json) -> None:
    assert client.ask("POST", "/simulator/tokens", body).status == 404


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: (
        st.lists(inside, max_size=2)
        | st.dictionaries(st.text(max_size=5), inside, max_size=2)
    ),
    max_leaves=4,
)
NAMES = st.sampled_from(
    [
        *("realm", "name", "advance", "to", "kind", "with", "match", "times", "skip"),
        *("chance", "url", "form", "entities", "verifier_token", "seconds", "style"),
        *("client_id", "client_secret", "redirect_uris", "retry_after", "seed"),
        *("cm_delete_applied", "query_lag_seconds", "requestid_retention"),
    ]
)
KNOWN = st.sampled_from(["drop", "delay", "stale", "duplicate", "reorder", REALM, 5])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    call=st.sampled_from(PATHS),
    body=st.dictionaries(NAMES, VALUES | KNOWN, max_size=4) | VALUES,
)
def test_whatever_is_sent_the_control_api_does_not_break(
    client: Client, call: tuple[str, str], body: Json
) -> None:
    method, path = call

    seen = client.ask(method, f"/simulator{path}", json.dumps(body).encode())

    assert seen.status in {200, 400, 404}, seen.text
    assert client.control("GET", "")["companies"]
