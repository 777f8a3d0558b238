"""Stories run from Markdown, from the command line, and from pytest."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from credits_core.ports import Ledgers
from credits_memory import MemoryLedgers
from credits_testkit.stories import StoryMistakeError, stories_in, stories_of
from credits_testkit.stories.__main__ import main
from credits_testkit.stories.playing import ledgers_at, ledgers_from

RIGHT: Final = (
    "when\n  credit C1 5.00\nleaves exactly\n  credit C1 5.00 of 5.00 available\n"
)
WRONG: Final = RIGHT.replace("of 5.00", "of 5.01")

PAGE: Final = f"""\
# A page

Prose, and a block that is no story:

```text
given nothing that could be read
```

## A gift

```story
{RIGHT}```

### A gift of a cent more

````story marked
{WRONG}````
"""


def test_a_page_has_the_stories_of_its_fenced_blocks() -> None:
    stories = stories_of(PAGE, "docs/page.md")

    assert [(one.title, one.first_line) for one in stories] == [
        ("A gift", 12),
        ("A gift of a cent more", 21),
    ]
    assert [one.text for one in stories] == [RIGHT.rstrip("\n"), WRONG.rstrip("\n")]
    assert str(stories[0]) == "A gift"


def test_a_mistake_on_a_page_is_told_with_the_line_of_the_page() -> None:
    page = PAGE.replace("credit C1 5.00 of 5.00", "credt C1 5.00 of 5.00")

    with pytest.raises(StoryMistakeError) as caught:
        stories_of(page, "docs/page.md")

    assert caught.value.line == 15
    assert caught.value.__notes__ == ["in 'A gift', docs/page.md"]


def test_a_folder_gives_the_stories_of_its_pages_and_a_file_is_one_story(
    tmp_path: Path,
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "b.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "gift.story").write_text(RIGHT, encoding="utf-8")

    found = stories_in(tmp_path / "pages", tmp_path / "gift.story")

    assert [one.title for one in found] == ["A gift", "A gift of a cent more", "gift"]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a right story, a wrong one, one that cannot be read, and none."""
    for name, text in (
        ("right.story", RIGHT),
        ("wrong.story", WRONG),
        ("unread.story", "given\n  credt C1 5.00\n"),
        ("page.md", PAGE),
        ("empty.md", "# Nothing\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_line_says_that_every_story_holds(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main([str(files / "right.story")])

    assert status == 0
    told = "Played 1 story on credits_memory:MemoryLedgers. Every one holds.\n"
    assert capsys.readouterr().out == told


def test_the_command_line_shows_what_does_not_hold(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main([str(files / "right.story"), str(files / "page.md")])

    told = capsys.readouterr().out
    assert status == 1
    assert "The story 'A gift of a cent more'" in told
    assert ">  24 |   credit C1 5.00 of 5.01 available\n" in told
    assert "         is:  credit C1 5.00 of 5.00 available\n" in told
    assert told.endswith(
        "Played 3 stories on credits_memory:MemoryLedgers. 1 does not hold.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["unread.story"], "Line 2: 'credt' cannot stand here."),
        (["missing.story"], "No such file"),
        (["empty.md"], "There is no story in these files."),
        (["right.story", "--ledgers", "nonsense"], "is not written package:callable"),
        (["right.story", "--ledgers", "nowhere:x"], "There is no 'nowhere:x'"),
        (["right.story", "--ledgers", "credits_memory:Nothing"], "There is no"),
        (["right.story", "--ledgers", "credits_memory:__all__"], "cannot be called"),
    ],
)
def test_what_cannot_be_played_is_told_and_has_a_status_of_its_own(
    files: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    (name, *options) = arguments

    status = main([str(files / name), *options])

    assert status == 2
    assert told in capsys.readouterr().err


_LEFT: list[str] = []


@contextmanager
def ledgers_to_be_left() -> Iterator[Ledgers]:
    """Ledgers that have to be closed when a story is over."""
    try:
        yield MemoryLedgers()
    finally:
        _LEFT.append("left")


def test_a_factory_may_give_a_context_which_is_left_after_each_story() -> None:
    _LEFT.clear()

    with ledgers_from(ledgers_to_be_left) as ledgers:
        assert isinstance(ledgers, MemoryLedgers)
        assert _LEFT == []

    assert _LEFT == ["left"]
    assert ledgers_at("credits_memory:MemoryLedgers") is MemoryLedgers


CONFTEST: Final = 'pytest_plugins = ["credits_testkit.stories.plugin"]\n'


def _pytest(folder: Path, *options: str) -> tuple[int, str]:
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


def test_the_plugin_makes_each_story_a_test_of_its_own(tmp_path: Path) -> None:
    """One passes, one fails with the story in the report, a broken page is an error."""
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "gifts.story.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "other.md").write_text("```story\nunread\n```\n", encoding="utf-8")

    status, told = _pytest(tmp_path)

    assert status == 1
    assert "1 failed, 1 passed" in told
    assert ">  24 |   credit C1 5.00 of 5.01 available" in told
    assert "Traceback" not in told


def test_the_plugin_takes_the_ledgers_that_are_named_and_tells_what_is_unread(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.story.md").write_text("```story\nunread\n```\n", encoding="utf-8")
    (tmp_path / "b.story.md").write_text(f"```story\n{RIGHT}```\n", encoding="utf-8")

    status, told = _pytest(
        tmp_path,
        *("-p", "credits_testkit.stories.plugin"),
        *("-o", "story_ledgers=nowhere:factory", "--continue-on-collection-errors"),
    )

    assert status == 1
    assert "Line 2: 'unread' cannot stand here" in told
    assert "There is no 'nowhere:factory'" in told
