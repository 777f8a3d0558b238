"""The one place that knows whether somebody looks: tables, sentences, progress.

Colours and struck-through text are for a terminal; elsewhere the same is said in
plain letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDTH_ELSEWHERE = 100


def a_console() -> Console:
    """A console on the standard output; wide enough for tables in a file."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH_ELSEWHERE)
    return console


def a_table(title: str, columns: Sequence[str]) -> Table:
    """An empty table; a column whose name ends in ``>`` stands to the right."""
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        padding=(0, 1, 0, 0),
    )
    for column in columns:
        name = column.removesuffix(">")
        if name == column:
            table.add_column(name, overflow="fold", min_width=len(name))
        else:
            table.add_column(name, justify="right", no_wrap=True)
    return table


def struck(text: str, console: Console) -> Text:
    """*text* as something that does not count any more."""
    if console.is_terminal:
        return Text(text, style="strike dim")
    return Text(f"~~{text}~~")
