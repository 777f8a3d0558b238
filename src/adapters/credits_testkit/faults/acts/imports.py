"""Acts of another system: what it reports is taken over."""

from __future__ import annotations

from typing import Final

from ...orders import exact, grant, invoice, pay
from .act import Act, act
from .reported import credit_is, memo, payment_is, remote_payment, unused, used

_READ_IN: Final = (invoice("A", 40), remote_payment(60, A=40))
_SPENT: Final = (*_READ_IN, invoice("B", 15), pay("Q", 0, "B", credits=exact(15)))
_USED: Final = (grant("K", 30), invoice("A", 50), used("U", "K", "A", 20))

OF_IMPORTS: Final[tuple[Act, ...]] = (
    act("import-credit", memo(50, opening=20)),
    act("import-payment", invoice("A", 40), remote_payment(60, 5, A=40)),
    act("import-change-credit-amount", memo(50), credit_is("M", 35)),
    act(
        "import-change-credit-below-its-use",
        memo(50),
        invoice("A", 40),
        pay("P", 0, "A", credits=exact(40)),
        credit_is("M", 35),
    ),
    act("import-change-payment-amount", *_SPENT, payment_is("R", 70)),
    act("import-change-payment-voided", *_SPENT, payment_is("R", 0)),
    act("import-change-credit-used", *_USED),
    act("import-change-credit-unused", *_USED, unused("U", "K", "A")),
)
"""Read in credits and payments, and each kind of change of them."""
