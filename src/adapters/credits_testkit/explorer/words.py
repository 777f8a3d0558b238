"""The short notation of the explorer: a command as one line of text, and back.

The text is Python, in the words of ``credits_testkit.orders`` and of this module,
so that a story can be pasted into a test as it is printed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import attrs

from credits_core.commands import (
    CancelMode,
    Command,
    CorrectReturn,
    DeleteCredit,
    EditCredit,
    Mode,
    ReleaseHold,
    VoidApplication,
    VoidMode,
    VoidPayment,
)
from credits_core.identity import CreditId, CustomerId

from .. import orders
from ..orders import ACME, bring_back, revoke, unapply, usd

BETA: Final = CustomerId("BETA")
"""The neighbour of every story."""


def amend(name: str, minor: int) -> EditCredit:
    """A granted credit is of so much after all."""
    return EditCredit(customer_id=ACME, credit_id=CreditId(name), amount=usd(minor))


def delete(name: str) -> DeleteCredit:
    """An unused credit is taken back."""
    return DeleteCredit(customer_id=ACME, credit_id=CreditId(name))


def release(name: str) -> ReleaseHold:
    """A held credit is in order."""
    return ReleaseHold(customer_id=ACME, credit_id=CreditId(name))


def revoke_all(name: str) -> VoidPayment:
    """The receipt's money is taken back, and with it the credits that it applied."""
    return attrs.evolve(revoke(name), including_credits=True)


def reinstate(payment: str, credit: str, invoice: str) -> VoidApplication:
    """Void one use of a credit, and take its cancellation back."""
    return attrs.evolve(unapply(payment, credit, invoice), reopen=True)


def correct(
    name: str, pieces: int, invoice: str | None = None, mode: Mode = Mode.CASCADE
) -> CorrectReturn:
    """So many pieces came back, not what was said before."""
    goods = bring_back(name, pieces, invoice)
    return CorrectReturn(
        customer_id=ACME, return_id=goods.return_id, lines=goods.lines, mode=mode
    )


def theirs(command: Command) -> Command:
    """The same command of the neighbour."""
    return attrs.evolve(command, customer_id=BETA)


_OF_ORDERS: Final = (
    *("invoice", "edit", "void", "pay", "exact", "of_credit", "grant", "repay"),
    *("revoke", "bounce", "cancel", "unapply", "bring_back", "reopen", "worth"),
)

_OF_THIS_MODULE: Final = (
    *(amend, delete, release, revoke_all, reinstate, correct, theirs),
)

_WORDS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {name: getattr(orders, name) for name in _OF_ORDERS}
    | {one.__name__: one for one in (*_OF_THIS_MODULE, date)}
)

_NAMES: Final[Mapping[str, Any]] = MappingProxyType(
    {"FILL": orders.FILL, "Mode": Mode, "VoidMode": VoidMode, "CancelMode": CancelMode}
)


@cache
def command_of(text: str) -> Command:
    """The command that *text* writes; raises ``ValueError`` for anything else."""
    tree = ast.parse(text, mode="eval").body
    command: Command = _value(tree)
    return command


def _value(node: ast.expr) -> Any:  # noqa: ANN401 - a word may give anything
    match node:
        case ast.Constant(value):
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(int(value))):
            return -value
        case ast.Call(ast.Name(name), args, keywords) if name in _WORDS:
            given = {str(one.arg): _value(one.value) for one in keywords}
            return _WORDS[name](*map(_value, args), **given)
        case ast.Name(name) if name in _NAMES:
            return _NAMES[name]
        case ast.Attribute(ast.Name(name), member) if name in _NAMES:
            return getattr(_NAMES[name], member)
        case _:
            raise ValueError(f"{ast.unparse(node)} is no word of the notation.")
