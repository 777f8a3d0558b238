"""Running the kit's own commands, as somebody at a terminal does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .sql_subjects import NAMED

ROOT = Path(__file__).parents[3]


def run(*arguments: str, postgresql: str = "") -> subprocess.CompletedProcess[str]:
    """Run ``python -m credits_testkit.faults`` in a process of its own.

    Processes are killed there, which are its children: nobody forks a test run,
    which has threads.
    """
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "credits_testkit.faults", *arguments],
        cwd=ROOT,
        env={**os.environ, NAMED: postgresql},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def named(factory: str) -> str:
    """How a subject of these tests is called at a terminal."""
    return f"tests.testkit.faults.sql_subjects:{factory}"


def figures(table: str, line: str) -> dict[str, str]:
    """The cells of the *line* of a table that begins so, by its columns."""
    head, *rows = table.splitlines()
    found = next(row for row in rows if row.startswith(line))
    columns, cells = _cells(head), _cells(found)
    return dict(zip(columns, cells, strict=True))


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("  ") if cell.strip()]
