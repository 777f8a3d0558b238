"""Scenarios of ``scenarios.json`` as lines of a stream, and what they expect."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from credits_cli.stream import Line

DATA = Path(__file__).parents[1] / "data"

_BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
_LINE = "1"


@attrs.frozen
class Scenario:
    """One scenario as it stands in the file."""

    fields: dict[str, Any]

    @property
    def id(self) -> str:
        """Its name in the file."""
        return str(self.fields["id"])

    @property
    def kind(self) -> str:
        """Whether its steps can be played, or say something to be written by hand."""
        return str(self.fields["kind"])

    @property
    def expected(self) -> dict[str, Any]:
        """What must be found at its end."""
        return dict(self.fields["expected"])

    @property
    def steps(self) -> list[dict[str, Any]]:
        """Its steps, in their order."""
        return list(self.fields["steps"])

    @property
    def currency(self) -> str:
        """The currency of its invoices; US dollars unless they say otherwise."""
        invoices = [step for step in self.steps if step["cmd"] == "issue_invoice"]
        return next(
            (each["currency"] for each in invoices if "currency" in each), "USD"
        )


def scenarios(kind: str) -> list[Scenario]:
    """All scenarios of that *kind*."""
    text = (DATA / "scenarios.json").read_text(encoding="utf-8")
    found = [Scenario(fields) for fields in json.loads(text)["scenarios"]]
    return [each for each in found if each.kind == kind]


def lines_of(scenario: Scenario) -> Iterator[Line]:
    """The steps with all that the file leaves to be understood.

    Each happens a day after the one before; an invoice has one line of one piece.
    """
    totals: dict[str, str] = {}
    for number, step in enumerate(scenario.steps, start=1):
        at = _BEGIN + timedelta(days=number)
        common = {"seq": str(number), "at": at.isoformat(), "customer": "customer"}
        whole = {"expect": "ok", **common, **step, **_rows(step, totals)}
        yield Line(whole, scenario.currency)


def _rows(step: dict[str, Any], totals: dict[str, str]) -> dict[str, Any]:
    match step["cmd"]:
        case "issue_invoice":
            total = totals[step["invoice"]] = step["total"]
            return {"lines": [[_LINE, "goods", "1", total, total]]}
        case "edit_invoice":
            before = totals.get(step["invoice"], "0")
            totals[step["invoice"]] = step["new_total"]
            change = _minus(step["new_total"], before)
            return {"changes": [[_LINE, "goods", "0", "0", change]]}
        case "complete_return":
            sold_on = _LINE if "invoice" in step else None
            total = step["total"]
            return {"lines": [[_LINE, "goods", "1", total, total, sold_on]]}
        case _:
            return {}


def _minus(one: str, other: str) -> str:
    return str(Decimal(one) - Decimal(other))
