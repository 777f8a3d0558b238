"""Telling something as JSON, or as a table for people."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console
from rich.table import Table

from credits_core.money import Money
from credits_qbo.opening import Action, Line, Plan
from credits_qbo.translate import image_from

from ..screen import a_table

LINES_MAX = 200


def print_json(data: object) -> None:
    """Print *data* as JSON, and nothing else."""
    print(json.dumps(data, indent=2, ensure_ascii=False))


def money(amount: Money | None) -> str:
    """An amount, or nothing."""
    return "" if amount is None else str(amount)


def show_plan(console: Console, plan: Plan) -> None:
    """Print a plan: what happens, what is left and why, and how to confirm it."""
    for action in Action:
        lines = plan.of(action)
        if lines:
            console.print(_table(action, lines), "")
    for text in (*plan.troubles, *plan.warnings):
        console.print(text, style="bold", markup=False)
    counts = ", ".join(f"{len(plan.of(one))} to {one.value}" for one in Action)
    console.print(f"Company {plan.realm_id}: {counts}. Nothing was done.", markup=False)
    console.print(f"The mark of this plan is {plan.mark}.", markup=False)


_TITLES = {
    Action.MATCH: "On both sides already: one thing from now on",
    Action.IMPORT: "From there to here",
    Action.EXPORT: "From here to there",
    Action.LEAVE: "Left as it is",
}


def _table(action: Action, lines: tuple[Line, ...]) -> Table:
    columns = ("What", "Customer", "Here", "There", "Amount>", "Open>", "Why")
    table = a_table(_TITLES[action], columns)
    for line in lines[:LINES_MAX]:
        figures = (money(line.amount), money(line.open))
        table.add_row(
            line.entity, line.customer, line.here, line.remote_id, *figures, line.reason
        )
    if len(lines) > LINES_MAX:
        table.add_row(f"and {len(lines) - LINES_MAX} more", *[""] * 6)
    return table


def image_in_words(text: str) -> str:
    """An image as rows hold it, as people read it."""
    image = image_from(text)
    if image is None:
        return "nothing"
    links = getattr(image, "links", ())
    on = ", ".join(f"{one.amount} with {one.kind.value} {one.id}" for one in links)
    return f"{image.total}{': ' if on else ''}{on}"


def a_row(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - plain data
    """A row of plain data, in which amounts are text."""
    return {
        name: str(value) if isinstance(value, Money) else value
        for name, value in fields.items()
    }
