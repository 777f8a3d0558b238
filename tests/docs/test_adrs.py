"""Every decision has its five parts, and names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from .pages import ROOT, Page

FOLDER = ROOT / "docs" / "adr"
INDEX = Page(FOLDER / "README.md")
DECISIONS = [Page(path) for path in sorted(FOLDER.glob("[0-9]*.md"))]
PARTS = ["Context", "Options", "Decision", "Consequences", "Confirmation"]

_PLACE = r"(?:tests|src/adapters/credits_testkit)/[\w/]+\.py"
TEST = re.compile(rf"`(?P<file>{_PLACE})::(?P<name>[\w:]+)`")
LINES_MAX = 60


def _tests_in(path: Path) -> set[str]:
    """The tests of a module by name, those of a class after the class's name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
            found |= {f"{node.name}::{one.name}" for one in methods}
    return {name for name in found if name.split("::")[-1].startswith("test_")}


def _named(page: Page) -> list[tuple[Path, str]]:
    _, _, confirmation = page.text.partition("## Confirmation")
    return [(ROOT / one["file"], one["name"]) for one in TEST.finditer(confirmation)]


def test_there_are_decisions() -> None:
    assert len(DECISIONS) > 20


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.path.stem)
def test_a_decision_has_its_five_parts(page: Page) -> None:
    title, *parts = page.headings

    assert re.match(rf"{int(page.path.stem[:4])}\. \w", title)
    assert parts == PARTS


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.path.stem)
def test_a_decision_is_confirmed_by_tests_that_exist(page: Page) -> None:
    named = _named(page)

    missing = [
        f"{path.relative_to(ROOT)}::{name}"
        for path, name in named
        if not path.exists() or name not in _tests_in(path)
    ]

    assert named
    assert missing == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.path.stem)
def test_a_decision_fits_on_one_page(page: Page) -> None:
    assert len(page.text.splitlines()) <= LINES_MAX


def test_the_index_names_every_decision_in_their_order() -> None:
    rows = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", INDEX.text, re.MULTILINE)

    told = [(f"{number}. {title}", name) for number, title, name in rows]
    assert told == [(page.headings[0], page.path.name) for page in DECISIONS]
