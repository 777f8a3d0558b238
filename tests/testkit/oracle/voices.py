"""The core and the oracle, told the same and asked what differs."""

from __future__ import annotations

import attrs

from credits_core.commands import Command
from credits_core.identity import CustomerId
from credits_core.laws import Step
from credits_core.occasion import Occasion
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_testkit.books import Books
from credits_testkit.oracle import Oracle, picture_of
from credits_testkit.orders import ACME


@attrs.define
class TwoVoices:
    """Books of the core, and an oracle that hears every command too."""

    books: Books
    oracle: Oracle

    @classmethod
    def of(cls, *customers: CustomerId, policy: Policy = DEFAULT_POLICY) -> TwoVoices:
        """Both with nothing in their books."""
        return cls(Books(customers or (ACME,)), Oracle(policy))

    def tell(self, command: Command, occasion: Occasion) -> tuple[str, ...]:
        """Tell both; where they differ in the answer or in what comes of it."""
        outcome = self.books.carry_out(command, occasion)
        theirs = None if isinstance(outcome, Step) else outcome.code
        ours = self.oracle.tell(command, occasion.today)
        if theirs != ours:
            return (f"- {theirs}", f"+ {ours}")
        return self.differences()

    def differences(self) -> tuple[str, ...]:
        """Where their pictures differ."""
        found: list[str] = []
        for customer_id, ledger in self.books.ledgers.items():
            theirs = picture_of(ledger)
            ours = self.oracle.picture(customer_id)
            if theirs != ours:
                found += theirs.differences(ours)
        return tuple(found)
