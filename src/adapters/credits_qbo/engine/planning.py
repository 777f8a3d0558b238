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
from ..store.marking import mark, soil
from ..translate import image_text
from .journals import entries_after, versions_of
from .keys import CashKey, Key, PairKey, key_from, key_text, touched
from .moving import MOVED
from .naming import owner_of
from .placing import places_of
from .wanted import Waiting, wanted
from .world import RowNames, World

_ENTRIES_MAX: Final = 1_000
_JOURNAL: Final = "journal:"


def plan(world: World) -> int:
    """Note what changed for any customer; how many entries were read."""
    return sum(plan_customer(world, one) for one in _changed(world))


def _changed(world: World) -> list[CustomerId]:
    """The customers whose journals were not read to their end yet."""
    everybody = tuple(world.ledgers.customers())
    with world.store.unit() as unit:
        read = {one.name: int(one.value) for one in _journals(unit)}
    versions = versions_of(world.ledgers, everybody)
    return [one for one in everybody if versions.get(one, 0) > read.get(_name(one), 0)]


def _journals(unit: Unit) -> Iterator[Place]:
    return (one for one in unit.find(Place) if one.name.startswith(_JOURNAL))


def _name(customer_id: CustomerId) -> str:
    return f"{_JOURNAL}{customer_id}"


def plan_customer(world: World, customer_id: CustomerId) -> int:
    """Note what changed for one customer."""
    name = _name(customer_id)
    with world.store.unit() as unit:
        after = _read_up_to(unit, name)
    if world.ledgers.load(customer_id, frozenset()).version <= after:
        return 0
    journal = entries_after(world.ledgers, customer_id, after)
    entries = list(islice(journal, _ENTRIES_MAX))
    ledger = world.whole(customer_id)
    keys: dict[Key, None] = {}
    for entry in entries:
        keys.update(dict.fromkeys(touched(entry, ledger)))
    with world.store.unit() as unit:
        if _read_up_to(unit, name) == after:
            for key in keys:
                soil(unit, key_text(key), customer_id)
            _sweep(unit, world, ledger)
            _freeze_again(unit, customer_id)
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


def _freeze_again(unit: Unit, customer_id: CustomerId) -> None:
    """Look at what is another customer's there: more of it may be open here now."""
    for tie in unit.find(Tie, customer_id=customer_id, taking=MOVED):
        mark(unit, tie.entity, tie.remote_id)


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
