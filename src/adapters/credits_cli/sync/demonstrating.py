"""The command ``sync demo``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from credits_qbo.engine import Parity, parity

from ..failures import Exit
from ..screen import a_console
from .demo import opened_stage, tell_story


def demo() -> int:
    """Show both sides side by side, on an offline QuickBooks Online.

    Nothing leaves this machine, and nothing stays on it. The exit status is 0 only
    if both sides are equal at the end.
    """
    console = a_console()
    console.print(
        "Both sides of this story are on this machine: the books here in an SQLite"
        " file, and the books there in an offline QuickBooks Online, with real HTTP"
        " between them. Both are removed at the end.",
        markup=False,
    )
    with tempfile.TemporaryDirectory(prefix="credits-demo-") as folder:
        place = f"sqlite:///{Path(folder) / 'books.sqlite3'}"
        with opened_stage(console, place) as stage:
            tell_story(stage)
            found = parity(stage.sync.world)
    fine = isinstance(found, Parity) and not found.differences
    return Exit.FINE if fine else Exit.DIFFERENT
