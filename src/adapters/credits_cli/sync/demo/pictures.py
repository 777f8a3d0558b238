"""Both sides, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rich.table import Table

from credits_core.credit import Credit
from credits_qbo.engine import CashKey, MemoKey, key_text
from credits_qbo.store import Binding, Tie

from ...screen import a_table
from .stage import BothSides

_Object = tuple[str, str]


def sides(stage: BothSides) -> Table:
    """Each credit and each invoice, and the same thing on the other side."""
    columns = ("Here", "Open>", "of>", "There", "Open>", "of>")
    table = a_table("Here and there", columns)
    there = _there(stage)
    for name, is_open, total, place in _here(stage):
        found = there.pop(place, None)
        table.add_row(name, is_open, total, *_shown(place, found))
    for place, found in there.items():
        if found[0]:
            table.add_row("—", "", "", *_shown(place, found))
    return table


def _here(stage: BothSides) -> Iterator[tuple[str, str, str, _Object]]:
    ledger = stage.ledger
    with stage.sync.world.store.unit() as unit:
        ties = {one.key: (one.entity, one.remote_id) for one in unit.find(Tie)}
        bound = {
            one.local_id: ("Invoice", one.remote_id)
            for one in unit.find(Binding, entity="Invoice")
        }
    for invoice in ledger.invoices.values():
        figures = invoice.due.figures, invoice.total.figures
        yield f"Invoice {invoice.id}", *figures, bound.get(invoice.id, ("", ""))
    for credit in ledger.credits.values():
        figures = credit.available.figures, credit.amount.figures
        yield f"Credit {credit.id}", *figures, ties.get(_key(credit), ("", ""))


def _key(credit: Credit) -> str:
    """What the credit is there: a memo, or the money of a payment."""
    if credit.payment_id is not None:
        return key_text(CashKey(credit.payment_id))
    return key_text(MemoKey(credit.id))


def _there(stage: BothSides) -> dict[_Object, tuple[int, int]]:
    """What is open of each object there, and its total, in cents."""
    fields = {"Invoice": "Balance", "CreditMemo": "Balance", "Payment": "UnappliedAmt"}
    return {
        (entity, str(one["Id"])): (int(one.get(field, 0)), int(one["TotalAmt"]))
        for entity, field in fields.items()
        for one in stage.all_there(entity)
    }


def _shown(place: _Object, found: tuple[int, int] | None) -> tuple[str, str, str]:
    if found is None:
        return "—", "", ""
    entity, number = place
    return f"{entity} {number}", _amount(found[0]), _amount(found[1])


def _amount(cents: Any) -> str:  # noqa: ANN401 - whatever the simulator counts in
    return str(Decimal(int(cents)).scaleb(-2))
