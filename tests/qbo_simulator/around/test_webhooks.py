"""Notifications: their two forms, signatures, the schedule, and what goes wrong."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from threading import Thread

import pytest

from qbo_simulator import Change, Operation, SimulatedClock
from qbo_simulator.service import Service
from qbo_simulator.webhooks import (
    Delivery,
    Endpoint,
    Event,
    Form,
    Habits,
    Inbox,
    Mishap,
    Outbox,
    body_of,
    signature,
    wait_after,
)
from qbo_simulator.webhooks.sending import bring

from .asking import REALM, RECORDED, Json
from .listening import Ear, free_port, listening

VERIFIER = "00faeec4-08d0-4996-bb37-698ae19f0149"
PUBLISHED = "6q+xGyMirJupwKTh2/WBl2NcdxzxqdIbk3sneKTxLWM="
HOURS = 3600


def _change(number: int, realm: str = REALM, entity: str = "CreditMemo") -> Change:
    at = datetime(2026, 3, 1, 12, 0, number, tzinfo=UTC)
    return Change(realm, entity, str(number), Operation.CREATE, at)


@pytest.fixture
def ear() -> Iterator[Ear]:
    with listening() as ear:
        yield ear


@pytest.fixture
def outbox(clock: SimulatedClock) -> Outbox:
    return Outbox(clock)


def test_the_published_signature_comes_out() -> None:
    """The payload, the verifier token and the signature of the service's own SDK."""
    body = (RECORDED / "webhook_legacy_dotnet_test.json").read_bytes()

    assert signature(VERIFIER, body) == PUBLISHED


def test_the_legacy_form_is_that_of_the_published_payload() -> None:
    published = (RECORDED / "webhook_legacy_dotnet_test.json").read_bytes()
    realm, hour = "1269959970", datetime(2016, 10, 5, 3, 0, 4, tzinfo=UTC)
    changes = (
        Change(realm, "Vendor", "40", Operation.UPDATE, hour.replace(minute=9)),
        Change(realm, "Customer", "43", Operation.CREATE, hour.replace(minute=7)),
    )

    body = body_of([Event(each, "") for each in changes], Form.LEGACY, "")

    assert body == published


def test_the_cloud_events_form_is_that_of_the_published_payload() -> None:
    """Only the alternative ids of *data* are not made here."""
    [published] = json.loads(
        (RECORDED / "webhook_cloudevents_dotnet_test.json").read_bytes()
    )
    at = datetime(2025, 10, 7, 19, 59, 7, 34359, tzinfo=UTC)
    change = Change("310687", "Class", "1234", Operation.CREATE, at)
    source = published["source"].removeprefix("intuit.")

    body = body_of([Event(change, published["id"], 333)], Form.CLOUD_EVENTS, source)

    [told] = json.loads(body)
    assert list(told) == list(published)
    assert {**told, "data": None} == {**published, "data": None}


@pytest.mark.parametrize(
    ("operation", "verb"),
    [
        (Operation.CREATE, "created"),
        (Operation.UPDATE, "updated"),
        (Operation.DELETE, "deleted"),
        (Operation.VOID, "voided"),
        (Operation.MERGE, "merged"),
    ],
)
def test_every_operation_has_its_verb(operation: Operation, verb: str) -> None:
    change = Change(REALM, "Customer", "1", operation, datetime.now(UTC), False, "2")

    [cloud] = json.loads(body_of([Event(change, "x")], Form.CLOUD_EVENTS, "s"))
    legacy = json.loads(body_of([Event(change, "x")], Form.LEGACY, "s"))

    [entity] = legacy["eventNotifications"][0]["dataChangeEvent"]["entities"]
    assert cloud["type"] == f"qbo.customer.{verb}.v1"
    assert entity["operation"] == operation.value
    assert entity["deletedId"] == cloud["data"]["deletedId"] == "2"


def test_events_of_several_companies_come_in_one_notification(outbox: Outbox) -> None:
    legacy = outbox.subscribe(Inbox(lambda *_: 200))
    for number, realm in ((1, "10"), (2, "20"), (3, "10")):
        outbox.tell(_change(number, realm))

    [delivery] = outbox.drain(legacy)

    told = json.loads(delivery.body)["eventNotifications"]
    ids = {
        each["realmId"]: [entity["id"] for entity in _entities(each)] for each in told
    }
    assert ids == {"10": ["1", "3"], "20": ["2"]}


def _entities(
    notification: dict[str, dict[str, list[dict[str, str]]]],
) -> list[dict[str, str]]:
    return notification["dataChangeEvent"]["entities"]


def _hearing() -> tuple[list[bytes], Inbox]:
    """What an inbox in this process hears, and the inbox."""
    bodies: list[bytes] = []

    def hear(body: bytes, _: str) -> int:
        bodies.append(body)
        return 200

    return bodies, Inbox(hear)


def _ids(delivery: Delivery) -> list[str]:
    return [event.change.id for event in delivery.events]


def test_a_receiver_gets_a_signed_body_over_a_real_connection(
    outbox: Outbox, ear: Ear
) -> None:
    outbox.subscribe(Endpoint(ear.url, verifier_token=VERIFIER))
    outbox.tell(_change(1))

    outbox.post()

    [(headers, body)] = ear.heard
    digest = hmac.new(VERIFIER.encode(), body, hashlib.sha256).digest()
    assert headers["intuit-signature"] == base64.b64encode(digest).decode()
    assert headers["path"] == "/hook?app=1"
    assert outbox.pending() == []
    assert [each.is_done for each in outbox.history] == [True]


def test_nothing_is_sent_twice_when_the_receiver_has_taken_it(
    outbox: Outbox, ear: Ear, clock: SimulatedClock
) -> None:
    outbox.subscribe(Endpoint(ear.url))
    outbox.tell(_change(1))
    outbox.post()

    clock.advance(48 * HOURS)

    assert outbox.post() == []
    assert len(ear.heard) == 1


def test_a_receiver_that_fails_is_tried_again_on_the_published_schedule(
    outbox: Outbox, clock: SimulatedClock
) -> None:
    """At once, then after 10, 20 and 30 seconds, 5 and 20 minutes, 2, 4, 6, 6 hours."""
    times: list[float] = []
    start = clock.now()

    def refuse(*_: object) -> int:
        times.append((clock.now() - start).total_seconds())
        return 500

    outbox.subscribe(Inbox(refuse))
    outbox.tell(_change(1))
    for _ in range(24 * 60):
        outbox.post()
        clock.advance(10 if clock.now().timestamp() < start.timestamp() + 60 else 60)

    waits = [late - early for early, late in pairwise(times)]
    assert waits[:9] == [0, 10, 20, 30, 300, 1200, 7200, 14400, 21600]
    assert set(waits[9:]) == {21600}


def test_the_last_wait_stays_for_ever() -> None:
    assert wait_after(9) == wait_after(10) == wait_after(500)
    assert wait_after(9).total_seconds() == 6 * HOURS


def test_the_same_body_and_signature_are_sent_again(
    outbox: Outbox, ear: Ear, clock: SimulatedClock
) -> None:
    ear.statuses = [503, 503, 302]
    outbox.subscribe(Endpoint(ear.url))
    outbox.tell(_change(1))

    for _ in range(4):
        outbox.post()
        clock.advance(10)

    assert len(ear.heard) == 4
    assert len({body for _, body in ear.heard}) == 1
    assert len({headers["intuit-signature"] for headers, _ in ear.heard}) == 1


def test_later_events_wait_until_the_failed_ones_were_taken(
    outbox: Outbox, ear: Ear, clock: SimulatedClock
) -> None:
    ear.statuses = [500, 500]
    outbox.subscribe(Endpoint(ear.url))
    outbox.tell(_change(1))
    outbox.post()
    outbox.tell(_change(2))

    outbox.post()
    held_back = [json.loads(body) for body in ear.bodies]
    clock.advance(10)
    outbox.post()

    assert all(_told(each) == ["1"] for each in held_back)
    assert [_told(json.loads(body)) for body in ear.bodies[2:]] == [["1"], ["2"]]


def _told(
    body: Json,
) -> list[str]:
    return [
        entity["id"]
        for each in body["eventNotifications"]
        for entity in _entities(each)
    ]


def test_notifications_that_are_packed_already_wait_too(
    clock: SimulatedClock, ear: Ear
) -> None:
    """Each event by itself: the second one is due, and waits for the first."""
    outbox = Outbox(clock, habits=Habits(events_together=1))
    ear.statuses = [500, 500]
    outbox.subscribe(Endpoint(ear.url))
    outbox.tell(_change(1))
    outbox.tell(_change(2))

    outbox.post()
    held_back = [_told(json.loads(body)) for body in ear.bodies]
    clock.advance(10)
    outbox.post()

    assert held_back == [["1"], ["1"]]
    assert [_told(json.loads(body)) for body in ear.bodies[2:]] == [["1"], ["2"]]


def test_later_events_may_also_overtake(clock: SimulatedClock, ear: Ear) -> None:
    """The other position of this habit."""
    outbox = Outbox(clock, habits=Habits(hold_back=False))
    ear.statuses = [500, 500]
    outbox.subscribe(Endpoint(ear.url))
    outbox.tell(_change(1))
    outbox.post()

    outbox.tell(_change(2))
    outbox.post()

    assert [_told(json.loads(body)) for body in ear.bodies] == [["1"], ["1"], ["2"]]


def test_a_receiver_does_not_suffer_from_another(outbox: Outbox, ear: Ear) -> None:
    outbox.subscribe(Endpoint(f"http://127.0.0.1:{free_port()}/"))
    outbox.subscribe(Endpoint(ear.url))
    outbox.tell(_change(1))

    outbox.post()

    assert len(ear.heard) == 1
    [failed] = outbox.pending()
    assert "ConnectionRefusedError" in failed.attempts[0].reply.trouble


def test_a_receiver_has_no_longer_than_it_has(clock: SimulatedClock, ear: Ear) -> None:
    outbox = Outbox(clock, habits=Habits(patience_seconds=0.2))
    ear.slowness = 0.5
    outbox.subscribe(Endpoint(ear.url))
    outbox.tell(_change(1))

    delivery = outbox.post()[0]

    assert "no answer within 0.2 seconds" in delivery.attempts[0].reply.trouble


def test_a_receiver_that_dribbles_is_not_waited_for() -> None:
    """Each byte comes soon enough, and yet the whole line would come too late."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        Thread(target=_dribble, args=(server,), daemon=True).start()
        endpoint = Endpoint(f"http://127.0.0.1:{server.getsockname()[1]}/")
        began = time.monotonic()

        reply = bring(endpoint, b"{}", "x", patience=0.3)

    assert not reply.is_good
    assert time.monotonic() - began < 1


def _dribble(server: socket.socket) -> None:
    connection, _ = server.accept()
    try:
        for byte in b"HTTP/1.1 200 OK\r\n":
            connection.sendall(bytes([byte]))
            time.sleep(0.1)
    except OSError:
        connection.close()


def test_an_answer_that_is_not_http_is_a_failure() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        Thread(target=_mumble, args=(server,), daemon=True).start()
        endpoint = Endpoint(f"http://127.0.0.1:{server.getsockname()[1]}/")

        assert bring(endpoint, b"{}", "x").trouble == "The answer was not HTTP."


def _mumble(server: socket.socket) -> None:
    connection, _ = server.accept()
    connection.recv(10_000)
    connection.sendall(b"220 mail.example ESMTP\r\n")
    connection.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com:80/",
        "http://10.0.0.1:80/",
        "https://127.0.0.1:443/",
        "http://127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://localhost.example.com:80/",
        "127.0.0.1:80",
        "",
    ],
)
def test_only_addresses_of_this_machine_can_be_told(url: str) -> None:
    with pytest.raises(ValueError, match="on this machine"):
        Endpoint(url)


def test_a_receiver_is_told_of_the_entities_that_it_wants(outbox: Outbox) -> None:
    number = outbox.subscribe(
        Inbox(lambda *_: 200, entities=frozenset({"Payment", "CreditMemo"}))
    )
    for place, entity in enumerate(("Payment", "Item", "CreditMemo")):
        outbox.tell(_change(place, entity=entity))

    [delivery] = outbox.drain(number)

    assert _ids(delivery) == ["0", "2"]


def test_many_events_come_in_several_notifications(clock: SimulatedClock) -> None:
    outbox = Outbox(clock, habits=Habits(events_together=2))
    number = outbox.subscribe(Inbox(lambda *_: 200))
    for place in range(5):
        outbox.tell(_change(place))

    assert [_ids(each) for each in outbox.drain(number)] == [
        ["0", "1"],
        ["2", "3"],
        ["4"],
    ]


def test_a_duplicate_is_the_same_to_the_byte_and_comes_once(outbox: Outbox) -> None:
    bodies, inbox = _hearing()
    outbox.subscribe(inbox)
    outbox.go_wrong(Mishap("duplicate"))

    for place in range(2):
        outbox.tell(_change(place))
        outbox.post()

    assert len(bodies) == 3
    assert bodies[0] == bodies[1] != bodies[2]


def test_reordered_events_come_last_first(outbox: Outbox) -> None:
    number = outbox.subscribe(Inbox(lambda *_: 200))
    outbox.go_wrong(Mishap("reorder"))
    for place in range(3):
        outbox.tell(_change(place))

    assert [_ids(each) for each in outbox.drain(number)] == [["2"], ["1"], ["0"]]


def test_a_late_notification_comes_behind_later_ones(
    outbox: Outbox, clock: SimulatedClock
) -> None:
    bodies, inbox = _hearing()
    outbox.subscribe(inbox)
    outbox.go_wrong(Mishap("delay", seconds=60))
    for place in range(2):
        outbox.tell(_change(place))
        outbox.post()

    clock.advance(60)
    outbox.post()

    assert [_told(json.loads(body)) for body in bodies] == [["1"], ["0"]]


def test_a_lost_notification_never_comes(outbox: Outbox) -> None:
    number = outbox.subscribe(Inbox(lambda *_: 200))
    outbox.go_wrong(Mishap("lose"))
    outbox.tell(_change(1))
    assert outbox.drain(number) == []

    outbox.tell(_change(2))

    assert [_ids(each) for each in outbox.drain(number)] == [["2"]]


def test_a_mishap_for_one_company_spares_the_others(outbox: Outbox) -> None:
    number = outbox.subscribe(Inbox(lambda *_: 200))
    outbox.go_wrong(Mishap("lose", realm="20", times=None))
    told = []

    for realm in ("10", "20", "10", "20"):
        outbox.tell(_change(1, realm))
        told.append(len(outbox.drain(number)))

    assert told == [1, 0, 1, 0]


def test_the_ids_of_events_are_the_same_for_the_same_seed(
    clock: SimulatedClock,
) -> None:
    bodies = []
    for seed in ("a", "a", "b"):
        outbox = Outbox(clock, seed=seed)
        number = outbox.subscribe(Inbox(lambda *_: 200, form=Form.CLOUD_EVENTS))
        outbox.tell(_change(1))
        bodies.append(outbox.drain(number)[0].body)

    assert bodies[0] == bodies[1] != bodies[2]


def test_a_receiver_that_was_removed_is_told_no_more(outbox: Outbox, ear: Ear) -> None:
    number = outbox.subscribe(Endpoint(ear.url))
    outbox.tell(_change(1))

    assert outbox.remove(number)
    assert not outbox.remove(number)

    outbox.tell(_change(2))
    assert outbox.post() == []
    assert ear.heard == []


def test_a_company_founded_later_is_told_of_too(service: Service) -> None:
    number = service.outbox.subscribe(Inbox(lambda *_: 200))
    company = service.found("77")

    company.create("Customer", {"DisplayName": "Anna"})

    [delivery] = service.outbox.drain(number)
    told = {event.change.entity for event in delivery.events}
    assert told == {"Customer"}
