"""Every order of the calls of two sessions, on every store: all are explained."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import pytest
from typing_extensions import override

from credits_core.identity import CustomerId, TenantId
from credits_core.ports import Ledgers
from credits_memory import MemoryLedgers
from credits_testkit.passing import Passing
from credits_testkit.races.interleavings import Opened, every_order
from credits_testkit.races.meetings import MEETINGS, Meeting

SQLITE = pytest.param("sqlite", marks=pytest.mark.extras)
POSTGRESQL = pytest.param(
    "postgresql", marks=[pytest.mark.extras, pytest.mark.postgres]
)
EVERY_STORE = pytest.mark.parametrize("store", ["memory", SQLITE, POSTGRESQL])
EVERY_MEETING = pytest.mark.parametrize("meeting", MEETINGS, ids=lambda one: one.name)


class Unlocked(Passing):
    """Ledgers whose blocks keep nobody out: only versions are left to protect them."""

    @override
    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        return nullcontext()


@pytest.fixture
def opened(store: str, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """What opens empty ledgers in that store, again and again."""
    if store == "memory":
        yield lambda: nullcontext(MemoryLedgers())
        return
    name = {"sqlite": "sqlite_url", "postgresql": "prepared_postgres_url"}[store]
    with _tenants(str(request.getfixturevalue(name)), request.node.name) as opening:
        yield opening


@contextmanager
def _tenants(url: str, name: str) -> Iterator[Opened]:
    """Ledgers of a new tenant each time, all in one database."""
    from credits_sql import SqlLedgers

    from .sql_places import engine_of

    engine, count = engine_of(url, 3), iter(range(10_000))

    def opened() -> AbstractContextManager[Ledgers]:
        return nullcontext(SqlLedgers(engine, TenantId(f"{name} {next(count)}")))

    yield opened
    engine.dispose()


def _unlocked(opened: Opened) -> Callable[[], AbstractContextManager[Ledgers]]:
    @contextmanager
    def opening() -> Iterator[Ledgers]:
        with opened() as ledgers:
            yield Unlocked(ledgers)

    return opening


@EVERY_STORE
@EVERY_MEETING
def test_every_order_of_a_meeting_is_explained(
    meeting: Meeting, opened: Opened
) -> None:
    """Whoever waits for a lock is passed by; few interruptions, for time's sake."""
    most = 1 if "customers" in meeting.name else 2
    played = list(every_order(meeting, opened, interruptions_max=most))

    wrong = [one for one in played if not one.verdict.is_explained]
    assert not wrong, f"{wrong[0].calls}\n{wrong[0].verdict.text()}"
    assert len(played) > 1


@pytest.mark.parametrize("store", ["memory"])
@EVERY_MEETING
def test_every_order_is_explained_by_versions_alone(
    meeting: Meeting, opened: Opened
) -> None:
    """Without any lock: whoever was slower decides anew."""
    if meeting.needs_a_block:
        return
    played = list(every_order(meeting, _unlocked(opened), interruptions_max=1))

    wrong = [one for one in played if not one.verdict.is_explained]
    assert not wrong, f"{wrong[0].calls}\n{wrong[0].verdict.text()}"


@pytest.mark.parametrize("store", [SQLITE, POSTGRESQL])
@pytest.mark.parametrize("meeting", MEETINGS[1:2], ids=lambda one: one.name)
def test_a_database_explains_them_by_versions_alone(
    meeting: Meeting, opened: Opened
) -> None:
    played = list(every_order(meeting, _unlocked(opened), interruptions_max=2))

    wrong = [one for one in played if not one.verdict.is_explained]
    assert not wrong, f"{wrong[0].calls}\n{wrong[0].verdict.text()}"


@pytest.mark.extras
@pytest.mark.parametrize("variant", ["version_forgotten", "lock_second"])
def test_what_is_isolated_wrongly_is_caught_without_chance(
    variant: str, tmp_path: Path
) -> None:
    """The same credit twice: in some order of the calls, both spend it."""
    from .broken_ledgers import broken_place, prepare

    url = f"sqlite:///{tmp_path / 'broken.db'}"

    def opened() -> AbstractContextManager[Ledgers]:
        prepare(url)
        return broken_place(url, variant).opened()

    played = list(every_order(MEETINGS[1], opened, interruptions_max=1))

    spent = [one.verdict.damage.cents_spent_twice for one in played]
    assert max(spent) == 50
    assert all(one.verdict.is_explained is one.verdict.damage.is_none for one in played)


def test_a_lock_is_waited_for_and_the_others_go_on() -> None:
    meeting = MEETINGS[1]

    played = list(every_order(meeting, lambda: nullcontext(MemoryLedgers())))

    calls = [one.calls for one in played]
    assert len(set(calls)) == len(calls)
    assert any("B is held up" in one for one in calls)
    assert calls[0] == (
        *("A enter", "A load", "A commit", "A leave"),
        *("B enter", "B load", "B leave"),
    )
