"""Reading only what is new, where the ledgers can tell it.

A journal is read from its beginning by the port. Ledgers in a database can begin in
its middle, and tell all versions at once; whoever follows thousands of customers is
spared most of the reading by that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final, Protocol, runtime_checkable

import attrs

from credits_core.entry import Entry
from credits_core.identity import CustomerId, TenantId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers

_KEPT_MAX: Final = 64


@runtime_checkable
class Onward(Protocol):
    """Ledgers whose journals need not be read from their beginning."""

    @property
    def tenant_id(self) -> TenantId:
        """Whose ledgers they are."""
        ...

    def versions(self, customer_ids: Collection[CustomerId]) -> dict[CustomerId, int]:
        """The versions of those of these customers who have a ledger."""
        ...

    def journal_after(self, customer_id: CustomerId, after: int) -> Iterator[Entry]:
        """The customer's journal entries behind the version *after*."""
        ...


def versions_of(
    ledgers: Ledgers, customer_ids: Collection[CustomerId]
) -> dict[CustomerId, int]:
    """How far each of these ledgers has come."""
    if isinstance(ledgers, Onward):
        return ledgers.versions(customer_ids)
    return {one: ledgers.load(one, frozenset()).version for one in customer_ids}


def entries_after(
    ledgers: Ledgers, customer_id: CustomerId, after: int
) -> Iterator[Entry]:
    """The entries of one customer behind the version *after*."""
    if isinstance(ledgers, Onward):
        return ledgers.journal_after(customer_id, after)
    return islice(ledgers.journal(customer_id), after, None)


@attrs.define
class NewestLedgers:
    """Whole ledgers that were read last, each for as long as nobody changes it.

    It is no value but a memory, which is why it changes; whoever copies a world
    for the desk of another tenant shares it.
    """

    _kept: dict[tuple[TenantId, CustomerId], Ledger] = attrs.field(
        factory=dict, init=False
    )

    def of(self, ledgers: Ledgers, customer_id: CustomerId) -> Ledger:
        """The whole ledger of the customer, as it is now."""
        if not isinstance(ledgers, Onward):
            return ledgers.load_whole(customer_id)
        name = ledgers.tenant_id, customer_id
        kept = self._kept.get(name)
        now = ledgers.versions([customer_id]).get(customer_id, 0)
        if kept is not None and kept.version == now:
            return kept
        found = ledgers.load_whole(customer_id)
        if len(self._kept) >= _KEPT_MAX:
            self._kept.clear()
        self._kept[name] = found
        return found
