"""What a business decides once about its exchange with one company."""

from __future__ import annotations

import re
from typing import Final

import attrs

SYSTEM: Final = "qbo"
"""The name under which the core knows QuickBooks Online."""

_INSTALLATION: Final = re.compile(r"[A-Za-z0-9]{1,12}")


def _an_installation(_: object, __: object, value: str) -> None:
    if not _INSTALLATION.fullmatch(value):
        raise ValueError(f"{value!r} is not 1 to 12 letters and digits.")


def _a_number(_: object, __: object, value: str) -> None:
    if not value.isascii() or not value.isdecimal():
        raise ValueError(f"{value!r} is not an id of QuickBooks Online.")


@attrs.frozen(kw_only=True)
class Settings:
    """The choices for the company *realm_id*.

    *installation* tells two systems apart that write to one company, and never
    changes. *item_id* is what a memo's line sells, and *items* what it sells instead
    for some products. *home_currency* is the currency of documents that name none.
    *resend_after* is how many seconds a write whose outcome is unknown waits before it
    is tried again.
    """

    realm_id: str = attrs.field(validator=_a_number)
    installation: str = attrs.field(validator=_an_installation)
    item_id: str = attrs.field(validator=_a_number)
    items: tuple[tuple[str, str], ...] = ()
    home_currency: str = "USD"
    overlap_seconds: int = 300
    resend_after: int = 30
    lease_seconds: int = 600

    def item_of(self, product: str) -> str:
        """The item there that stands for a product here."""
        return dict(self.items).get(product, self.item_id)
