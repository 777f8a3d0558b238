"""The fragments of the changelog have names and words that a release can use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .pages import ROOT

FRAGMENTS = [
    path
    for path in sorted((ROOT / "changelog.d").iterdir())
    if path.name != "README.md"
]
NAME = re.compile(r"[a-z0-9-]+\.(added|changed|deprecated|removed|fixed|security)\.md")


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_a_fragment_says_what_it_is_about_and_its_kind(path: Path) -> None:
    assert NAME.fullmatch(path.name)


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_a_fragment_is_one_to_three_sentences(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()

    assert 1 <= len(lines) <= 3
    assert all(line.endswith(".") for line in lines)
