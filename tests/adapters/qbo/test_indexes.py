"""The exchange finds its rows by its indexes, and never reads all rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event

from credits_qbo.store import (
    Binding,
    Conflict,
    Dirty,
    Mark,
    Place,
    SqlSyncStore,
    Tie,
    Unit,
    create_tables,
)

pytestmark = pytest.mark.extras

OWNER = "tenant_id=? AND realm_id=?"
BY_NAME: dict[str, tuple[Callable[[Unit], object], str]] = {
    "a tie": (lambda unit: unit.get(Tie, "k"), "key=?"),
    "what changed here": (lambda unit: unit.get(Dirty, "k"), "key=?"),
    "what changed there": (
        lambda unit: unit.get(Mark, "Payment", "7"),
        "entity=? AND remote_id=?",
    ),
    "a conflict": (lambda unit: unit.get(Conflict, "k"), "key=?"),
    "a binding": (
        lambda unit: unit.get(Binding, "Invoice", "A"),
        "entity=? AND local_id=?",
    ),
    "how far a journal was read": (lambda unit: unit.get(Place, "journal:A"), "name=?"),
    "a tie that goes": (lambda unit: unit.drop(Tie, "k"), "key=?"),
    "a mark that goes": (
        lambda unit: unit.drop(Mark, "Payment", "7"),
        "entity=? AND remote_id=?",
    ),
}
BY_OBJECT: dict[str, tuple[Callable[[Unit], object], str]] = {
    "tie": (
        lambda unit: unit.find(Tie, entity="Payment", remote_id="7"),
        "credits_qbo_tie_of_object",
    ),
    "binding": (
        lambda unit: unit.find(Binding, entity="Invoice", remote_id="7"),
        "credits_qbo_binding_of_object",
    ),
}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path}/rows.db")
    create_tables(engine)
    yield engine
    engine.dispose()


@contextmanager
def _sent(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """What is sent to the database meanwhile, with its values."""
    sent: list[tuple[str, Any]] = []

    def note(_: object, __: object, text: str, values: object, *___: object) -> None:
        sent.append((text, values))

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def _plan(engine: Engine, act: Callable[[Unit], object]) -> str:
    """How SQLite carries out the only statement of *act*."""
    with _sent(engine) as sent, SqlSyncStore(engine, "t", "1").unit() as unit:
        sent.clear()
        act(unit)
        ((text, values),) = sent
    with engine.connect() as connection:
        found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
        return "\n".join(str(row[-1]) for row in found)


@pytest.mark.parametrize("what", sorted(BY_NAME))
def test_a_row_is_found_by_its_name(engine: Engine, what: str) -> None:
    act, names = BY_NAME[what]

    plan = _plan(engine, act)

    assert f"({OWNER} AND {names})" in plan
    assert "SCAN" not in plan


@pytest.mark.parametrize("what", sorted(BY_OBJECT))
def test_a_row_is_found_by_its_object_there(engine: Engine, what: str) -> None:
    """The index leaves out what has no object yet, so a statement has to say so."""
    act, index = BY_OBJECT[what]

    plan = _plan(engine, act)

    assert f"USING INDEX {index} ({OWNER} AND entity=? AND remote_id=?)" in plan
    assert "SCAN" not in plan


@pytest.mark.parametrize("kind", [Dirty, Mark, Conflict, Place])
def test_all_rows_of_a_company_are_read_in_their_order(
    engine: Engine, kind: type[Any]
) -> None:
    plan = _plan(engine, lambda unit: unit.find(kind))

    assert f"({OWNER})" in plan
    assert "SCAN" not in plan
    assert "B-TREE" not in plan
