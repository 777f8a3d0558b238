"""The journal as the outbox: what changed here is noted once, and in order.

An entry is written in the transaction of the change itself. So nothing that
happened is ever missing, and how far each customer's journal was read is a row that
is written together with what was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger

from ..store import Dirty, Place, Tie, Unit
from ..store.marking import soil
from ..translate import image_text
from .keys import CashKey, Key, PairKey, key_from, key_text, touched
from .naming import owner_of
from .placing import places_of
from .wanted import Waiting, wanted
from .world import RowNames, World

_ENTRIES_MAX: Final = 1_000


def plan(world: World) -> int:
    """Note what changed for any customer; how many entries were read."""
    return sum(plan_customer(world, one) for one in world.ledgers.customers())


def plan_customer(world: World, customer_id: CustomerId) -> int:
    """Note what changed for one customer."""
    name = f"journal:{customer_id}"
    with world.store.unit() as unit:
        after = _read_up_to(unit, name)
    if world.ledgers.load(customer_id, frozenset()).version <= after:
        return 0
    journal = world.ledgers.journal(customer_id)
    entries = list(islice(journal, after, after + _ENTRIES_MAX))
    ledger = world.ledgers.load_whole(customer_id)
    keys: dict[Key, None] = {}
    for entry in entries:
        keys.update(dict.fromkeys(touched(entry, ledger)))
    with world.store.unit() as unit:
        if _read_up_to(unit, name) == after:
            for key in keys:
                soil(unit, key_text(key), customer_id)
            _sweep(unit, world, ledger)
            unit.put(Place(name=name, value=str(entries[-1].version)))
    return len(entries)


def _sweep(unit: Unit, world: World, ledger: Ledger) -> None:
    """Note whatever is not as it was agreed on, for a customer of lowered invoices.

    What such an invoice was paid too much can be money of any payment or memo.
    """
    if not any(one.reduced_invoice for one in ledger.credits.values()):
        return
    names, places = RowNames(unit, world.settings), places_of(ledger)
    for key in dict.fromkeys(_payments(unit, ledger)):
        text = key_text(key)
        tie = unit.get(Tie, text)
        if unit.get(Dirty, text) or (tie is None and owner_of(unit, text)):
            continue
        want = wanted(key, ledger, names, places)
        base = "" if tie is None else tie.base
        if isinstance(want, Waiting) or image_text(want) != base:
            soil(unit, text, ledger.customer_id)


def _payments(unit: Unit, ledger: Ledger) -> Iterator[Key]:
    """All that is or was a payment there, or that should be one."""
    for tie in unit.find(Tie, entity="Payment", customer_id=ledger.customer_id):
        yield key_from(tie.key)
    for payment in ledger.payments.values():
        if payment.received:
            yield CashKey(payment.id)
    for use in ledger.applications.values():
        if use.is_live and ledger.credits[use.credit_id].payment_id is None:
            yield PairKey(use.payment_id, use.credit_id, use.invoice_id)


def _read_up_to(unit: Unit, name: str) -> int:
    place = unit.get(Place, name)
    return 0 if place is None else int(place.value)
