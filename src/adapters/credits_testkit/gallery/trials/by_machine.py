"""Letting the machine find a bug: two desks in lock step, driven by dice."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Final

from credits_core.ports import Ledgers

from ...contracts.place import new_place
from ...contracts.trials import Opens
from ...machine import Stores, drive
from ..bug import BrokenLedgers, Bug, WrongBorder, WrongDesk
from ..replacing import replaced

_COMMANDS_MAX: Final = 600
_SEED: Final = "gallery"


def machine_asked(bug: Bug, opens: Opens) -> frozenset[str]:
    """What the machine tells of *bug*, if the bug says that it does."""
    if "machine" not in bug.caught:
        return frozenset()
    return frozenset({"machine"} if commands_until_found(bug, opens) else ())


def commands_until_found(
    bug: Bug, opens: Opens, commands_max: int = _COMMANDS_MAX
) -> int | None:
    """How many commands the machine gave until something differed; none if nothing."""
    with ExitStack() as stack:
        broken = bug.breaks(opens) if isinstance(bug, BrokenLedgers) else opens
        if isinstance(bug, WrongDesk | WrongBorder):
            stack.enter_context(replaced(bug.replaces))

        def ledgers() -> Ledgers:
            return broken(stack.enter_context(new_place()))

        def reference() -> Ledgers:
            return opens(stack.enter_context(new_place()))

        stores = Stores(ledgers, reference)
        tally, failure = drive(
            stores, commands=commands_max, seed=_SEED, shorten_tries=0
        )
    return max(tally.commands, 1) if failure else None
