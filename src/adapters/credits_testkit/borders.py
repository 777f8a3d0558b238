"""The border where amounts come in and go out: exact, or refused (HC-51 to HC-54).

An amount that is rounded here is wrong in every book at once, so that no comparison
of books would show it. Each check compares with figures that stand here as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from credits_core import exact
from credits_core.commands import IssueCredit
from credits_core.exact import Quantity
from credits_core.identity import CreditId
from credits_core.money import Money
from credits_core.wire import command_from, command_json

from .orders import ACME

EXACT: Final = (
    *(("10.05", "USD", 1005), ("8.45", "USD", 845), ("0.29", "USD", 29)),
    *(("-0.05", "USD", -5), ("-1.00", "USD", -100), ("1.10", "EUR", 110)),
    *(("10", "JPY", 10), ("1.234", "KWD", 1234), ("0.001", "KWD", 1)),
    *(("90.72", "USD", 9072), ("50.83", "USD", 5083), ("100000.10", "USD", 10000010)),
    ("9007199254740.93", "USD", 900719925474093),
)
"""Amounts as people write them, with the minor units that they are."""

IMPOSSIBLE: Final = (
    *(("10.005", "USD"), ("10.5", "JPY"), ("1.2345", "KWD"), ("0.001", "EUR")),
    *(("NaN", "USD"), ("Infinity", "USD"), ("1E+1000000", "USD"), ("1e-9", "USD")),
    *(("10,05", "USD"), ("", "USD"), ("ten", "USD"), ("10.05", "usd"), ("1", "")),
)
"""What is no amount of that currency, however near it may come to one."""

FLOATS: Final = (10.05, 0.1, 1e300, float("nan"))
"""Numbers that are never quite what they look like."""


def border_faults() -> frozenset[str]:
    """The names of the checks that fail: none, if amounts are exact or refused."""
    return frozenset(name for name, check in CHECKS.items() if not all(check()))


def _read_exactly() -> Iterator[bool]:
    for figures, currency, minor in EXACT:
        for amount in (figures, Decimal(figures)):
            yield _of(Money.of, amount, currency) == (minor, currency)
            yield _of(Money.stored, str(amount), currency) == (minor, currency)


def _of(read: Callable[..., Money], *given: object) -> object:
    """What is read, or how reading fails."""
    try:
        money = read(*given)
    except (TypeError, ValueError) as error:
        return type(error)
    return money.minor, money.currency


def _refused() -> Iterator[bool]:
    for figures, currency in IMPOSSIBLE:
        yield _of(Money.of, figures, currency) is ValueError
        yield _is_refused(f"{figures} {currency}")
    for number in FLOATS:
        yield _of(Money.of, number, "USD") is TypeError
        yield _of(Money, number, "USD") is TypeError


def _is_refused(text: str) -> bool:
    """Whether a command with that amount cannot be read."""
    data: Any = command_json(_granted(Money(1, "USD")))
    try:
        command_from({**data, "amount": text})
    except ValueError:
        return True
    return False


def _granted(amount: Money) -> IssueCredit:
    return IssueCredit(customer_id=ACME, credit_id=CreditId("K"), amount=amount)


def _written_and_read() -> Iterator[bool]:
    for figures, currency, minor in EXACT:
        money = Money(minor, currency)
        yield money.figures == figures
        yield _read_again(_granted(money)) == _granted(money)


def _read_again(command: IssueCredit) -> object:
    try:
        return command_from(command_json(command))
    except ValueError as error:
        return error


def _shared_without_rest() -> Iterator[bool]:
    for value in (*range(8), 100, 999, 10**15 - 1):
        for pieces in range(1, 8):
            yield _shares(value, pieces)


def _shares(value: int, pieces: int) -> bool:
    """Whether each piece is fair to a minor unit, and all together are the value."""
    whole = Quantity.of(pieces)
    cumulative = [
        exact.share_of(value, Quantity.of(n), whole) for n in range(pieces + 1)
    ]
    fair = all(
        abs(share * pieces - value * n) * 2 <= pieces
        for n, share in enumerate(cumulative)
    )
    return fair and cumulative[-1] == value


CHECKS: Final[dict[str, Callable[[], Iterator[bool]]]] = {
    "read exactly": _read_exactly,
    "refused at the border": _refused,
    "written and read": _written_and_read,
    "shared without rest": _shared_without_rest,
}
"""Each check by its name: everything that it gives has to be true."""
