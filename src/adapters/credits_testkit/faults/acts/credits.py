"""Acts about one credit."""

from __future__ import annotations

from typing import Final

from credits_core.commands import CancelMode, DeleteCredit, EditCredit, ReleaseHold
from credits_core.identity import CreditId

from ...orders import ACME, cancel, edit, exact, grant, invoice, pay, usd
from .act import Act, act
from .reported import credit_is, memo, used

_K: Final = CreditId("K")
_SPENT: Final = (grant("K", 30), invoice("A", 50), pay("P", 0, "A", credits=exact(20)))

OF_CREDITS: Final[tuple[Act, ...]] = (
    act("issue-credit", grant("J", 5), grant("K", 30)),
    act("issue-credit-to-a-new-customer", grant("K", 30)),
    act(
        "edit-credit",
        *_SPENT,
        EditCredit(customer_id=ACME, credit_id=_K, amount=usd(40), note="more"),
    ),
    act("cancel-credit-balance-only", *_SPENT, cancel("K")),
    act("cancel-credit-revert", *_SPENT, cancel("K", CancelMode.REVERT)),
    act(
        "cancel-reduction-credit-revert",
        invoice("A", 100),
        pay("P", 100, "A"),
        edit("E", "A", -30),
        invoice("B", 20),
        pay("Q", 0, "B", credits=exact(20)),
        cancel("reduction:E", CancelMode.REVERT),
    ),
    act("delete-credit", grant("K", 30), DeleteCredit(customer_id=ACME, credit_id=_K)),
    act(
        "release-hold",
        memo(5),
        invoice("A", 9),
        used("U", "M", "A", 4),
        credit_is("M", 3),
        ReleaseHold(customer_id=ACME, credit_id=CreditId("M")),
    ),
)
"""Issue, edit, cancel, delete, release."""
