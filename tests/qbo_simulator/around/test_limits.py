"""The limits of the service, on the simulated clock."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

import attrs
import pytest

from qbo_simulator import SimulatedClock
from qbo_simulator.faults import Delay
from qbo_simulator.gateway import ThrottleStyle, throttled
from qbo_simulator.limits import UNLIMITED, Quotas, Throttle
from qbo_simulator.service import Service

from .asking import REALM, RECORDED, answered, asked

BATCH = f"/v3/company/{REALM}/batch"


def _statuses(service: Service, token: str, times: int, path: str = "") -> list[int]:
    request = asked(path, token=token) if path else asked(token=token)
    return [answered(service, request).reply.status for _ in range(times)]


def test_the_501st_request_of_a_minute_is_throttled(service: Service) -> None:
    token = service.access_token(REALM)

    statuses = _statuses(service, token, 502)

    assert 429 not in statuses[:500]
    assert statuses[500:] == [429, 429]


def test_the_minute_slides(clock: SimulatedClock) -> None:
    """Two requests a minute: each place is free again a minute after it was taken."""
    throttle = Throttle(Quotas(requests_per_minute=2))
    taken = []

    for wait in (0, 30, 29, 1, 0, 29, 1):
        clock.advance(wait)
        is_in = throttle.enter(REALM, clock.now(), batch=False)
        if is_in:
            throttle.leave(REALM)
        taken.append(is_in)

    assert taken == [True, True, False, True, False, False, True]


def test_a_company_does_not_suffer_from_another(service: Service) -> None:
    service.throttle.quotas = Quotas(requests_per_minute=1)
    service.found("77")
    mine, other = service.access_token(REALM), service.access_token("77")
    _statuses(service, mine, 1)

    assert _statuses(service, mine, 1) == [429]
    assert _statuses(service, other, 1, "/v3/company/77/customer/1") != [429]


def test_the_41st_batch_of_a_minute_is_throttled_and_other_requests_are_not(
    service: Service,
) -> None:
    token = service.access_token(REALM)

    statuses = _statuses(service, token, 41, BATCH)

    assert 429 not in statuses[:40]
    assert statuses[40] == 429
    assert _statuses(service, token, 1) != [429]


def test_the_eleventh_request_at_once_is_throttled(
    service: Service, clock: SimulatedClock
) -> None:
    """Ten wait for the clock; when it has moved, there is room again."""
    token = service.access_token(REALM)
    service.faults.strike(Delay(5), times=10)

    async def rush() -> tuple[list[int], int]:
        held = [
            asyncio.ensure_future(service.handle(asked(token=token))) for _ in range(10)
        ]
        await asyncio.sleep(0)
        eleventh = await service.handle(asked(token=token))
        clock.advance(5)
        done = await asyncio.wait_for(asyncio.gather(*held), 5)
        return [each.reply.status for each in done], eleventh.reply.status

    held, eleventh = asyncio.run(rush())

    assert eleventh == 429
    assert 429 not in held
    assert _statuses(service, token, 1) != [429]


def test_a_request_that_takes_longer_than_two_minutes_is_cut(
    service: Service, clock: SimulatedClock
) -> None:
    token = service.access_token(REALM)
    service.faults.strike(Delay(121))

    async def patience() -> tuple[bool, int]:
        held = asyncio.ensure_future(service.handle(asked(token=token)))
        await asyncio.sleep(0)
        clock.advance(119)
        await asyncio.sleep(0.02)
        too_early = held.done()
        clock.advance(1)
        return too_early, (await asyncio.wait_for(held, 5)).reply.status

    assert asyncio.run(patience()) == (False, 504)


@pytest.mark.parametrize(
    ("style", "recording"),
    [
        (ThrottleStyle.XML, "ruby_too_many_requests_error.xml"),
        (ThrottleStyle.FORBIDDEN, "ruby_throttle_exceeded_error.xml"),
        (ThrottleStyle.JSON, "constructed_throttle_429.json"),
    ],
)
def test_each_style_is_that_of_its_recording(
    style: ThrottleStyle, recording: str
) -> None:
    """To the byte; only the last line break of the files may differ."""
    text = (RECORDED / recording).read_text()
    at = {
        ThrottleStyle.XML: "2016-12-07T15:27:09.527-08:00",
        ThrottleStyle.FORBIDDEN: "2016-10-27T15:07:56.120-07:00",
    }
    instant = (
        datetime.fromisoformat(at[style])
        if style in at
        else datetime.fromtimestamp(1601391072.830, UTC)
    )

    reply = throttled(style, instant)

    assert reply.body.decode().rstrip("\n") == text.rstrip("\n")
    assert reply.status == (403 if style is ThrottleStyle.FORBIDDEN else 429)


def test_a_wait_is_told_only_if_the_quotas_say_so(service: Service) -> None:
    token = service.access_token(REALM)
    service.throttle.quotas = Quotas(requests_per_minute=1)
    _statuses(service, token, 1)
    without = answered(service, asked(token=token)).reply

    service.throttle.quotas = attrs.evolve(service.throttle.quotas, retry_after=42)
    with_wait = answered(service, asked(token=token)).reply

    assert "retry-after" not in dict(without.headers)
    assert dict(with_wait.headers)["retry-after"] == "42"
    assert json.loads(without.body)["fault"]["error"][0]["code"] == "3001"


def test_without_limits_nothing_is_throttled(service: Service) -> None:
    service.throttle.quotas = UNLIMITED

    assert 429 not in _statuses(service, service.access_token(REALM), 600, BATCH)


def test_what_is_turned_away_does_not_count(clock: SimulatedClock) -> None:
    throttle = Throttle(Quotas(requests_per_minute=1))

    let_in = []
    for _ in range(11):
        let_in.append(throttle.enter(REALM, clock.now(), batch=False))
        clock.advance(6)

    assert let_in == [True, *[False] * 9, True]
