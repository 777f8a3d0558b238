"""What is done in a round at the desk: something of everything, in forty commands."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import attrs

from credits_core.commands import (
    CancelMode,
    Command,
    DeleteCredit,
    EditCredit,
    ImportCredit,
    ReleaseHold,
)
from credits_core.identity import CreditId, CustomerId
from credits_core.money import Money

from ...orders import (
    ACME,
    FILL,
    bounce,
    bring_back,
    cancel,
    edit,
    exact,
    grant,
    invoice,
    of_credit,
    pay,
    reopen,
    repay,
    revoke,
    unapply,
    usd,
    void,
)
from ..plots import DAY, HOLDING

SMALL: Final = CustomerId("acme")
"""A customer whose name differs in capitals alone."""

NOBODY: Final = CustomerId("nobody")
"""Somebody for whom a command is only previewed."""

OTHERS: Final = tuple(map(CustomerId, ("Zoe", "b 10", "b 9", "ß")))
"""Customers who have a credit each."""

CUSTOMERS: Final = (ACME, SMALL, *OTHERS, NOBODY)
"""Everybody in the round."""

POLICY: Final = HOLDING
"""The policy of the round: possible duplicates are held."""

_LATER: Final = DAY + timedelta(days=300)


def _of(customer_id: CustomerId, command: Command) -> Command:
    return attrs.evolve(command, customer_id=customer_id)


SCRIPT: Final[tuple[Command, ...]] = (
    attrs.evolve(grant("K9", 845), note="not to be used before the court decides"),
    attrs.evolve(grant("E", 1), amount=Money(500, "EUR"), effective_date=DAY),
    grant("L", 700, on=_LATER),
    *(grant("K10", 29, on=DAY), grant("K3", 500, on=DAY), grant("K2", 2, on=DAY)),
    *(invoice("B", 100), invoice("A", 100)),
    *(pay("P2", 0, "A", credits=exact(1)), pay("P1", 250, "B", "A")),
    invoice("C", 1000),
    *(pay("P3", 0, "C", credits=exact(900)), edit("E1", "A", 20)),
    *(edit("E2", "B", -60), edit("E3", "B", -10), invoice("D", 30)),
    pay("P4", 0, "D", credits=of_credit("reduction:E2", 30)),
    *(edit("E4", "B", 20), unapply("P4", "reduction:E2", "D")),
    *(pay("P5", 77, on=DAY), pay("P6", 77, on=DAY)),
    ReleaseHold(customer_id=ACME, credit_id=CreditId("overpayment:P6")),
    *(repay("P1", 240), repay("P1", 180), repay("P1", 260)),
    *(bring_back("R1", 5, "C"), bring_back("R2", 7), reopen("R1")),
    *(invoice("F", 50), pay("P7", 20, "F", credits=FILL), void("F")),
    EditCredit(customer_id=ACME, credit_id=CreditId("K9"), amount=usd(900), revision=1),
    EditCredit(customer_id=ACME, credit_id=CreditId("K9"), amount=usd(900)),
    cancel("return:R2"),
    *(grant("X", 6), DeleteCredit(customer_id=ACME, credit_id=CreditId("X"))),
    *(unapply("P3", "K3", "C"), cancel("K3", CancelMode.REVERT), bounce("P1")),
    ImportCredit(
        customer_id=ACME,
        credit_id=CreditId("N"),
        system="qbo",
        remote_id="7",
        amount=usd(5),
        opening=usd(2),
    ),
    *(invoice("G", 3), pay("P8", 3_000_000_001, "G"), revoke("P8")),
    *(_of(other, grant(f"of {other}", 1)) for other in OTHERS),
    *(_of(SMALL, invoice("H", 50)), _of(SMALL, invoice("A", 50))),
    _of(SMALL, pay("P9", 60, "H")),
    _of(SMALL, pay("P10", 0, "H", credits=of_credit("K9", 1))),
    *(invoice("Z", 10), pay("P11", 0, "Z", credits=exact(9)), void("C")),
)
"""The commands of the round, one a day; some of them are refused."""
