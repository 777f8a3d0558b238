"""What a pipeline has to send reaches PostgreSQL at once, and not bit by bit."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import attrs
import pytest
from sqlalchemy import make_url

from credits_core.desk import Desk
from credits_memory import HandClock
from credits_sql import SqlStore, open_store
from credits_sql.gathering import gathering_cursor
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import exact, grant, invoice, pay

from .places import TENANT

pytestmark = pytest.mark.extras

MOST = 6
"""Each of two pipelines sends its statements, its end, and a request to answer."""

_UNTIL_PREPARED = 8
"""psycopg prepares what it has sent five times; its text is not sent again."""


@attrs.define
class Wire:
    """A line to a server that counts how often something came along it."""

    port: int
    came: int = 0


def _came(wire: Wire, desk: Desk, number: int) -> int:
    """How often something came along *wire* while a payment was made."""
    before = wire.came
    payment = pay(f"P{number}", 5, "A", credits=exact(15))
    desk.submit(payment, BOSS, key=f"key {number}").unwrap()
    return wire.came - before


@contextmanager
def _wire_to(host: str, port: int) -> Iterator[Wire]:
    """A line that passes on what comes, for one connection at a time."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        wire = Wire(door.getsockname()[1])

        def pass_on(source: socket.socket, target: socket.socket, step: int) -> None:
            while came := source.recv(1 << 20):
                wire.came += step
                target.sendall(came)
            target.shutdown(socket.SHUT_WR)

        def serve() -> None:
            client, _ = door.accept()
            with client, socket.create_connection((host, port)) as server:
                back = threading.Thread(target=pass_on, args=(server, client, 0))
                back.start()
                pass_on(client, server, 1)
                back.join()

        serving = threading.Thread(target=serve)
        serving.start()
        yield wire
        serving.join()


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres_store")
def test_all_of_a_pipeline_travels_to_postgresql_at_once(postgres_url: str) -> None:
    place = make_url(postgres_url)
    with _wire_to(str(place.host), place.port or 5432) as wire:
        through = place.set(host="127.0.0.1", port=wire.port)
        with open_store(through, TENANT, create=False) as store:
            desk = Desk(ledgers=store.ledgers(), clock=HandClock(BEGIN))
            for one in (grant("C1", 1000), grant("C2", 1000), invoice("A", 9000)):
                desk.submit(one, BOSS).unwrap()
            came = [_came(wire, desk, number) for number in range(_UNTIL_PREPARED)]

            assert came[-1] <= MOST, came


@pytest.mark.postgres
def test_a_driver_with_other_steps_sends_as_it_likes(postgres_store: SqlStore) -> None:
    class Strange:
        """A cursor that has none of the steps of psycopg's."""

        def __init__(self, driver: object, row_factory: object) -> None:
            self.made_of = (driver, row_factory)

    @attrs.define
    class Driver:
        """A connection that makes strange cursors."""

        cursor_factory: type = Strange
        row_factory: object = tuple

    driver = Driver()

    assert type(gathering_cursor(driver)) is Strange
    with postgres_store.engine.connect() as connection:
        known = connection.connection.driver_connection
        assert type(gathering_cursor(known)).__name__ == "GatheringCursor"
