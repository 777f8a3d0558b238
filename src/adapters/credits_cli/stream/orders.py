"""From a line of a stream to the command it orders.

A line that cannot be turned into a command is a mistake in the stream, told with
its number; whether the command is possible is for the core to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from credits_core.commands import Command

from . import credit_orders, invoice_orders, payment_orders
from .line import Line, StreamError

_ORDERS: Final[Mapping[str, Callable[[Line], Command]]] = MappingProxyType(
    {
        "issue_invoice": invoice_orders.issue_invoice,
        "edit_invoice": invoice_orders.edit_invoice,
        "void_invoice": invoice_orders.void_invoice,
        "complete_return": invoice_orders.complete_return,
        "reopen_return": invoice_orders.reopen_return,
        "receive_payment": payment_orders.receive_payment,
        "edit_payment": payment_orders.edit_payment,
        "void_payment": payment_orders.void_payment,
        "void_application": payment_orders.void_application,
        "issue_manual_credit": credit_orders.issue_manual_credit,
        "edit_credit": credit_orders.edit_credit,
        "cancel_credit": credit_orders.cancel_credit,
        "delete_credit": credit_orders.delete_credit,
    }
)


def order_of(line: Line) -> Command:
    """The command that *line* orders; raises ``StreamError``."""
    make = _ORDERS.get(line.name)
    if make is None:
        raise StreamError(f"{line.name!r} is no command of the format.")
    try:
        return make(line)
    except (TypeError, ValueError) as error:
        raise StreamError(f"Line {line.seq} cannot be read: {error}") from error
