"""Playing stories from the command line: ``python -m credits_testkit.stories``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from credits_core.desk import Desk

from . import Story, StoryFailedError, play, stories_in
from .playing import ledgers_at, ledgers_from
from .playing.calendar import Calendar
from .playing.stage import MEMORY, Factory


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the stories of all files; 0 if all hold, 1 if one does not, 2 if unread."""
    options = _parser().parse_args(arguments)
    try:
        factory = ledgers_at(options.ledgers)
        stories = stories_in(*options.files)
    except (OSError, ValueError) as error:
        notes = " ".join(getattr(error, "__notes__", ()))
        print(f"{error} {notes}".rstrip(), file=sys.stderr)
        return 2
    failed = [story for story in stories if not _holds(story, factory)]
    if not stories:
        print("There is no story in these files.", file=sys.stderr)
        return 2
    played = "1 story" if len(stories) == 1 else f"{len(stories)} stories"
    print(f"Played {played} on {options.ledgers}. {_told(len(failed))}")
    return 1 if failed else 0


def _told(failed: int) -> str:
    if not failed:
        return "Every one holds."
    return "1 does not hold." if failed == 1 else f"{failed} do not hold."


def _holds(story: Story, factory: Factory) -> bool:
    try:
        with ledgers_from(factory) as ledgers:
            play(story, Desk(ledgers=ledgers, clock=Calendar()))
    except StoryFailedError as failed:
        print(failed, end="\n\n")
        return False
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m credits_testkit.stories",
        description="Play the stories in Markdown files, in folders of them, or in"
        " files of their own.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument(
        "--ledgers",
        default=MEMORY,
        metavar="PACKAGE:FACTORY",
        help="what gives empty ledgers, once for each story (default: %(default)s)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
