"""The command ``demo``."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from .certificate import examine
from .checking import show as show_certificate
from .demo import tell_story
from .demo.stage import Stage
from .failures import Exit
from .options import Store
from .playing import play
from .replaying import show as show_replay
from .screen import a_console
from .shipped import shipped_stream
from .stores import opened, opened_empty, shown
from .stream import Replay


def demo(*, store: Store | None = None) -> int:
    """Play the story of a few credits on a database, check it, replay real data.

    Without a store the database is a file that is removed at the end.
    """
    console = a_console()
    with _place(store, console) as place, opened_empty(place) as ledgers:
        tell_story(Stage(ledgers, console))
        console.print()
        console.rule("[bold]Do the books balance?[/bold]", align="left")
        certificate = examine(ledgers)
        show_certificate(console, certificate)
    differences = _replay(console)
    fine = certificate.is_clean and not differences
    return Exit.FINE if fine else Exit.DIFFERENT


@contextmanager
def _place(store: str | None, console: Console) -> Generator[str]:
    if store is not None:
        console.print(
            f"The books of this story are kept in {shown(store)}.", markup=False
        )
        yield store
        return
    with tempfile.TemporaryDirectory(prefix="credits-demo-") as folder:
        path = Path(folder) / "books.sqlite3"
        console.print(
            f"The books of this story are kept in an SQLite file, {path};"
            " it is removed at the end.",
            markup=False,
        )
        yield f"sqlite:///{path}"


def _replay(console: Console) -> int:
    """Play the shipped year of a real shop in memory; how many differences."""
    console.print()
    console.rule("[bold]A year of a real shop[/bold]", align="left")
    console.print(
        "The invoices and returns of 40 customers of an online shop, December 2010 to"
        " December 2011 (UCI Online Retail, D. Chen, CC BY 4.0), with payments, edits"
        " and cancellations added by rule. Each result is compared with figures that"
        " were worked out beforehand.",
        markup=False,
    )
    with shipped_stream() as path, opened("memory") as ledgers:
        played = play(Replay(ledgers, currency="GBP"), path, None, console)
    show_replay(console, played)
    return played.tally.differences
