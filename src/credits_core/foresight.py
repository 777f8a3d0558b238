"""The exclusive block of one command, told ahead what is going to be asked in it."""

from __future__ import annotations

from contextlib import AbstractContextManager

from .commands import Command
from .footprint import footprint
from .occasion import Occasion
from .ports import Foresight, Ledgers


def block_for(
    ledgers: Ledgers, command: Command, key: str | None, occasion: Occasion
) -> AbstractContextManager[None]:
    """A block for *command* under *key*, as it would be decided on that *occasion*."""
    if isinstance(ledgers, Foresight):
        foreseen = footprint(command, occasion)
        return ledgers.foreseeing(command.customer_id, foreseen, key)
    return ledgers.exclusively((command.customer_id,))
