"""A year of 40 real customers, played on every store, without one difference."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice
from pathlib import Path

import pytest

from credits_cli.stores import opened
from credits_cli.stream import (
    CHECKPOINT,
    Checks,
    Line,
    Outcome,
    Replay,
    read_lines,
    tables_of,
)
from credits_core.fold import fold
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers
from credits_memory import MemoryLedgers

from .lines_of_scenarios import DATA

pytestmark = pytest.mark.extras

STREAM = DATA / "small_commands.jsonl.gz"
TABLES = ("credits", "applications", "invoices", "customers")


def _lines() -> Iterator[Line]:
    with STREAM.open("rb") as file:
        yield from read_lines(file, currency="GBP")


def _expected_tables() -> dict[str, str]:
    return {
        name: gzip.decompress((DATA / f"small_{name}.csv.gz").read_bytes()).decode()
        for name in TABLES
    }


def _tables(ledgers: Iterable[Ledger]) -> dict[str, str]:
    return tables_of(ledgers, "GBP")


def _whole(ledgers: Ledgers) -> list[Ledger]:
    return [ledgers.load_whole(customer_id) for customer_id in ledgers.customers()]


def _differences(outcomes: Iterable[Outcome]) -> list[str]:
    return [each.sentence for outcome in outcomes for each in outcome.differences]


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a test's ledgers are kept, by the name of the kind of store."""
    match request.param:
        case "sqlite":
            return f"sqlite:///{tmp_path / 'book.sqlite3'}"
        case "postgres":
            return str(request.getfixturevalue("postgres_url"))
        case _:
            return "memory"


STORES = [
    "memory",
    pytest.param("sqlite", marks=pytest.mark.slow),
    pytest.param("postgres", marks=[pytest.mark.slow, pytest.mark.postgres]),
]


@pytest.mark.parametrize("store", STORES, indirect=True)
def test_a_year_comes_out_to_the_cent(store: str) -> None:
    """6,328 commands, 13 checkpoints, four tables: no difference."""
    with opened(store) as ledgers:
        outcomes = list(Replay(ledgers, currency="GBP").play(_lines()))
        tables = _tables(_whole(ledgers))

    assert _differences(outcomes) == []
    assert sum(outcome.name != CHECKPOINT for outcome in outcomes) == 6_328
    assert sum(outcome.name == CHECKPOINT for outcome in outcomes) == 13
    for name, text in _expected_tables().items():
        assert tables[name].splitlines() == text.splitlines(), name


@pytest.fixture(scope="module")
def year() -> MemoryLedgers:
    """The ledgers at the end of the year, in memory."""
    ledgers = MemoryLedgers()
    list(Replay(ledgers, currency="GBP").play(_lines()))
    return ledgers


def test_the_tables_are_the_demanded_ones_byte_for_byte(year: MemoryLedgers) -> None:
    demanded = json.loads((DATA / "small_expected.json").read_text())["sha256"]

    tables = _tables(_whole(year))

    digests = {
        name: hashlib.sha256(tables[name].encode()).hexdigest() for name in TABLES
    }
    assert digests == {name: demanded[name] for name in TABLES}


def test_the_journal_alone_leads_to_the_same_tables(year: MemoryLedgers) -> None:
    replayed = [
        reduce(
            lambda ledger, entry: fold(ledger, entry.events),
            year.journal(customer_id),
            Ledger(customer_id=customer_id),
        )
        for customer_id in year.customers()
    ]

    assert replayed == _whole(year)
    assert _tables(replayed) == _expected_tables()


@pytest.mark.parametrize(
    ("store", "checks"),
    [
        pytest.param("memory", Checks(twice=True), id="twice"),
        pytest.param("memory", Checks(preview=True), id="preview"),
        pytest.param("memory", Checks(laws=True), id="laws"),
        pytest.param("sqlite", Checks(twice=True, preview=True, laws=True), id="all"),
    ],
    indirect=["store"],
)
def test_a_quarter_holds_whatever_is_looked_at_besides(
    store: str, checks: Checks
) -> None:
    """Sent twice, previewed, and with the ten laws looked at after each command."""
    with opened(store) as ledgers:
        replay = Replay(ledgers, currency="GBP", checks=checks)

        outcomes = list(replay.play(islice(_lines(), 900)))

    assert _differences(outcomes) == []


def test_the_package_ships_the_same_stream() -> None:
    from credits_cli.shipped import shipped_stream

    with shipped_stream() as shipped:
        assert shipped.read_bytes() == STREAM.read_bytes()
