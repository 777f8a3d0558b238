"""What is shown: sentences and sheets, for people or for programs.

For people there are tables, and what was taken back is struck through. Programs
get the same as JSON or CSV, with amounts as text, so that nothing is rounded.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable
from typing import Final

import attrs
from rich.console import Console
from rich.text import Text

from ..screen import a_console, a_table, struck

_VOIDED: Final = "voided"


@attrs.frozen
class Row:
    """The *cells* of a row; one that *is_void* does not count any more."""

    cells: tuple[str, ...]
    is_void: bool = False


@attrs.frozen
class Sheet:
    """A *title*, *columns*, and rows; the name of a column of figures ends in ``>``."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def tells_voids(self) -> bool:
        """Whether any row of it does not count."""
        return any(row.is_void for row in self.rows)


@attrs.frozen(kw_only=True)
class Report:
    """All that one answer shows: sentences first, then sheets, the main one first.

    *hint* is for people alone.
    """

    told: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    hint: str = ""
    cursors: dict[str, str | None] = attrs.field(factory=dict)


def sheet(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Sheet:
    """A sheet whose rows all count."""
    return Sheet(title, tuple(columns), tuple(Row(cells) for cells in rows))


def show(report: Report, *, as_json: bool, as_csv: bool) -> None:
    """Print *report* in the form that was asked for."""
    if as_json:
        print(json.dumps(_plain(report), ensure_ascii=False, indent=2))
    elif as_csv:
        _write_csv(report.sheets[0])
    else:
        _draw(report)


def _plain(report: Report) -> dict[str, object]:
    plain: dict[str, object] = {}
    if report.told:
        plain["told"] = list(report.told)
    for one in report.sheets:
        plain[_name(one.title)] = [_record(one, row) for row in one.rows]
    return {**plain, **report.cursors}


def _record(whole: Sheet, row: Row) -> dict[str, object]:
    names = map(_name, whole.columns)
    record: dict[str, object] = dict(zip(names, row.cells, strict=True))
    return {**record, _VOIDED: row.is_void} if whole.tells_voids else record


def _name(column: str) -> str:
    """A column's or a sheet's name as a program would write it."""
    words = re.findall(r"[a-z0-9]+", column.lower())
    return "_".join(words)


def _write_csv(whole: Sheet) -> None:
    """One sheet, the main one; a last column tells what does not count."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*map(_name, whole.columns), _VOIDED])
    writer.writerows([*row.cells, str(int(row.is_void))] for row in whole.rows)


def _draw(report: Report) -> None:
    console = a_console()
    for sentence in report.told:
        console.print(sentence, markup=False, soft_wrap=True)
    shown = [one for one in report.sheets if one.rows]
    for one in shown or report.sheets[:1]:
        table = a_table(one.title, one.columns)
        for row in one.rows:
            table.add_row(*(_cell(cell, row, console) for cell in row.cells))
        console.print("", table)
    if report.hint:
        console.print("", report.hint, markup=False, soft_wrap=True)


def _cell(cell: str, row: Row, console: Console) -> Text:
    """A cell as it stands: what people wrote in a note is no markup."""
    return struck(cell, console) if row.is_void and cell else Text(cell)
