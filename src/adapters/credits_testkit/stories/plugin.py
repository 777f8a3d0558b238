"""A pytest plugin that collects ``*.story.md`` files; nobody has it unasked.

Ask for it with ``-p credits_testkit.stories.plugin`` or in a ``conftest.py``:
``pytest_plugins = ["credits_testkit.stories.plugin"]``. The ini option
``story_ledgers`` names the factory of the ledgers, as ``package:callable``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest._code.code import TerminalRepr
from typing_extensions import override

from credits_core.desk import Desk

from . import Story, StoryFailedError, StoryMistakeError, play, stories_in
from .playing import ledgers_at, ledgers_from
from .playing.calendar import Calendar
from .playing.stage import MEMORY


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option ``story_ledgers``."""
    parser.addini(
        "story_ledgers",
        "What gives empty ledgers for each story, as package:callable.",
        default=MEMORY,
    )


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> pytest.Collector | None:
    """Collect the stories of a file whose name ends in ``.story.md``."""
    if not file_path.name.endswith(".story.md"):
        return None
    return StoryPage.from_parent(parent, path=file_path)


class StoryPage(pytest.File):
    """A page with stories."""

    @override
    def collect(self) -> Iterator[pytest.Item]:
        try:
            stories = stories_in(self.path)
        except StoryMistakeError as mistake:
            raise self.CollectError(f"{self.path}: {mistake}") from None
        for story in stories:
            name = f"{story.title}:{story.first_line}"
            yield StoryItem.from_parent(self, name=name, story=story)


class StoryItem(pytest.Item):
    """One story as a test."""

    def __init__(self, *, story: Story, **of_pytest: object) -> None:
        """Keep the *story*; the rest is pytest's."""
        super().__init__(**of_pytest)  # type: ignore[arg-type]  # passed on as it came
        self.story = story

    @override
    def runtest(self) -> None:
        factory = ledgers_at(str(self.config.getini("story_ledgers")))
        with ledgers_from(factory) as ledgers:
            play(self.story, Desk(ledgers=ledgers, clock=Calendar()))

    @override
    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: str | None = None
    ) -> str | TerminalRepr:
        if isinstance(excinfo.value, StoryFailedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    @override
    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.story.first_line - 1, self.name
