"""What two sessions do when they meet at one customer: the hard cases of races.

Each is short, so that every order of the calls of both can be tried.
"""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.commands import CancelMode, Command, EditCredit
from credits_core.identity import CreditId, CustomerId
from credits_core.queries import CustomerCredits, History

from .. import orders
from ..orders import ACME
from .history import Asked, Doing, Previewed, Submitted, Together

OTHER: Final = CustomerId("OTHER")
"""The second customer, where two are needed."""


@attrs.frozen(kw_only=True)
class Meeting:
    """The *prelude*, and then what *first* and *second* do at the same time."""

    name: str
    prelude: tuple[Doing, ...]
    first: Doing
    second: Doing

    @property
    def needs_a_block(self) -> bool:
        """Whether one of them wants several things to happen at once."""
        return isinstance(self.first, Together) or isinstance(self.second, Together)


def _sent(command: Command, key: str | None = None) -> Submitted:
    return Submitted(command=command, key=key)


def _theirs(command: Command) -> Command:
    return attrs.evolve(command, customer_id=OTHER)


def _edited(cents: int, revision: int | None = None) -> Submitted:
    credit_id, amount = CreditId("C"), orders.usd(cents)
    return _sent(
        EditCredit(
            customer_id=ACME, credit_id=credit_id, amount=amount, revision=revision
        )
    )


def _spent(name: str, cents: int, invoice: str = "A") -> Submitted:
    return _sent(orders.pay(name, 0, invoice, credits=orders.of_credit("C", cents)))


_RICH: Final = (
    _sent(orders.grant("C", 50)),
    _sent(orders.invoice("A", 50)),
    _sent(orders.invoice("B", 50)),
)
_PAID: Final = (*_RICH, _sent(orders.pay("P", 70, "A")))

MEETINGS: Final = (
    Meeting(
        name="HC-36 an edit of what was seen, and an application",
        prelude=_RICH,
        first=_edited(30, revision=1),
        second=_spent("Q", 40),
    ),
    Meeting(
        name="HC-66 the same credit twice",
        prelude=_RICH,
        first=_spent("Q", 50, "A"),
        second=_spent("R", 50, "B"),
    ),
    Meeting(
        name="HC-66 the oldest credits twice, as much as there is",
        prelude=_RICH,
        first=_sent(orders.pay("Q", 0, "A", credits=orders.FILL)),
        second=_sent(orders.pay("R", 30, "B", credits=orders.FILL)),
    ),
    Meeting(
        name="HC-67 an application, and an edit below it",
        prelude=_RICH,
        first=_spent("Q", 50),
        second=_edited(20),
    ),
    Meeting(
        name="HC-68 a revert, and an application",
        prelude=_RICH,
        first=_sent(orders.cancel("C", CancelMode.REVERT)),
        second=_spent("Q", 50),
    ),
    Meeting(
        name="HC-69 the same key twice",
        prelude=_RICH,
        first=_sent(orders.pay("Q", 0, "A", credits=orders.exact(30)), "k"),
        second=_sent(orders.pay("Q", 0, "A", credits=orders.exact(30)), "k"),
    ),
    Meeting(
        name="HC-69 the same key twice, refused",
        prelude=_RICH,
        first=_sent(orders.pay("Q", 0, "A", credits=orders.exact(90)), "k"),
        second=_sent(orders.pay("Q", 0, "A", credits=orders.exact(90)), "k"),
    ),
    Meeting(
        name="HC-69 one key for two commands of two customers",
        prelude=_RICH,
        first=_sent(orders.grant("D", 5), "k"),
        second=_sent(_theirs(orders.cancel("D")), "k"),
    ),
    Meeting(
        name="HC-69 one key for two refusals of two customers",
        prelude=_RICH,
        first=_sent(orders.cancel("D"), "k"),
        second=_sent(_theirs(orders.cancel("D")), "k"),
    ),
    Meeting(
        name="the same invoice twice",
        prelude=_RICH,
        first=_sent(orders.invoice("N", 10)),
        second=_sent(orders.invoice("N", 20)),
    ),
    Meeting(
        name="the same invoice for two customers",
        prelude=_RICH,
        first=_sent(orders.invoice("N", 10)),
        second=_sent(_theirs(orders.invoice("N", 20))),
    ),
    Meeting(
        name="the first commands of a new customer",
        prelude=(),
        first=_sent(orders.grant("C", 50)),
        second=_sent(orders.invoice("A", 50)),
    ),
    Meeting(
        name="a lowered invoice, and its overpayment spent",
        prelude=_PAID,
        first=_sent(orders.edit("E", "A", -20)),
        second=_sent(orders.pay("Q", 0, "B", credits=orders.exact(40))),
    ),
    Meeting(
        name="a payment taken back, and its overpayment spent",
        prelude=_PAID,
        first=_sent(orders.revoke("P")),
        second=_sent(orders.pay("Q", 0, "B", credits=orders.FILL)),
    ),
    Meeting(
        name="a question, and an application",
        prelude=_RICH,
        first=Asked(query=CustomerCredits(customer_id=ACME)),
        second=_spent("Q", 40),
    ),
    Meeting(
        name="the whole journal, and an application",
        prelude=_RICH,
        first=Asked(query=History(customer_id=ACME)),
        second=_spent("Q", 40),
    ),
    Meeting(
        name="a preview, and an application",
        prelude=_RICH,
        first=Previewed(command=_spent("Q", 40).command),
        second=_spent("R", 30, "B"),
    ),
    Meeting(
        name="two customers together, from both ends",
        prelude=_RICH,
        first=Together(orders=(_spent("Q", 30), _sent(_theirs(orders.grant("D", 5))))),
        second=Together(
            orders=(_sent(_theirs(orders.grant("E", 5))), _spent("R", 30, "B"))
        ),
    ),
)
"""Every meeting that the kit knows."""
