"""The command ``sync bind``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from credits_qbo.binding import bind as bind_all
from credits_qbo.store import Binding

from ..failures import CannotRunError, Exit
from ..screen import a_console
from .office import opened_office
from .options import Store, Tenant

_COLUMNS = ("entity", "here", "there")


def bind(
    file: Annotated[Path, Parameter(help="A CSV file: entity,here,there.")],
    /,
    *,
    store: Store,
    tenant: Tenant = "default",
) -> int:
    """Say which customers and invoices are which, for example Invoice,INV-7,1045.

    All lines hold together, or none of them.
    """
    with opened_office(store, tenant) as office:
        rows = office.rows(office.company())
        bindings = list(_bindings(file))
        try:
            bind_all(rows, *bindings)
        except ValueError as error:
            raise CannotRunError(f"{file.name}: {error}") from error
    a_console().print(f"{len(bindings):,} customers and invoices are known.")
    return Exit.FINE


def _bindings(file: Path) -> Iterator[Binding]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRunError(f"{file} cannot be read.") from error
    rows = csv.DictReader(text.splitlines())
    if tuple(rows.fieldnames or ()) != _COLUMNS:
        raise CannotRunError(f"The first line of {file.name} is not entity,here,there.")
    for row in rows:
        if not all(row.get(name) for name in _COLUMNS) or None in row:
            raise CannotRunError(f"Line {rows.line_num} of {file.name} has gaps.")
        yield Binding(
            entity=row["entity"], local_id=row["here"], remote_id=row["there"]
        )
