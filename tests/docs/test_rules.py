"""The page of rules tells all of them, once each, and only of places that exist."""

from __future__ import annotations

import re

from .pages import ROOT, Page

ROW = re.compile(r"^\| R(\d+) \| (.+?) \| (.+?) \| (.*) \|$")
ROWS = [
    row for line in Page(ROOT / "docs" / "rules.md").lines if (row := ROW.match(line))
]


def test_every_rule_is_told_once_in_their_order() -> None:
    assert [int(row[1]) for row in ROWS] == list(range(1, 36))


def test_a_rule_that_is_kept_is_guarded() -> None:
    unguarded = [
        f"R{row[1]}" for row in ROWS if "not yet" not in row[3] and "`" not in row[4]
    ]

    assert unguarded == []


def test_every_place_that_is_named_exists() -> None:
    places = [place for row in ROWS for place in re.findall(r"`([\w/.]+)`", row[0])]

    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []
