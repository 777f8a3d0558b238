"""Everything that a ledger can be asked for, one line a command."""

from __future__ import annotations

from typing import Final

import attrs

from credits_core.commands import Command

from ..grammar import Form, Register, Setting, Values
from .credits import CREDITS
from .invoices import INVOICES, TotalChange
from .payments import PAYMENTS
from .remote import REMOTE
from .returns import RETURNS

Wish = Command | TotalChange
"""What a line asks for; the change of a total is worked out when it is asked."""


@attrs.frozen
class Wished:
    """A *wish*, under an idempotency key if there is one."""

    wish: Wish
    key: str | None = None


def _keyed(form: Form) -> Form:
    """The same form, behind which a key may stand."""

    def make(values: Values, setting: Setting) -> object:
        key = values.pop("key", None)
        return Wished(form.make(values, setting), key)  # type: ignore[arg-type]  # told by the kinds

    def take(value: object) -> Values | None:
        if not isinstance(value, Wished):
            return None
        values = form.taken(value.wish)
        if values is not None and value.key is not None:
            return values | {"key": value.key}
        return values

    return Form(f"{form.pattern} [under key <key:name>]", form.kinds, make, take)


PLAINLY: Final[tuple[Form, ...]] = (
    *INVOICES,
    *CREDITS,
    *PAYMENTS,
    *RETURNS,
    *REMOTE,
)
"""The forms of all commands, without a key."""

COMMANDS: Final = Register("command", tuple(map(_keyed, PLAINLY)))
"""The lines of ``given``, ``when`` and ``tried``."""


def command_line(command: Wish, setting: Setting, key: str | None = None) -> str:
    """The line that asks for *command*; the customer goes without saying."""
    return COMMANDS.write(Wished(command, key), setting)
