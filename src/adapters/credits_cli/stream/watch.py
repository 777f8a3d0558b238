"""Looking at the laws after every command of a replay."""

from __future__ import annotations

from collections.abc import Iterator

from credits_core.entry import Entry
from credits_core.identity import CustomerId
from credits_core.laws import Violation, state_violations, step_violations
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers


class Watch:
    """Remembers each customer's whole ledger, to compare it with the next one."""

    def __init__(self, ledgers: Ledgers) -> None:
        """Begin to watch *ledgers*, of which nothing is known yet."""
        self._ledgers = ledgers
        self._seen: dict[CustomerId, Ledger] = {}

    def after_entry(self, entry: Entry) -> Iterator[Violation]:
        """The laws that the customer's ledger breaks, now or by this step."""
        customer_id = entry.customer_id
        before = self._before(customer_id)
        after = self._ledgers.load_whole(customer_id)
        self._seen[customer_id] = after
        yield from state_violations(after)
        yield from step_violations(before, entry, after)

    def is_unchanged(self, customer_id: CustomerId) -> bool:
        """Whether the customer's ledger is in every detail as it was seen last."""
        return self._ledgers.load_whole(customer_id) == self._before(customer_id)

    def _before(self, customer_id: CustomerId) -> Ledger:
        return self._seen.get(customer_id, Ledger(customer_id=customer_id))
