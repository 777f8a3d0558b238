"""Every mutant that is left is on the page, and the page counts them rightly."""

from __future__ import annotations

import re
from collections import Counter

from .pages import ROOT, Page

PAGE = Page(ROOT / "docs" / "mutants.md")
ROW = re.compile(
    r"^\| `(?P<function>[^`]+)` \| (?P<numbers>[\d, ]+) \|(?P<why>.*)$", re.MULTILINE
)


def _left() -> list[str]:
    text = (ROOT / "docs" / "mutants.txt").read_text(encoding="utf-8")
    names = [line.split()[0] for line in text.splitlines()]
    return [re.sub(r"\.x_(?=\w)", ".", name, count=1) for name in names]


def _told(*, argued: bool) -> list[str]:
    return [
        f"{row['function']}__mutmut_{number}"
        for row in ROW.finditer(PAGE.text)
        for number in row["numbers"].split(", ")
        if bool(row["why"].strip(" |")) == argued
    ]


def test_every_survivor_is_argued_or_asks_for_a_test() -> None:
    told = _told(argued=True) + _told(argued=False)

    assert Counter(told) == Counter(_left())


def test_the_page_counts_what_is_left() -> None:
    counted = dict(re.findall(r"^\| (.+) \| ([\d,]+) \|$", PAGE.text, re.MULTILINE))

    assert int(counted["left"]) == len(_left())
    assert int(counted["of these argued below"]) == len(_told(argued=True))
    assert int(counted["of these asking for a test"]) == len(_told(argued=False))


def test_the_numbers_add_up() -> None:
    rows = re.findall(r"^\| (.+) \| ([\d,]+) \|$", PAGE.text, re.MULTILINE)
    number = {what: int(count.replace(",", "")) for what, count in rows}

    killed = sum(count for what, count in number.items() if what.startswith("killed"))
    assert killed + number["survived the run"] == number["judged"]
    assert number["judged"] + number["not judged"] == number["in the core"]
    since = number["of these killed by tests that were written for them since"]
    assert number["survived the run"] - since == number["left"]
