"""On what a benchmark ran: figures mean little without it."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib import metadata
from pathlib import Path

_PACKAGES = ("credits-core", "attrs", "returns", "sqlalchemy", "psycopg")


def description() -> str:
    """The processor, the system, Python and the packages, in a few lines."""
    processor = f"{_processor()}, {os.cpu_count()} cores"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    versions = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    system = f"{platform.system()} {platform.release()}"
    return "\n".join(
        (
            f"Machine:  {processor}; {system}",
            f"Versions: {python}, SQLite {sqlite3.sqlite_version}, {versions}",
        )
    )


def _processor() -> str:
    """What the processor calls itself, where the system tells."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    for line in lines:
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"
