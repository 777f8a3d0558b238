"""Tokens keep the same promises in memory and in databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from credits_qbo.connecting import SqlTokens
from credits_qbo.gateway import MemoryTokens, Secret, Tokens, TokenStore
from credits_qbo.schema import upgrade

from .places import new_database

pytestmark = pytest.mark.extras

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
FIRST = Tokens(
    access=Secret("access-1"), refresh=Secret("refresh-1"), refresh_until=NOW
)
SECOND = Tokens(access=Secret("access-2"), refresh=Secret("refresh-2"))


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TokenStore]:
    if request.param == "memory":
        yield MemoryTokens()
        return
    engine = new_database(request, request.param, tmp_path)
    upgrade(engine)
    yield SqlTokens(engine, "tenant")
    engine.dispose()


def test_tokens_are_given_back_with_their_version(store: TokenStore) -> None:
    assert store.load("1") is None
    assert store.replace("1", FIRST, version=0)
    assert store.load("1") == FIRST
    assert store.load("2") is None

    assert store.replace("1", SECOND, version=1)

    assert store.load("1") == attrs.evolve(SECOND, version=2)


def test_only_the_tokens_that_are_there_are_replaced(store: TokenStore) -> None:
    store.replace("1", FIRST, version=0)

    assert not store.replace("1", SECOND, version=0)
    assert not store.replace("1", SECOND, version=2)
    assert store.load("1") == FIRST


def test_one_at_a_time_may_renew(store: TokenStore) -> None:
    store.replace("1", FIRST, version=0)
    with ThreadPoolExecutor(4) as background:
        claims = list(
            background.map(lambda _: store.claim("1", version=1, at=NOW), range(4))
        )

    assert sorted(claims) == [False, False, False, True]
    assert not store.claim("1", version=1, at=NOW + timedelta(seconds=59))
    assert not store.claim("1", version=2, at=NOW + timedelta(hours=1))
    assert store.claim("1", version=1, at=NOW + timedelta(seconds=60))


def test_new_tokens_end_the_claim(store: TokenStore) -> None:
    store.replace("1", FIRST, version=0)
    store.claim("1", version=1, at=NOW)

    store.replace("1", SECOND, version=1)

    assert store.claim("1", version=2, at=NOW)


def test_what_is_forgotten_can_neither_be_renewed_nor_replaced(
    store: TokenStore,
) -> None:
    store.replace("1", FIRST, version=0)

    store.forget("1")

    assert store.load("1") is None
    assert not store.claim("1", version=1, at=NOW)
    assert not store.replace("1", SECOND, version=1)
    assert store.replace("1", SECOND, version=0)
