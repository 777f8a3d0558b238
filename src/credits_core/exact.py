"""Reading exact numbers from text, without floats and without rounding.

Length and exponent are looked at before anything is converted: ``1E+1000000``
would otherwise keep a processor busy for half a minute.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

import attrs
from typing_extensions import override

_DIGITS_MAX: Final = 30
_QUANTITY_PLACES: Final = 6
QUANTITY_MAX_MICROS: Final = 10**15
"""The largest quantity, in millionths."""


def scaled(amount: str | int | Decimal, *, places: int) -> int:
    """The whole number ``amount * 10**places``, or an error, never a rounding.

    Raises ``TypeError`` for floats and booleans, ``ValueError`` for NaN,
    infinities, text that is no number, and more than *places* decimals.
    """
    number = _decimal(amount)
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{amount!r} is not a finite number.")
    shift = exponent + places
    if len(digits) > _DIGITS_MAX or not -_DIGITS_MAX <= shift <= _DIGITS_MAX:
        raise ValueError("The number has more digits than any amount could need.")
    whole = int("".join(map(str, digits)))
    tens = int(f"1{'0' * abs(shift)}")
    if shift >= 0:
        whole *= tens
    else:
        whole, lost = divmod(whole, tens)
        if lost:
            raise ValueError(f"{amount} has more than {places} decimal places.")
    return -whole if sign else whole


def _decimal(amount: str | int | Decimal) -> Decimal:
    if isinstance(amount, bool) or not isinstance(amount, (str, int, Decimal)):
        raise TypeError(f"Write exact numbers as text, not as {amount!r}.")
    if isinstance(amount, int):
        if amount.bit_length() > 100:
            raise ValueError("The number has more digits than any amount could need.")
        return Decimal(amount)
    if isinstance(amount, str) and len(amount) > 2 * _DIGITS_MAX:
        raise ValueError("The text is longer than any number could need.")
    try:
        return Decimal(amount)
    except InvalidOperation:
        raise ValueError(f"{amount!r} is not a number.") from None


@attrs.frozen(order=True)
class Quantity:
    """An exact count or measure of goods, or a unit price: *micros* millionths.

    Six decimal places are enough for kilograms and for screws sold by the
    thousand; a value is never computed from it by rounding a product.
    """

    micros: int

    def __attrs_post_init__(self) -> None:
        """Refuse what is not a whole number of millionths in range."""
        if type(self.micros) is not int:
            raise TypeError(f"Millionths are whole numbers, not {self.micros!r}.")
        if abs(self.micros) > QUANTITY_MAX_MICROS:
            raise ValueError("The quantity is larger than any order could need.")

    @classmethod
    def of(cls, amount: str | int | Decimal) -> Quantity:
        """Read *amount* exactly; at most six decimal places."""
        return cls(scaled(amount, places=_QUANTITY_PLACES))

    def __add__(self, other: Quantity) -> Quantity:
        """The sum of both quantities."""
        return Quantity(self.micros + other.micros)

    def __sub__(self, other: Quantity) -> Quantity:
        """The difference, which may be negative."""
        return Quantity(self.micros - other.micros)

    @override
    def __str__(self) -> str:
        """The shortest exact text, such as ``2.5``."""
        whole, part = divmod(abs(self.micros), 10**_QUANTITY_PLACES)
        sign = "-" if self.micros < 0 else ""
        fraction = f".{part:06d}".rstrip("0").rstrip(".")
        return f"{sign}{whole}{fraction}"


NONE: Final = Quantity(0)
"""No goods at all."""


def share_of(value_minor: int, part: Quantity, whole: Quantity) -> int:
    """What *part* of *whole* is worth when *whole* is worth *value_minor*.

    Half a minor unit goes up. Taking differences of cumulative shares splits a
    value without losing or inventing anything (HC-54).
    """
    return (2 * value_minor * part.micros + whole.micros) // (2 * whole.micros)
