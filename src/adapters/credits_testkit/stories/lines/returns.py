"""Lines about goods that come back: complete, correct, reopen."""

from __future__ import annotations

from typing import Final

from credits_core.commands import (
    CompleteReturn,
    CorrectReturn,
    ReopenReturn,
    ReturnLine,
)
from credits_core.identity import LineId

from ..grammar import Form, Kind, Register, Setting, Values, list_of
from .payments import CASCADE
from .records import fields_of, record
from .values import PLAIN


def _values(values: Values, _: Setting) -> object:
    return values


def _take_values(value: object) -> Values | None:
    return value if isinstance(value, dict) else None


GOODS: Final = Register(
    "goods",
    (
        Form(
            "<quantity:number> [<product:text>] [of line <invoice_line:name>]"
            " [worth <value:money>] [at <unit_price:number>]"
            " [in package <package:text>] [of batch <batch:text>] [as <id:name>]",
            PLAIN,
            _values,
            _take_values,
        ),
    ),
)
"""Goods of one product; without a name of their own they are called 1, 2, 3."""

_KINDS: Final[dict[str, Kind]] = {
    **PLAIN,
    "goods": list_of(GOODS),
    "cascade": CASCADE,
}


def _with_goods(of: type[CompleteReturn | CorrectReturn], pattern: str) -> Form:
    plainly = record(of, pattern, _KINDS)

    def make(values: Values, setting: Setting) -> object:
        goods = values["lines"]
        assert isinstance(goods, tuple)
        lines = tuple(_line(one, n) for n, one in enumerate(goods, start=1))
        return plainly.make(values | {"lines": lines}, setting)

    def take(value: object) -> Values | None:
        values = plainly.take(value)
        if values is None or not isinstance(value, CompleteReturn | CorrectReturn):
            return None
        lines = tuple(goods_of(one, n) for n, one in enumerate(value.lines, start=1))
        return values | {"lines": lines}

    return Form(pattern, _KINDS, make, take)


def _line(values: Values, place: int) -> ReturnLine:
    named = {"id": LineId(str(place))} | values
    return ReturnLine(**named)  # type: ignore[arg-type]  # told by the kinds


def goods_of(line: ReturnLine, place: int) -> Values:
    """What is said of goods; their name only if it is not their *place*."""
    values = fields_of(line)
    if line.id == str(place):
        del values["id"]
    return values


RETURNS: Final[tuple[Form, ...]] = (
    _with_goods(
        CompleteReturn,
        "return <return_id:name> [from <invoice_id:name>], <lines:goods>",
    ),
    _with_goods(
        CorrectReturn,
        "return <return_id:name> corrected [<mode:cascade>], <lines:goods>",
    ),
    record(
        ReopenReturn,
        "return <return_id:name> reopened [<mode:cascade>]",
        _KINDS,
    ),
)
"""What can be asked about a return."""
