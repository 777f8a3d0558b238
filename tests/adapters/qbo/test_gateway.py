"""The gateway asks exactly, and tells each kind of answer apart."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import attrs
import pytest

from credits_qbo.gateway import (
    Answered,
    AuthExpired,
    Broken,
    Condition,
    Connection,
    Connector,
    Disconnected,
    Exchange,
    Gateway,
    HandTimer,
    MemoryTokens,
    NotFound,
    Outcome,
    Pace,
    Rejected,
    Secret,
    Selection,
    Stale,
    Throttled,
    Tokens,
    Transient,
    UnknownOutcome,
    WallTimer,
    judge,
    redacted,
)
from credits_qbo.gateway.queries import Comparison, quoted

from .scripted import CUT, RECORDINGS, Reply, ScriptedServer, answer, fault, replay

pytestmark = pytest.mark.extras

MEMO = {"CustomerRef": {"value": "1"}, "Line": [{"Amount": Decimal("10.10")}]}
RENEWED = answer(
    access_token="access-2",
    refresh_token="refresh-2",
    token_type="bearer",
    expires_in=3600,
    x_refresh_token_expires_in=8726400,
)


def _create(gateway: Gateway) -> Outcome:
    return gateway.create("CreditMemo", MEMO, request_id="r-1")


def test_a_memo_is_created_with_an_exact_amount_under_its_request_id(
    gateway: Gateway, server: ScriptedServer
) -> None:
    server.play(answer(CreditMemo={"Id": "7"}, time="2026-11-02T04:00:00.125-08:00"))

    outcome = _create(gateway)

    (asked,) = server.asked
    assert isinstance(outcome, Answered)
    assert outcome.body["CreditMemo"] == {"Id": "7"}
    assert outcome.at == datetime(2026, 11, 2, 12, 0, 0, 125_000, tzinfo=UTC)
    assert (asked.method, asked.path) == ("POST", "/v3/company/123/creditmemo")
    assert asked.parameters == {"minorversion": "75", "requestid": "r-1"}
    assert b'"Amount":10.10' in asked.body
    assert asked.headers["authorization"] == "Bearer access-1"
    assert asked.headers["content-type"] == "application/json"


def test_each_operation_goes_where_it_belongs(
    gateway: Gateway, server: ScriptedServer
) -> None:
    body = {"Id": "7", "SyncToken": "1", "sparse": True}
    server.play(answer(Payment={"Id": "7"}))

    gateway.read("Payment", "7")
    gateway.update("Payment", body, request_id="r-1")
    gateway.void_payment(body, request_id="r-2")
    gateway.delete("Payment", "7", "1", request_id="r-3")

    told = [
        (one.method, one.path.removeprefix("/v3/company/123"), one.parameters)
        for one in server.asked
    ]
    version = {"minorversion": "75"}
    assert told == [
        ("GET", "/payment/7", version),
        ("POST", "/payment", {**version, "requestid": "r-1"}),
        (
            "POST",
            "/payment",
            {**version, "requestid": "r-2", "operation": "update", "include": "void"},
        ),
        ("POST", "/payment", {**version, "requestid": "r-3", "operation": "delete"}),
    ]


def test_s64_changes_are_asked_for_with_their_offset(
    gateway: Gateway, server: ScriptedServer
) -> None:
    """Noon in Berlin is eleven in UTC; without an offset it would be Pacific time."""
    server.play(replay("vcr_cdc_basic_0.json"))
    noon = datetime(2026, 11, 2, 12, tzinfo=timezone(timedelta(hours=1)))

    outcome = gateway.changes(("CreditMemo", "Payment"), noon)

    (asked,) = server.asked
    assert asked.parameters["changedSince"] == "2026-11-02T11:00:00Z"
    assert asked.parameters["entities"] == "CreditMemo,Payment"
    assert isinstance(outcome, Answered)
    with pytest.raises(ValueError, match="not an aware instant"):
        gateway.changes(("Payment",), datetime(2026, 11, 2))  # noqa: DTZ001 - is refused


def test_a_query_is_read_page_by_page(gateway: Gateway, server: ScriptedServer) -> None:
    """1,000 rows, then one: two pages, and a third is not asked for."""
    full = [{"Id": str(number)} for number in range(1000)]
    server.play(
        answer(QueryResponse={"Payment": full}),
        answer(QueryResponse={"Payment": [{"Id": "1000"}]}),
    )
    named = Condition("CustomerRef", Comparison.IS, "5")

    pages = list(gateway.pages(Selection(entity="Payment", conditions=(named,))))

    start = "SELECT * FROM Payment WHERE CustomerRef = '5' ORDERBY Id STARTPOSITION "
    assert [one.body.decode() for one in server.asked] == [
        start + "1 MAXRESULTS 1000",
        start + "1001 MAXRESULTS 1000",
    ]
    assert len(pages) == 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("O'Neil", r"O\'Neil"),
        ("a\\", r"a\\"),
        (r"a\' OR Id > '0", r"a\\\' OR Id > \'0"),
    ],
)
def test_no_value_breaks_out_of_a_query(value: str, text: str) -> None:
    assert quoted(value) == text


@pytest.mark.parametrize("value", ["a\nb", "a\x00b", "x" * 501])
def test_what_has_no_place_in_a_query_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="printable"):
        Condition("DocNumber", Comparison.IS, value)
    with pytest.raises(ValueError, match="no property"):
        Condition("Id = '1' OR Id", Comparison.IS, "1")


KINDS: list[tuple[Reply, type, type]] = [
    (fault("5010"), Stale, Stale),
    (fault("610"), NotFound, NotFound),
    (fault("6140"), Rejected, Rejected),
    (fault("002010"), Rejected, Rejected),
    (replay("vcr_error_validation_0.json"), Rejected, Rejected),
    (replay("vcr_error_400_json_0.json"), Rejected, Rejected),
    (replay("vcr_error_500_0.json"), Rejected, Rejected),
    (fault("3001", status=403), Throttled, Throttled),
    (answer(429), Throttled, Throttled),
    (answer(503), Throttled, Throttled),
    (fault("3100", status=403), Disconnected, Disconnected),
    (fault("6190"), Disconnected, Disconnected),
    (fault("10200"), Disconnected, Disconnected),
    (fault("130"), Transient, Transient),
    (fault("10000", status=500), UnknownOutcome, Transient),
    (fault("2010", status=500), UnknownOutcome, Transient),
    (fault("", status=400), UnknownOutcome, Transient),
    (fault("2020", status=200), UnknownOutcome, Rejected),
    (answer(400), UnknownOutcome, Transient),
    (answer(502), UnknownOutcome, Transient),
    (answer(200, time="now"), UnknownOutcome, Transient),
    (answer(200, Invoice={}), UnknownOutcome, Transient),
    (answer(302), UnknownOutcome, Transient),
    (Reply(body=b"<html>busy</html>"), UnknownOutcome, Transient),
    (Reply(body=b'{"Payment":{"Id":'), UnknownOutcome, Transient),
    (Reply(body=b"[]"), UnknownOutcome, Transient),
    (Reply(body=b'{"Payment":{"a":1e999999}}'), UnknownOutcome, Transient),
    (CUT, UnknownOutcome, Transient),
]


@pytest.mark.parametrize(("reply", "written", "read"), KINDS)
def test_every_kind_of_answer_is_told_apart(
    gateway: Gateway, server: ScriptedServer, reply: Reply, written: type, read: type
) -> None:
    server.play(reply)

    assert type(gateway.create("Payment", MEMO, request_id="r")) is written
    assert type(gateway.read("Payment", "1")) is read


def test_a_throttle_is_known_in_xml_and_in_the_gateways_spelling() -> None:
    xml = (RECORDINGS / "ruby_throttle_exceeded_error.xml").read_bytes()
    gateways = (RECORDINGS / "constructed_throttle_429.json").read_bytes()

    told = [
        judge(Exchange(status=403, body=body), writes=True) for body in (xml, gateways)
    ]

    assert told == [Throttled(seconds=60.0), Throttled(seconds=60.0)]


def test_s72_after_a_throttle_nothing_is_asked_for_a_minute(
    gateway: Gateway, server: ScriptedServer, timer: HandTimer
) -> None:
    """The server asks for 90 seconds; it gets them, and a minute is the least."""
    server.play(
        Reply(status=429, headers=(("Retry-After", "90"),)),
        answer(429),
        answer(Payment={"Id": "1"}),
    )

    first, second, third = (gateway.read("Payment", "1") for _ in range(3))

    assert (first, second) == (Throttled(seconds=90.0), Throttled(seconds=60.0))
    assert isinstance(third, Answered)
    assert timer.waited == 150.0


def test_nobody_listening_is_certain_to_have_done_nothing(timer: HandTimer) -> None:
    store = MemoryTokens()
    store.replace("1", Tokens(access=Secret("a"), refresh=Secret("b")), version=0)
    nowhere = Connection(
        client_id="x", client_secret=Secret("y"), api="http://127.0.0.1:9"
    )
    connector = Connector(connection=nowhere, store=store, timer=timer)

    outcome = _create(Gateway("1", connector, Pace(timer)))

    assert outcome == Transient(reason="ConnectionError")


def test_s68_an_expired_token_is_renewed_once_and_the_request_repeated(
    gateway: Gateway, server: ScriptedServer, tokens: MemoryTokens
) -> None:
    server.play(replay("vcr_error_401_0.json"), RENEWED, answer(CreditMemo={"Id": "7"}))

    outcome = _create(gateway)

    first, renewal, second = server.asked
    assert isinstance(outcome, Answered)
    assert (first.body, first.parameters) == (second.body, second.parameters)
    assert second.headers["authorization"] == "Bearer access-2"
    assert renewal.body == b"grant_type=refresh_token&refresh_token=refresh-1"
    assert renewal.headers["authorization"].startswith("Basic ")
    newest = tokens.load("123")
    assert newest is not None
    assert (newest.refresh, newest.version) == (Secret("refresh-2"), 2)


def test_a_second_refusal_of_the_token_ends_the_connection(
    gateway: Gateway, server: ScriptedServer
) -> None:
    expired = replay("vcr_error_401_0.json")
    server.play(expired, RENEWED, expired)

    outcome = _create(gateway)

    assert isinstance(outcome, Disconnected)
    assert outcome.code == "3200"


def test_s71_a_dead_refresh_token_asks_for_a_new_connection(
    gateway: Gateway, server: ScriptedServer
) -> None:
    server.play(replay("vcr_error_401_0.json"), answer(400, error="invalid_grant"))

    outcome = _create(gateway)

    assert isinstance(outcome, Disconnected)
    assert outcome.code == "invalid_grant"


def test_a_company_is_connected_by_the_code_that_its_owner_brought(
    connector: Connector, server: ScriptedServer, tokens: MemoryTokens
) -> None:
    server.play(RENEWED, answer(400, error="invalid_grant"))

    got = connector.connect("77", Secret("the-code"), "http://here/back")
    refused = connector.connect("78", Secret("the-code"), "http://here/back")

    assert got == tokens.load("77")
    assert server.asked[0].body == (
        b"grant_type=authorization_code&code=the-code"
        b"&redirect_uri=http%3A%2F%2Fhere%2Fback"
    )
    assert isinstance(refused, Disconnected)
    assert tokens.load("78") is None


def test_s69_of_many_who_need_new_tokens_one_gets_them(
    connector: Connector, server: ScriptedServer, tokens: MemoryTokens
) -> None:
    server.play(RENEWED, answer(400, error="invalid_grant"))
    connector = attrs.evolve(connector, timer=WallTimer())
    old = tokens.load("123")
    assert old is not None
    got: list[object] = []
    threads = [
        threading.Thread(target=lambda: got.append(connector.renewed("123", old)))
        for _ in range(8)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(server.asked) == 1
    assert got == [tokens.load("123")] * 8


def test_a_claim_of_a_dead_process_runs_out(tokens: MemoryTokens) -> None:
    at = datetime(2026, 11, 2, 12, tzinfo=UTC)

    claims = [
        tokens.claim("123", version=1, at=at + timedelta(seconds=seconds))
        for seconds in (0, 59, 60)
    ]

    assert claims == [True, False, True]
    assert not tokens.claim("123", version=2, at=at + timedelta(days=1))


def test_no_token_is_in_any_outcome_or_in_what_values_show_of_themselves(
    gateway: Gateway, server: ScriptedServer, tokens: MemoryTokens
) -> None:
    server.play(replay("vcr_error_401_0.json"), RENEWED, replay("vcr_error_401_0.json"))

    shown = repr((_create(gateway), tokens.load("123"), gateway))

    secrets = ("AB01601390262", "access-", "refresh-1", "refresh-2", "app-secret")
    assert [one for one in secrets if one in shown] == []


@pytest.mark.parametrize(
    "text",
    [
        "Bearer AB11701390262kxzxOlnHYdht",
        "Token expired: AB11701390262kxzxOlnHYdht",
        'refresh_token="AB11701390262kxzxOlnHYdht"',
        f"see {'k' * 20}{'9' * 30}",
    ],
)
def test_what_looks_like_a_token_is_hidden(text: str) -> None:
    assert "[hidden]" in redacted(text)
    assert "AB117" not in redacted(text)
    assert "kkkk" not in redacted(text)


def test_a_known_secret_is_hidden_however_short_it_is() -> None:
    assert redacted("it was swordfish", [Secret("swordfish")]) == "it was [hidden]"


def test_ordinary_texts_of_faults_stay_readable() -> None:
    text = "Stale Object Error : You and X were working on this at the same time."

    assert redacted(text) == text


def test_no_more_is_asked_in_a_minute_than_is_allowed(timer: HandTimer) -> None:
    """Of five requests at three a minute, two wait for the next minute."""
    pace = Pace(timer, a_minute=3)
    waited: list[float] = []

    for _ in range(5):
        with pace.turn():
            waited.append(timer.waited)

    assert waited == [0, 0, 0, 60, 60]


def test_no_more_is_asked_at_once_than_is_allowed(timer: HandTimer) -> None:
    pace = Pace(timer, at_once=2)
    inside = threading.Semaphore(0)
    go_on = threading.Event()

    def ask() -> None:
        with pace.turn():
            inside.release()
            go_on.wait(5)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    began = [inside.acquire(timeout=1), inside.acquire(timeout=1)]
    third = inside.acquire(timeout=0.05)
    go_on.set()
    for thread in threads:
        thread.join()

    assert (began, third) == ([True, True], False)


@pytest.mark.parametrize("wrong", ["", "12a", "1/2", "१", "-1"])
def test_an_id_that_is_none_is_never_sent(
    gateway: Gateway, server: ScriptedServer, wrong: str
) -> None:
    with pytest.raises(ValueError, match="is not the id of"):
        gateway.read("Payment", wrong)
    with pytest.raises(ValueError, match="takes no part"):
        gateway.read("Account", "1")

    assert server.asked == []


def test_a_request_that_was_sent_and_broke_is_open_only_if_it_writes() -> None:
    broken = Broken(reason="ReadTimeout", was_sent=True)

    assert judge(broken, writes=True) == UnknownOutcome(reason="ReadTimeout")
    assert judge(broken, writes=False) == Transient(reason="ReadTimeout")


def test_all_reasons_are_told_and_the_first_one_decides() -> None:
    errors = [{"Message": "a", "code": "6140"}, {"Message": "b", "code": "610"}]
    body = json.dumps({"Fault": {"Error": errors}}).encode()

    assert judge(Exchange(status=400, body=body), writes=True) == Rejected(
        code="6140", reason="a", codes=("6140", "610")
    )


def test_a_token_that_expired_is_told_without_its_text() -> None:
    raw = replay("vcr_error_401_0.json")

    outcome = judge(Exchange(status=401, body=raw.body), writes=True)

    assert isinstance(outcome, AuthExpired)
    assert outcome.reason.endswith("Token expired: [hidden]")
