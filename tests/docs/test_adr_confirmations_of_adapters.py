"""What confirms decisions about packages, their imports and their libraries."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import attrs
import pytest

from .pages import ROOT

ADAPTERS = [path for path in (ROOT / "src" / "adapters").iterdir() if path.is_dir()]


def _imported(path: Path) -> set[str]:
    """The top packages that a module imports by their names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names}


def test_no_adapter_imports_another_one() -> None:
    """But for the command line, which wires them."""
    names = {path.name for path in ADAPTERS}

    strangers = {
        (adapter.name, imported)
        for adapter in ADAPTERS
        if adapter.name != "credits_cli"
        for module in adapter.rglob("*.py")
        for imported in _imported(module) & names
        if imported != adapter.name
    }

    assert strangers == set()


def test_a_plain_installation_asks_for_two_libraries() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    project = tomllib.loads(text)["project"]

    asked = {one.partition(">=")[0] for one in project["dependencies"]}
    assert asked == {"attrs", "returns"}


@pytest.mark.extras
def test_a_frozen_value_cannot_be_mapped() -> None:
    """A mapper sets attributes on what it loads, and a frozen class forbids that."""
    from sqlalchemy import Column, Integer, Table, create_engine, insert, select
    from sqlalchemy.orm import Session, registry

    @attrs.frozen(slots=False)
    class Cent:
        id: int

    mapped = registry()
    table = Table("cents", mapped.metadata, Column("id", Integer, primary_key=True))
    mapped.map_imperatively(Cent, table)
    engine = create_engine("sqlite://")
    mapped.metadata.create_all(engine)
    with Session(engine) as session:
        session.execute(insert(table).values(id=1))

        cents = session.scalars(select(Cent))

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            cents.one()
    mapped.dispose()
    engine.dispose()
