"""Acts about how something is asked for: together, in vain, or once more."""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.commands import Command
from credits_core.identity import CustomerId, InvoiceId, PaymentId

from ...orders import FILL, exact, grant, invoice, pay, repay, revoke
from .act import Act, act, once_more, refused, together

_BETA: Final = CustomerId("Beta")
_SHORT: Final = (grant("K", 10), invoice("A", 50))


def _of_beta(command: Command) -> Command:
    return attrs.evolve(command, customer_id=_BETA)


_BETAS: Final = (
    _of_beta(attrs.evolve(invoice("B", 80))),
    _of_beta(grant("BK", 25)),
)
_BETA_PAYS: Final = attrs.evolve(
    pay("BP", 10, credits=FILL),
    customer_id=_BETA,
    payment_id=PaymentId("BP"),
    invoices=(InvoiceId("B"),),
)
_SCENE: Final = (*_SHORT, *_BETAS)

_PAID: Final = act("paid", *_SHORT, pay("P", 60, "A"))
_DENIED: Final = refused("denied", *_SHORT, pay("P", 0, "A", credits=exact(11)))

OF_REQUESTS: Final[tuple[Act, ...]] = (
    together("together-two-customers", _SCENE, pay("P", 60, "A"), _BETA_PAYS),
    together(
        "together-two-new-customers", (), grant("K", 10), _of_beta(grant("BK", 25))
    ),
    together(
        "together-one-customer", _SHORT, pay("P", 60, "A"), repay("P", 70), revoke("P")
    ),
    attrs.evolve(
        together(
            "together-refused", _SCENE, _BETA_PAYS, pay("P", 0, "A", credits=exact(11))
        ),
        is_refused=True,
    ),
    attrs.evolve(_DENIED, name="refused-too-little-credit"),
    refused("refused-unknown-invoice", *_SHORT, pay("P", 5, "Z")),
    refused("refused-strict", *_SHORT, pay("P", 60, "A"), invoice("A", 3)),
    refused("refused-for-a-new-customer", pay("P", 5, "Z")),
    once_more("answered-again", _PAID),
    once_more("key-of-another-command", _PAID, pay("P", 61, "A")),
)
"""Several orders at once, refusals that are remembered, and answers given again."""
