"""Running the command line in a process of its own, as people do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

STREAM = Path(__file__).parents[1] / "data" / "small_commands.jsonl.gz"


def credits_line(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What ``credits`` answers to *arguments*, with its exit status."""
    command = [sys.executable, "-m", "credits_cli", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False
    )


def table_row(output: str, name: str) -> list[str]:
    """The cells of the first row of a table that begins with *name*."""
    rows = [line.split() for line in output.splitlines() if line.strip()]
    words = name.split()
    return next(row[len(words) :] for row in rows if row[: len(words)] == words)
