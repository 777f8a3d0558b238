"""The page of laws tells each law under its name."""

from __future__ import annotations

from credits_core.laws import LAWS

from .pages import ROOT, Page

PAGE = Page(ROOT / "docs" / "laws.md")


def test_each_law_has_its_section_in_their_order() -> None:
    told = [title for title in PAGE.headings if title.startswith("L")]

    assert told == [law.name for law in LAWS]


def test_each_law_has_an_example() -> None:
    exemplified = {block.heading for block in PAGE.blocks if block.language == "python"}

    assert {law.name for law in LAWS} <= exemplified
