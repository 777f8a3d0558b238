"""What is known while a plan is drawn up, and what is still free to be planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

import attrs

from credits_core.identity import CustomerId, InvoiceId
from credits_core.ledger import Ledger
from credits_core.money import Money

from ..engine import CashKey, Key, MemoKey, PairKey, World, key_text
from ..engine.before import KIND, is_from_before_here, is_from_before_there, is_open
from ..engine.keys import is_memo
from ..engine.wanted import is_own
from ..store import Conflict, Dirty, Mark, Tie, Unit
from ..translate import SeenMemo, SeenPayment
from .naming import PlannedNames
from .plan import Line
from .there import There

_Seen = TypeVar("_Seen", SeenMemo, SeenPayment)


@attrs.define
class Sheet:
    """Both sides, and the lines that were written so far.

    *due_here* and *open_there* are what is left of invoices after all that is planned.
    """

    world: World
    there: There
    names: PlannedNames
    ledgers: Mapping[CustomerId, Ledger]
    keys: Mapping[CustomerId, tuple[Key, ...]]
    memos: dict[str, SeenMemo]
    payments: dict[str, SeenPayment]
    due_here: dict[InvoiceId, Money]
    open_there: dict[str, Money]
    lines: list[Line] = attrs.Factory(list)
    done: set[str] = attrs.Factory(set)
    """The keys of this side that have a line already."""

    def customers(self) -> Iterator[tuple[Ledger, tuple[Key, ...]]]:
        """The customers that both sides know, with what of theirs is not planned."""
        for customer_id, ledger in self.ledgers.items():
            if self.names.customer(customer_id):
                keys = self.keys[customer_id]
                yield (
                    ledger,
                    tuple(one for one in keys if key_text(one) not in self.done),
                )

    def write(self, line: Line) -> None:
        """Add a line, after which neither side of it is free any more."""
        self.lines.append(line)
        if line.key:
            self.done.add(line.key)
        if line.entity == "CreditMemo":
            self.memos.pop(line.remote_id, None)
        elif line.entity == "Payment":
            self.payments.pop(line.remote_id, None)


def new_sheet(
    world: World, there: There, ledgers: Mapping[CustomerId, Ledger], unit: Unit
) -> Sheet:
    """A sheet with everything that takes no part in the exchange yet."""
    free = _Free(unit)
    invoices = [one for ledger in ledgers.values() for one in ledger.invoices.values()]
    return Sheet(
        world=world,
        there=there,
        names=PlannedNames(unit),
        ledgers=ledgers,
        keys={one: tuple(free.here(ledger)) for one, ledger in ledgers.items()},
        memos={one.id: one for one in free.there("CreditMemo", there.memos)},
        payments={one.id: one for one in free.there("Payment", there.payments)},
        due_here={one.id: one.due for one in invoices},
        open_there={one.id: one.balance for one in there.invoices},
    )


class _Free:
    """What is neither known to be the same on both sides nor on its way.

    After the first connection, what came since belongs to the exchange.
    """

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._is_open = is_open(unit)
        asked = {one.key for one in unit.find(Conflict) if one.kind == KIND}
        self._taken = {one.key for one in unit.find(Tie)}
        self._taken |= {one.key for one in unit.find(Dirty)} - asked
        self._known = {(one.entity, one.remote_id) for one in unit.find(Tie)}
        self._known |= {(one.entity, one.remote_id) for one in unit.find(Mark)}

    def here(self, ledger: Ledger) -> Iterator[Key]:
        for key in _keys(ledger):
            is_old = not self._is_open or is_from_before_here(self._unit, key, ledger)
            if is_old and key_text(key) not in self._taken and is_own(key, ledger):
                yield key

    def there(self, entity: str, seen: tuple[_Seen, ...]) -> Iterator[_Seen]:
        for one in seen:
            is_old = not self._is_open or is_from_before_there(self._unit, one)
            if is_old and (entity, one.id) not in self._known:
                yield one


def _keys(ledger: Ledger) -> Iterator[Key]:
    """Everything of a customer that the other side could have: credits come first."""
    for credit in sorted(ledger.credits.values(), key=lambda one: one.order):
        if is_memo(ledger, credit.id) and credit.live:
            yield MemoKey(credit.id)
    for payment in ledger.payments.values():
        if payment.received:
            yield CashKey(payment.id)
    for use in ledger.applications.values():
        if use.is_live and is_memo(ledger, use.credit_id):
            yield PairKey(use.payment_id, use.credit_id, use.invoice_id)
