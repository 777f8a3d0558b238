"""Wrong ways to read and write an amount, at the border of the library."""

from __future__ import annotations

# pyright: reportPrivateUsage=false
# A bug sits where it likes, in private functions too.
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from credits_core import exact, money
from credits_core.currencies import MINOR_PLACES
from credits_core.exact import Quantity
from credits_core.money import Money

from .bug import WrongBorder

_right_decimal: Final = exact._decimal
_right_scaled: Final = exact.scaled


def _rounded(amount: Any, *, places: int) -> int:  # noqa: ANN401 - whatever comes
    try:
        minor: int = round(_right_decimal(amount) * 10**places)
    except (InvalidOperation, OverflowError):
        raise ValueError(f"{amount} is not a number.") from None
    return minor


def _from_floats_too(amount: Any) -> Decimal:  # noqa: ANN401 - whatever comes
    return _right_decimal(str(amount) if isinstance(amount, float) else amount)


def _through_a_float(amount: Any, *, places: int) -> int:  # noqa: ANN401 - as above
    _right_scaled(amount, places=places)
    return int(float(amount) * 10**places)


def _always_two(amount: Any, *, places: int) -> int:  # noqa: ANN401 - as above
    return _right_scaled(amount, places=2 if places != 6 else places)


def _without_padding(amount: Money) -> str:
    places = MINOR_PLACES[amount.currency]
    whole, part = divmod(abs(amount.minor), 10**places)
    sign = "-" if amount.minor < 0 else ""
    return f"{sign}{whole}.{part}" if places else f"{sign}{whole}"


def _rounded_down(amount: Money) -> str:
    places = MINOR_PLACES[amount.currency]
    whole, part = divmod(amount.minor, 10**places)
    return f"{whole}.{part:0{places}d}" if places else str(whole)


def _rounded_down_share(value_minor: int, part: Quantity, whole: Quantity) -> int:
    return value_minor * part.micros // whole.micros


BUGS: Final = (
    WrongBorder(
        name="too many decimals are rounded",
        costs="10.005 comes in as 10.00: a thousand such lines are 5.00 short.",
        seen_in="Medusa #15530",
        replaces=((money, "scaled", _rounded),),
        caught={"impossible", "refused at the border"},
    ),
    WrongBorder(
        name="floats come in",
        costs="50.83 is 50.83000000000001 to whoever sent it, and the last row of a"
        " credit note is more than what is outstanding.",
        seen_in="ERPNext, float drift #54043 and #54980",
        replaces=((exact, "_decimal", _from_floats_too),),
        caught={"impossible", "refused at the border"},
    ),
    WrongBorder(
        name="an amount is read through a float",
        costs="8.45 comes in as 8.44, and 0.29 as 0.28: a cent is lost on each.",
        seen_in="ERPNext, float drift",
        replaces=((money, "scaled", _through_a_float),),
        caught={"machine", "read exactly", "written and read"},
    ),
    WrongBorder(
        name="every currency has two decimals",
        costs="10 yen come in as 1,000, and 1.234 dinars not at all.",
        seen_in="LAWS HC-51",
        replaces=((money, "scaled", _always_two),),
        caught={
            *("read exactly", "refused at the border", "written and read"),
            "machine",
        },
    ),
    WrongBorder(
        name="an amount is written without its zero",
        costs="10.05 is written as 10.5, and read again as 10.50: 0.45 are invented.",
        replaces=((Money, "figures", property(_without_padding)),),
        caught={"machine", "written and read"},
    ),
    WrongBorder(
        name="an amount below nothing is rounded down",
        costs="−0.05 is written as −1.95: a correction of 5 cents takes 1.95.",
        replaces=((Money, "figures", property(_rounded_down)),),
        caught={"machine", "written and read"},
    ),
    WrongBorder(
        name="a share is always rounded down",
        costs="Of three pieces sold for 1.00 two come back for 0.66 instead of 0.67: a"
        " cent stays with the seller until the third comes, if it ever does.",
        seen_in="LAWS HC-54",
        replaces=((exact, "share_of", _rounded_down_share),),
        caught={"shared without rest"},
    ),
)
"""Mistakes with amounts as text."""
