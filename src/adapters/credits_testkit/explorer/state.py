"""Where a story has led to."""

from __future__ import annotations

import attrs

from credits_core.ledger import Ledger

from ..books import new_documents
from ..oracle import Oracle


@attrs.frozen
class State:
    """Where a story has led to: the core's *ledgers*, and the *oracle* beside them.

    There are two ledgers, of ``ACME`` and of ``BETA``.
    """

    ledgers: tuple[Ledger, Ledger]
    oracle: Oracle

    def ledger_of(self, customer_id: str) -> Ledger:
        """The ledger of one of the two."""
        mine, theirs = self.ledgers
        return mine if mine.customer_id == customer_id else theirs

    def with_ledger(self, after: Ledger, oracle: Oracle) -> State:
        """The state with another ledger of that customer.

        Its new documents are known to the other customer as somebody else's.
        """
        mine, theirs = self.ledgers
        if after.customer_id == mine.customer_id:
            return State((after, _told_of(theirs, mine, after)), oracle)
        return State((_told_of(mine, theirs, after), after), oracle)


def _told_of(other: Ledger, before: Ledger, after: Ledger) -> Ledger:
    """The *other* ledger, which knows whose the new documents are."""
    new = dict.fromkeys(new_documents(before, after), after.customer_id)
    return attrs.evolve(other, elsewhere={**other.elsewhere, **new}) if new else other
