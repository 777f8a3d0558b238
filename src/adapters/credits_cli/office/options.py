"""The options that commands of the office share, with the words of their help."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from cyclopts import Parameter

from credits_core.money import Money

from ..failures import CannotRunError

Open: TypeAlias = Annotated[
    bool,
    Parameter(name="--open", negative="", help="Only what can still be used."),
]
Recorded: TypeAlias = Annotated[
    bool,
    Parameter(negative="", help="Go by the days on which things were recorded."),
]
Currency: TypeAlias = Annotated[str, Parameter(help="The currency of the amounts.")]
Preview: TypeAlias = Annotated[
    bool, Parameter(negative="", help="Only tell what would happen.")
]
Key: TypeAlias = Annotated[
    str | None,
    Parameter(help="A key, so that the same command is never carried out twice."),
]
Cascade: TypeAlias = Annotated[
    bool,
    Parameter(negative="", help="Also take back the uses of credits that go with it."),
]


def money_of(amount: str, currency: str) -> Money:
    """The amount that a person wrote; raises ``CannotRunError``."""
    try:
        return Money.of(amount, currency)
    except (TypeError, ValueError) as error:
        raise CannotRunError(str(error)) from error
