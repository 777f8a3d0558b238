"""The stories on the pages hold, on each kind of ledgers, and none is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, get_args

import pytest

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.events import Event
from credits_core.identity import TenantId
from credits_core.ports import Ledgers
from credits_core.rejections import REJECTIONS
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN
from credits_testkit.stories import Story, play, stories_in
from credits_testkit.stories.lines.commands import PLAINLY
from credits_testkit.stories.lines.events import EVENTS
from credits_testkit.stories.lines.facts import BILLED, FACTS, ORIGINS
from credits_testkit.stories.lines.invoices import CHANGES, LINES
from credits_testkit.stories.lines.payments import MEANS
from credits_testkit.stories.lines.refusals import REFUSALS
from credits_testkit.stories.lines.returns import GOODS
from credits_testkit.stories.lines.settings import CHOICES_OF_POLICY, SETTINGS
from credits_testkit.stories.story import Asked, Happened, Refused

from .pages import ROOT, Page
from .test_rules import ROWS

FOLDER: Final = ROOT / "docs" / "stories"
PAGES: Final = sorted(FOLDER.glob("*.md"))
STORIES: Final = stories_in(ROOT / "docs")

PLACES: Final = ["memory", pytest.param("sqlite", marks=pytest.mark.extras)]

NOT_IN_A_STORY: Final = {"StaleLedger"}
"""It takes others who keep changing the ledger; a race tells it."""

Give = Callable[[], Ledgers]


@contextmanager
def _ledgers(place: str, folder: Path) -> Iterator[Give]:
    """What gives empty ledgers: in a database, those of one more tenant."""
    if place == "memory":
        yield MemoryLedgers
        return
    from credits_sql import open_store

    tenants = (TenantId(f"story-{number}") for number in range(10_000))
    with open_store(f"sqlite:///{folder}/stories.db", TenantId("story")) as store:
        yield lambda: store.ledgers(next(tenants))


SILENT: Final = {20, 24, 26, 30}
"""Of tables, past dates, other books and a plan for them, a story does not speak."""


@pytest.fixture(scope="module", params=PLACES)
def ledgers_of(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Give]:
    """Empty ledgers for each story, of one kind for all."""
    folder = tmp_path_factory.mktemp("stories")
    with _ledgers(str(request.param), folder) as give:
        yield give


def _name(story: Story) -> str:
    return f"{Path(story.place).stem}:{story.first_line}"


@pytest.mark.parametrize("story", STORIES, ids=_name)
def test_the_story_holds(story: Story, ledgers_of: Give) -> None:
    play(story, Desk(ledgers=ledgers_of(), clock=HandClock(BEGIN)))


def _told(pattern: str) -> set[int]:
    """The numbers of the headings that have a story below them."""
    found = (re.match(pattern, story.title) for story in STORIES)
    return {int(match[1]) for match in found if match}


def test_every_hard_case_has_a_story() -> None:
    assert _told(r"HC-(\d\d): ") == set(range(1, 81))


def test_every_rule_of_order_has_a_story() -> None:
    assert _told(r"Order (\d+): ") == set(range(1, 13))


def test_every_rule_that_is_kept_has_a_story_and_a_link_to_it() -> None:
    kept = {int(row[1]) for row in ROWS if not row[3].startswith("not yet")} - SILENT
    linked = {int(row[1]) for row in ROWS if "(stories/" in row[4]}

    assert _told(r"R(\d+): ") == kept
    assert linked == kept


def test_every_story_on_a_page_is_found() -> None:
    """The pages of the documentation are read by two readers, which agree."""
    blocks = [
        block
        for path in sorted((ROOT / "docs").rglob("*.md"))
        for block in Page(path).blocks
        if block.language == "story"
    ]

    assert [block.text for block in blocks] == [story.text for story in STORIES]
    assert [block.heading for block in blocks] == [story.title for story in STORIES]


def test_every_command_event_and_refusal_is_in_a_story() -> None:
    asked: set[str] = set()
    said: set[str] = set()
    for block in (block for story in STORIES for block in story.blocks):
        match block:
            case Asked():
                asked |= {type(move.wish).__name__ for move in block.moves}
            case Refused():
                said.add(block.said.claim.about)
            case Happened():
                said |= {one.claim.about for one in block.said}
            case _:
                continue

    assert {kind.__name__ for kind in get_args(Command)} - asked == set()
    assert {kind.code for kind in REJECTIONS} - said == NOT_IN_A_STORY
    assert {kind.__name__ for kind in get_args(Event)} - said == set()


def test_the_page_of_the_notation_shows_every_pattern() -> None:
    page = Page(FOLDER / "README.md").text
    registers = (
        *(EVENTS, FACTS, BILLED, ORIGINS, CHANGES, LINES, MEANS, GOODS),
        *(CHOICES_OF_POLICY, SETTINGS),
    )
    usages = [form.usage for one in registers for form in one.forms]
    usages += [form.usage for form in PLAINLY]
    usages += [one.usage.removesuffix(" [, saying <text>]") for one in REFUSALS.forms]

    missing = [one for one in usages if f"\n{one}\n" not in page]

    assert missing == []


def test_the_page_of_the_notation_leads_to_every_page() -> None:
    page = Page(FOLDER / "README.md").text

    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", page))

    assert linked == {path.name for path in PAGES} - {"README.md"}
