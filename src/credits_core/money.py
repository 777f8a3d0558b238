"""Money is a whole number of minor units with its currency.

A float cannot get in, nothing is ever rounded, and two currencies never meet:
mixing them is a mistake of the programmer and raises.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Final

import attrs
from typing_extensions import override

from .currencies import MINOR_PLACES
from .exact import scaled

AMOUNT_MAX_MINOR: Final = 10**15
"""The largest amount, in minor units, that may enter from outside."""

_STORABLE_MAX_MINOR: Final = 2**63 - 1


@attrs.frozen(order=False)
class Money:
    """An exact amount: *minor* units (cents, pence, yen) of one *currency*.

    Raises ``TypeError`` for anything but an ``int`` and ``ValueError`` for a
    currency that ISO 4217 does not know or an amount no database could store.
    """

    minor: int
    currency: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is not a whole number of a known currency."""
        if type(self.minor) is not int:
            raise TypeError(f"Minor units are whole numbers, not {self.minor!r}.")
        if self.currency not in MINOR_PLACES:
            raise ValueError(f"{self.currency!r} is not an ISO 4217 currency.")
        if not -_STORABLE_MAX_MINOR <= self.minor <= _STORABLE_MAX_MINOR:
            raise ValueError("The amount is larger than any database could store.")

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> Money:
        """Read *amount*, in major units, without rounding (HC-51, HC-52).

        ``Money.of("10.05", "USD")`` is 1005 cents. Raises ``TypeError`` for a
        float and ``ValueError`` for NaN, for more decimals than the currency has
        and for more than ``AMOUNT_MAX_MINOR``.
        """
        if currency not in MINOR_PLACES:
            raise ValueError(f"{currency!r} is not an ISO 4217 currency.")
        minor = scaled(amount, places=MINOR_PLACES[currency])
        if abs(minor) > AMOUNT_MAX_MINOR:
            raise ValueError(f"{amount} {currency} is above the largest amount.")
        return cls(minor, currency)

    @classmethod
    def stored(cls, figures: str, currency: str) -> Money:
        """Read what ``figures`` wrote; sums may be above ``AMOUNT_MAX_MINOR``."""
        places = MINOR_PLACES.get(currency, 0)
        return cls(scaled(figures, places=places), currency)

    @property
    def zero(self) -> Money:
        """Nothing, in the same currency."""
        return _nothing_in(self.currency)

    @property
    def is_positive(self) -> bool:
        """Whether there is something: more than zero."""
        return self.minor > 0

    @property
    def figures(self) -> str:
        """The amount in major units with all its decimals, such as ``10.50``."""
        places = MINOR_PLACES[self.currency]
        digits = str(abs(self.minor)).rjust(places + 1, "0")
        sign = "-" if self.minor < 0 else ""
        if not places:
            return sign + digits
        return f"{sign}{digits[:-places]}.{digits[-places:]}"

    def __add__(self, other: Money) -> Money:
        """The sum; raises ``ValueError`` on another currency."""
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        """The difference, which may be negative."""
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        """The same amount the other way."""
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        """Whether it is less; raises ``ValueError`` on another currency."""
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        """Whether it is at most *other*."""
        return self.minor <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        """Whether it is more."""
        return self.minor > self._same(other)

    def __ge__(self, other: Money) -> bool:
        """Whether it is at least *other*."""
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        """Whether it is anything but zero."""
        return bool(self.minor)

    @override
    def __str__(self) -> str:
        """The amount as people write it, such as ``10.50 USD``."""
        return f"{self.figures} {self.currency}"

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self} and {other} are different currencies.")
        return other.minor


@cache
def _nothing_in(currency: str) -> Money:
    return Money(0, currency)
