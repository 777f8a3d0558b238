"""The stream of real data that comes with the package.

Its invoices, returns and corrections are those of the data set *Online Retail*
of the UCI Machine Learning Repository (D. Chen, licence CC BY 4.0).
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

SHIPPED: Final = "small_commands.jsonl.gz"
"""The name of the shipped stream's file."""


@contextmanager
def shipped_stream() -> Generator[Path]:
    """The path of the shipped stream, as long as it is needed."""
    with as_file(files("credits_cli") / "data" / SHIPPED) as path:
        yield path
