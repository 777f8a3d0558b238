"""The floor that imports are measured against does the very same work."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url

from benchmarks import raw_load
from benchmarks.years_of_a_business import FACTS_EACH, command_of, facts
from credits_core.desk import Order
from credits_core.identity import TenantId, UserId
from credits_core.permission import EVERYTHING, Actor, Role
from credits_memory import HandClock
from credits_sql import Importer, SqlStore

from .dumping import dump

pytestmark = pytest.mark.extras

CUSTOMERS = 3


def test_the_floor_leaves_the_rows_that_an_import_leaves(
    store: SqlStore, url: str
) -> None:
    """Not one character of a journal is different, whoever decides it."""
    clock = HandClock(datetime.fromisoformat(raw_load.AT).astimezone(UTC))
    anna = Actor(UserId(raw_load.USER), (Role("Everything", EVERYTHING),))
    orders = (Order(command=command_of(fact)) for fact in facts(CUSTOMERS))
    imported, raw = TenantId("imported"), TenantId("raw")
    place = make_url(url)
    processes = 2 if place.drivername == "sqlite" else 1
    importer = Importer(
        ledgers=store.ledgers(imported), clock=clock, processes=processes
    )

    done = importer.run(orders, anna)
    rows = raw_load.rows_of(facts(CUSTOMERS), raw)
    if place.drivername == "sqlite":
        assert place.database is not None
        raw_load.insert(str(Path(place.database)), rows)
    else:
        address = place.set(drivername="postgresql")
        raw_load.copy(address.render_as_string(hide_password=False), rows)

    assert done.commands == CUSTOMERS * FACTS_EACH
    assert dump(store, raw) == dump(store, imported)
