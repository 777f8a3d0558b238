"""The examples run, and their list is complete."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from .pages import ROOT

FOLDER = ROOT / "examples"
EXAMPLES = sorted(FOLDER.glob("*.py"))
STORIES = [path for path in EXAMPLES if "def main(" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_an_example_tells_its_story(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = importlib.import_module(f"examples.{path.stem}")

    example.main()

    assert capsys.readouterr().out
    assert f"python -m examples.{path.stem}" in str(example.__doc__)


def test_the_list_names_every_example() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")

    named = re.findall(r"^\| `examples/(\S+)`", text, re.MULTILINE)

    assert sorted(named) == [path.name for path in EXAMPLES]
