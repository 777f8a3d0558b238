"""The ledgers of several customers as they should be, without storing anything.

Each command is decided on the whole ledger; what comes of it is what any desk over
any ledgers has to come to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import attrs
from returns.methods import unwrap_or_failure

from credits_core.commands import Command
from credits_core.decide import Decision, decide
from credits_core.identity import CustomerId
from credits_core.laws import Step
from credits_core.ledger import Ledger
from credits_core.occasion import Occasion
from credits_core.parts import ACredit, AnInvoice, APayment, AReturn, Part
from credits_core.policy import DEFAULT_POLICY, Policy
from credits_core.rejections import Rejection

from .chances import Situation
from .orders import ACME
from .telling import entry_of


class Books:
    """Whole ledgers of several *customers*, to be carried on command by command."""

    def __init__(self, customers: tuple[CustomerId, ...] = (ACME,)) -> None:
        """Begin with empty ledgers."""
        self.ledgers = {one: Ledger(customer_id=one) for one in customers}
        self._elsewhere: dict[CustomerId, dict[Part, CustomerId]] = defaultdict(dict)

    def situation(
        self, customer_id: CustomerId, today: date, policy: Policy = DEFAULT_POLICY
    ) -> Situation:
        """What is possible for the customer now."""
        return Situation(
            ledger=self.ledgers[customer_id],
            today=today,
            policy=policy,
            others=tuple(
                ledger for one, ledger in self.ledgers.items() if one != customer_id
            ),
        )

    def asked(self, customer_id: CustomerId) -> Ledger:
        """The customer's ledger, which also knows what belongs to the others."""
        elsewhere = self._elsewhere[customer_id]
        return attrs.evolve(self.ledgers[customer_id], elsewhere=elsewhere)

    def outcome(self, command: Command, occasion: Occasion) -> Step | Rejection:
        """What *command* has to come to; nothing is written down."""
        before = self.ledgers[command.customer_id]
        asked = self.asked(command.customer_id)
        answer = unwrap_or_failure(decide(asked, command, occasion))
        if not isinstance(answer, Decision):
            return answer
        after = attrs.evolve(answer.after, elsewhere=before.elsewhere)
        return Step(
            before=before,
            entry=entry_of(before, command, answer, occasion),
            after=after,
            policy=occasion.policy,
        )

    def write(self, step: Step) -> None:
        """Take over what *step* came to."""
        owner = step.after.customer_id
        self.ledgers[owner] = step.after
        for part in new_documents(step.before, step.after):
            for other in self.ledgers:
                if other != owner:
                    self._elsewhere[other][part] = owner

    def carry_out(self, command: Command, occasion: Occasion) -> Step | Rejection:
        """What *command* comes to, which is taken over if it is carried out."""
        outcome = self.outcome(command, occasion)
        if isinstance(outcome, Step):
            self.write(outcome)
        return outcome

    def is_elsewhere(self, part: Part, customer_id: CustomerId) -> bool:
        """Whether that document belongs to somebody else than *customer_id*."""
        return part in self._elsewhere[customer_id]

    def copy(self) -> Books:
        """The same books, to be carried on in another way."""
        other = Books()
        other.ledgers = dict(self.ledgers)
        for one, parts in self._elsewhere.items():
            other._elsewhere[one] = dict(parts)
        return other


def new_documents(before: Ledger, after: Ledger) -> Iterator[Part]:
    """The documents that *after* has and *before* had not."""
    yield from (AnInvoice(one) for one in after.invoices if one not in before.invoices)
    yield from (APayment(one) for one in after.payments if one not in before.payments)
    yield from (ACredit(one) for one in after.credits if one not in before.credits)
    yield from (AReturn(one) for one in after.returns if one not in before.returns)
