"""Consent, tokens, their rotation and their end."""

from __future__ import annotations

import base64
import html
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from qbo_simulator import SimulatedClock, Simulator
from qbo_simulator.control import Running
from qbo_simulator.gateway.envelopes import as_json, unauthenticated
from qbo_simulator.oauth import PLAYGROUND, App, Grants, Rules, Tokens
from qbo_simulator.oauth.tokens import Refused
from qbo_simulator.service import Service

from .asking import REALM, RECORDED, Client, answered, asked

BASIC = (PLAYGROUND.client_id, PLAYGROUND.client_secret)
CALLBACK = PLAYGROUND.redirect_uris[0]
DAY = 86_400


def _wish(**changed: str) -> dict[str, str]:
    return {
        "client_id": PLAYGROUND.client_id,
        "response_type": "code",
        "scope": "com.intuit.quickbooks.accounting",
        "redirect_uri": CALLBACK,
        "state": 'a"b&c=d é',
        **changed,
    }


def _consent(client: Client, **changed: str) -> dict[str, list[str]]:
    """What the app reads in its callback after a person's decision."""
    page = client.ask("GET", f"/connect/oauth2?{urlencode(_wish(**changed))}").text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    fields = {name: html.unescape(value) for name, value in hidden.items()}
    decision = {"realm": REALM, "decision": "connect"}
    seen = client.form("/connect/oauth2", {**fields, **decision})
    assert seen.status == 302, seen.text
    assert seen.headers["location"].startswith(f"{CALLBACK}?")
    return parse_qs(urlsplit(seen.headers["location"]).query)


def _given(client: Client, **fields: str) -> dict[str, str | int]:
    seen = client.form("/oauth2/v1/tokens/bearer", fields, BASIC)
    assert seen.status == 200, seen.text
    given: dict[str, str | int] = seen.json
    return given


def test_a_person_lets_an_app_in_and_the_token_opens_the_company(
    client: Client,
) -> None:
    back = _consent(client)

    tokens = _given(
        client,
        grant_type="authorization_code",
        code=back["code"][0],
        redirect_uri=CALLBACK,
    )

    assert back["realmId"] == [REALM]
    assert back["state"] == [_wish()["state"]]
    assert tokens["token_type"] == "bearer"
    assert tokens["expires_in"] == 3600
    assert tokens["x_refresh_token_expires_in"] == 8_726_400
    assert "x_refresh_token_hard_expires_in" not in tokens
    opened = Client(client.port, str(tokens["access_token"]))
    assert opened.get("customer/1").status != 401


def test_the_page_names_the_app_and_every_company(client: Client) -> None:
    text = client.ask("GET", f"/connect/oauth2?{urlencode(_wish())}").text

    assert "Simulated app" in text
    assert f"Acme ({REALM})" in text


def test_the_page_shows_a_state_as_text_and_not_as_markup(client: Client) -> None:
    wish = _wish(state='"><script>alert(1)</script>')

    text = client.ask("GET", f"/connect/oauth2?{urlencode(wish)}").text

    assert "<script>" not in text


def test_a_person_who_cancels_is_sent_back_without_a_code(client: Client) -> None:
    seen = client.form("/connect/oauth2", {**_wish(), "decision": "cancel"})

    back = parse_qs(urlsplit(seen.headers["location"]).query)
    assert back == {"error": ["access_denied"], "state": [_wish()["state"]]}


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "nobody"},
        {"redirect_uri": "http://localhost:8000/callback/"},
        {"redirect_uri": "http://evil.example/"},
        {"redirect_uri": ""},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_is_sent_to_an_address_that_the_app_has_not_registered(
    client: Client, changed: dict[str, str], method: str
) -> None:
    fields = {**_wish(**changed), "realm": REALM, "decision": "connect"}

    if method == "GET":
        seen = client.ask("GET", f"/connect/oauth2?{urlencode(fields)}")
    else:
        seen = client.form("/connect/oauth2", fields)

    assert seen.status == 400
    assert "location" not in seen.headers


def test_a_company_that_does_not_exist_cannot_be_chosen(client: Client) -> None:
    fields = {**_wish(), "realm": "404", "decision": "connect"}

    assert client.form("/connect/oauth2", fields).status == 400


def test_a_code_is_good_once(client: Client) -> None:
    code = _consent(client)["code"][0]
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
    }
    _given(client, **fields)

    again = client.form("/oauth2/v1/tokens/bearer", fields, BASIC)

    assert (again.status, again.json["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    ("late", "redirect_uri"),
    [(600, CALLBACK), (0, PLAYGROUND.redirect_uris[1])],
)
def test_a_code_is_bound_to_ten_minutes_and_to_its_address(
    clock: SimulatedClock, late: int, redirect_uri: str
) -> None:
    grants = Grants(clock)
    code = grants.consent(PLAYGROUND, REALM, CALLBACK, "scope")
    clock.advance(late)

    given = grants.exchange(_basic(), code, redirect_uri)

    assert isinstance(given, Refused)
    assert given.error == "invalid_grant"


def _basic(app: App = PLAYGROUND) -> str:
    pair = f"{app.client_id}:{app.client_secret}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


@pytest.mark.parametrize(
    "basic", [None, (PLAYGROUND.client_id, "wrong"), ("nobody", "wrong"), ("", "")]
)
@pytest.mark.parametrize(
    "path", ["/oauth2/v1/tokens/bearer", "/v2/oauth2/tokens/revoke"]
)
def test_an_app_has_to_show_its_secret(
    client: Client, basic: tuple[str, str] | None, path: str
) -> None:
    token = client.token
    plain = Client(client.port)

    seen = plain.form(
        path,
        {"grant_type": "refresh_token", "refresh_token": token, "token": token},
        basic,
    )

    assert (seen.status, seen.json) == (401, {"error": "invalid_client"})
    assert client.get("customer/1").status != 401


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, "invalid_grant"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_grant"),
        ({"grant_type": "authorization_code"}, "invalid_grant"),
    ],
)
def test_what_is_no_grant_is_refused_in_the_words_of_oauth(
    client: Client, fields: dict[str, str], error: str
) -> None:
    seen = client.form("/oauth2/v1/tokens/bearer", fields, BASIC)

    assert (seen.status, seen.json["error"]) == (400, error)


def _refreshed(grants: Grants, token: str) -> Tokens:
    given = grants.refresh(_basic(), token)
    assert isinstance(given, Tokens), given
    return given


def test_the_refresh_token_keeps_its_value_for_a_day_and_then_gets_a_new_one(
    clock: SimulatedClock,
) -> None:
    grants = Grants(clock)
    first = grants.mint_for(REALM)

    clock.advance(DAY - 1)
    early = _refreshed(grants, first.refresh_token)
    clock.advance(1)
    late = _refreshed(grants, first.refresh_token)

    assert early.refresh_token == first.refresh_token
    assert early.access_token != first.access_token
    assert late.refresh_token != first.refresh_token


def test_a_replaced_refresh_token_is_refused_unless_the_rules_accept_it(
    clock: SimulatedClock,
) -> None:
    """The two positions that integrators report."""
    for replaced, accepted in (("refused", False), ("accepted", True)):
        grants = Grants(clock, rules=Rules(replaced=replaced))  # type: ignore[arg-type]
        first = grants.mint_for(REALM)
        clock.advance(DAY)
        newer = _refreshed(grants, first.refresh_token)

        again = grants.refresh(_basic(), first.refresh_token)

        assert isinstance(again, Tokens) == accepted
        assert isinstance(grants.refresh(_basic(), newer.refresh_token), Tokens)


def test_a_refresh_token_that_is_used_rolls_on_up_to_five_years(
    clock: SimulatedClock,
) -> None:
    grants = Grants(clock)
    tokens = grants.mint_for(REALM)
    left = []

    for _ in range(5 * 365 // 100):
        clock.advance(100 * DAY)
        tokens = _refreshed(grants, tokens.refresh_token)
        left.append(tokens.refresh_expires_in)
    clock.advance(25 * DAY)

    assert left[0] == 8_726_400
    assert left[-1] == tokens.hard_expires_in == 25 * DAY
    refused = grants.refresh(_basic(), tokens.refresh_token)
    assert refused == Refused("invalid_grant", "Incorrect or invalid refresh token")


def test_a_refresh_token_that_is_not_used_ends_after_101_days(
    clock: SimulatedClock,
) -> None:
    grants = Grants(clock)
    tokens = grants.mint_for(REALM)

    clock.advance(8_726_399)
    assert isinstance(grants.refresh(_basic(), tokens.refresh_token), Tokens)
    tokens = grants.mint_for(REALM)
    clock.advance(8_726_400)

    assert isinstance(grants.refresh(_basic(), tokens.refresh_token), Refused)


def test_the_hard_end_is_told_to_those_who_ask_for_it(
    client: Client, service: Service
) -> None:
    token = service.grants.mint_for(REALM).refresh_token
    fields = {"grant_type": "refresh_token", "refresh_token": token}
    body = urlencode(fields).encode()
    headers = {
        "Authorization": _basic(),
        "x-include-refresh-token-hard-expires-in": "true",
    }

    seen = client.ask("POST", "/oauth2/v1/tokens/bearer", body, headers)

    years = int(timedelta(days=5 * 365).total_seconds())
    assert seen.json["x_refresh_token_hard_expires_in"] == years


def test_another_app_cannot_use_the_refresh_token_of_the_first(
    clock: SimulatedClock,
) -> None:
    grants = Grants(clock)
    other = App("other", "secret")
    grants.register(other)
    token = grants.mint_for(REALM).refresh_token

    assert isinstance(grants.refresh(_basic(other), token), Refused)
    assert grants.revoke(_basic(other), token) == Refused("invalid_request")
    assert isinstance(grants.refresh(_basic(), token), Tokens)


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
@pytest.mark.parametrize("form", ["json", "form"])
def test_either_token_takes_the_whole_consent_back(
    client: Client, service: Service, which: str, form: str
) -> None:
    tokens = service.grants.mint_for(REALM)
    fields = {"token": getattr(tokens, which)}
    body = json.dumps(fields) if form == "json" else urlencode(fields)
    headers = {"Authorization": _basic()}

    seen = client.ask("POST", "/v2/oauth2/tokens/revoke", body.encode(), headers)

    assert (seen.status, seen.body) == (200, b"")
    opened = Client(client.port, tokens.access_token).get("customer/1")
    assert opened.status == 401
    assert f"Token revoked: {tokens.access_token}" in opened.text
    assert isinstance(service.grants.refresh(_basic(), tokens.refresh_token), Refused)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"token": 5}', b"token=nobody"])
def test_what_is_no_token_cannot_be_revoked(client: Client, body: bytes) -> None:
    headers = {"Authorization": _basic()}

    seen = client.ask("POST", "/v2/oauth2/tokens/revoke", body, headers)

    assert (seen.status, seen.json) == (400, {"error": "invalid_request"})


def test_an_expired_token_is_refused_to_the_byte_as_it_was_recorded() -> None:
    recording = json.loads((RECORDED / "vcr_error_401_0.json").read_text())
    raw = recording["response"]["body_raw"]
    detail = recording["response"]["body"]["fault"]["error"][0]["detail"]
    at = datetime.fromtimestamp(1601391072.830, UTC)

    assert as_json(unauthenticated(detail), at) == raw


def test_a_token_is_good_for_an_hour_and_then_named_in_the_refusal(
    service: Service, clock: SimulatedClock
) -> None:
    token = service.access_token(REALM)
    clock.advance(3599)
    assert answered(service, asked(token=token)).reply.status != 401

    clock.advance(1)
    reply = answered(service, asked(token=token)).reply

    headers = dict(reply.headers)
    assert reply.status == 401
    assert f'"detail":"Token expired: {token}"' in reply.body.decode()
    recording = json.loads((RECORDED / "vcr_error_401_0.json").read_text())
    wanted = recording["response"]["headers"]["Www-Authenticate"]
    assert headers["www-authenticate"] == wanted


@pytest.mark.parametrize("token", [None, "x", ""])
def test_no_token_and_a_wrong_one_are_refused(
    service: Service, token: str | None
) -> None:
    assert answered(service, asked(token=token)).reply.status == 401


def test_a_token_of_another_company_is_forbidden(service: Service) -> None:
    service.found("77")
    token = service.access_token("77")

    reply = answered(service, asked(token=token)).reply

    [error] = json.loads(reply.body)["fault"]["error"]
    assert (reply.status, error["code"]) == (403, "3100")


def test_the_discovery_document_names_addresses_of_this_server(
    running: Running, client: Client
) -> None:
    document = client.ask("GET", "/.well-known/openid_configuration").json
    again = client.ask("GET", "/.well-known/openid_sandbox_configuration").json

    addresses = [value for key, value in document.items() if key.endswith("endpoint")]
    assert len(addresses) == 4
    assert all(each.startswith(f"{running.url}/") for each in addresses)
    assert document == again


def test_the_same_seed_gives_the_same_tokens_and_another_one_does_not(
    clock: SimulatedClock,
) -> None:
    one, two, other = (
        Service(Simulator(clock=clock, seed=seed)).grants.mint_for(REALM)
        for seed in (1, 1, 2)
    )

    assert one == two
    assert one.access_token != other.access_token


def test_the_secret_is_not_in_what_is_printed() -> None:
    assert PLAYGROUND.client_secret not in repr(PLAYGROUND)


def test_tokens_and_apps_outlive_the_simulator(
    tmp_path: Path, clock: SimulatedClock
) -> None:
    """What a file holds is known to the next simulator, to the last use of a code."""
    path = tmp_path / "state.sqlite"
    first = Service(Simulator(clock=clock, state=path), state=path)
    other = App("other", "secret", "Other", (CALLBACK,))
    first.grants.register(other)
    tokens = first.grants.mint_for(REALM)
    used = first.grants.consent(PLAYGROUND, REALM, CALLBACK, "scope")
    kept = first.grants.consent(PLAYGROUND, REALM, CALLBACK, "scope")
    first.grants.exchange(_basic(), used, CALLBACK)
    revoked = first.grants.mint_for(REALM)
    first.grants.revoke(_basic(), revoked.access_token)

    second = Service(Simulator(clock=clock, state=path), state=path).grants

    assert second.apps["other"] == other
    assert second.trouble_with(tokens.access_token) is None
    assert second.trouble_with(revoked.access_token)
    assert isinstance(second.exchange(_basic(), used, CALLBACK), Refused)
    assert isinstance(second.exchange(_basic(), kept, CALLBACK), Tokens)
    refreshed = _refreshed(second, tokens.refresh_token)
    assert refreshed.access_token not in first.grants.accesses


def test_tokens_that_ended_long_ago_are_let_go(clock: SimulatedClock) -> None:
    grants = Grants(clock)
    old = grants.mint_for(REALM).access_token
    clock.advance(30 * DAY + 3600)
    grants.mint_for(REALM)

    assert old not in grants.accesses
    assert grants.trouble_with(old)
