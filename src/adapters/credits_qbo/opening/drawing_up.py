"""Drawing up the plan of a first connection: both sides are only read."""

from __future__ import annotations

from collections.abc import Iterator

from ..engine import World
from ..gateway import Fault
from .exporting import export
from .importing import read_in
from .matching import match
from .naming import InvoiceMatcher, name_customers
from .plan import Action, Line, Plan
from .sheet import Sheet, new_sheet
from .there import There, read_there

_ORDER = {
    name: place
    for place, name in enumerate(("Customer", "Invoice", "CreditMemo", "Payment"))
}


def draw_up(world: World) -> Plan | Fault:
    """What a first connection would do now; it may be asked again at any time.

    After the first connection it is about what was left then.
    """
    there = read_there(world)
    if not isinstance(there, There):
        return there
    ledgers = {one: world.whole(one) for one in world.ledgers.customers()}
    with world.store.unit() as unit:
        sheet = new_sheet(world, there, ledgers, unit)
    for line in list(_names(sheet)):
        sheet.write(line)
    match(sheet)
    export(sheet)
    read_in(sheet)
    for entity, one in there.unreadable:
        sheet.write(_unreadable(entity, one.id, one.reason))
    return Plan(
        realm_id=world.settings.realm_id,
        lines=tuple(sorted(sheet.lines, key=_order)),
        troubles=tuple(_troubles(world, there)),
        warnings=tuple(_warnings(there)),
        at=there.at,
        versions={one: ledger.version for one, ledger in sheet.ledgers.items()},
    )


def _names(sheet: Sheet) -> Iterator[Line]:
    yield from name_customers(sheet.names, sheet.there, list(sheet.ledgers))
    matcher = InvoiceMatcher.of(sheet.names, sheet.there)
    for ledger, _ in sheet.customers():
        yield from matcher.name_invoices(ledger)


def _order(line: Line) -> tuple[int, str, int, str]:
    number = int(line.remote_id) if line.remote_id.isdecimal() else 0
    return _ORDER.get(line.entity, 9), line.customer, number, line.here


def _unreadable(entity: str, remote_id: str, reason: str) -> Line:
    reason = f"it can't be read: {reason}"
    return Line(action=Action.LEAVE, entity=entity, remote_id=remote_id, reason=reason)


def _troubles(world: World, there: There) -> Iterator[str]:
    """What has to be seen to before anything is carried out."""
    item = world.settings.item_id
    if item not in there.items:
        known = ", ".join(sorted(there.items, key=lambda one: (len(one), one))[:10])
        what = "No item is chosen" if item == "0" else f"There is no item {item}"
        yield f"{what} that lines of memos sell; there are the items {known}."


def _warnings(there: There) -> Iterator[str]:
    """What of the company's preferences changes what will happen."""
    if there.prefers("AutoApplyCredit"):
        yield (
            "The company applies credits by itself: a memo that is written there"
            " is used at once on the oldest invoice."
        )
    if there.prefers("AutoApplyPayments"):
        yield "The company applies payments by itself, to the oldest invoice."
