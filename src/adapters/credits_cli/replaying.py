"""The command ``replay``."""

from __future__ import annotations

import json
import re
import textwrap
from contextlib import ExitStack

from rich.console import Console

from .failures import CannotRunError, Exit
from .options import Currency, Laws, Out, Preview, Store, Stream, Twice
from .playing import Played, play, write_tables
from .screen import a_console, a_table
from .shipped import shipped_stream
from .stores import opened_empty
from .stream import Checks, Outcome, Replay


def replay(
    stream: Stream = None,
    /,
    *,
    store: Store = "memory",
    out: Out = None,
    currency: Currency = "GBP",
    twice: Twice = False,
    preview: Preview = False,
    laws: Laws = False,
) -> int:
    """Replay a command stream and compare everything it demands.

    The exit status is 0 only if each outcome, effect and figure in the stream
    was met.
    """
    console = a_console()
    checks = Checks(twice=twice, preview=preview, laws=laws)
    with ExitStack() as stack:
        path = stream or stack.enter_context(shipped_stream())
        if not path.is_file():
            raise CannotRunError(f"There is no file {path}.")
        ledgers = stack.enter_context(opened_empty(store))
        run = Replay(ledgers, currency=currency, checks=checks)
        played = play(run, path, out, console)
        if out is not None:
            write_tables(run, ledgers, out)
    show(console, played)
    return Exit.DIFFERENT if played.tally.differences else Exit.FINE


def show(console: Console, played: Played) -> None:
    """Print what a replay came to: counts, speed, and the first difference."""
    tally = played.tally
    table = a_table("Replay", ("What", "Count>"))
    table.add_row("Commands sent", f"{tally.commands:,}")
    table.add_row("  carried out", f"{tally.carried_out:,}")
    table.add_row("  refused", f"{tally.refused:,}")
    for name, count in tally.refusals:
        table.add_row(f"    {_words(name)}", f"{count:,}")
    table.add_row("Comparisons of the whole book", f"{tally.checkpoints:,}")
    table.add_row("Commands per second", f"{played.speed:,.0f}")
    table.add_row("Differences", f"{tally.differences:,}")
    console.print(table)
    if tally.first is None:
        console.print("Everything that the stream demands was met.")
    else:
        _show_first(console, tally.first)


def _show_first(console: Console, first: Outcome) -> None:
    """Print the line that went wrong first; what follows may be its consequence."""
    console.print("The first difference:", style="bold red")
    for difference in first.differences:
        console.print(difference.sentence, markup=False)
    text = json.dumps(dict(first.line.fields), ensure_ascii=False)
    console.print("The line:", textwrap.shorten(text, 2_000), markup=False)


def _words(name: str) -> str:
    """A refusal's name as people write it, such as *credit in use*."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
