"""What a strict wish is refused for: uses that it does not name would be lost."""

from __future__ import annotations

from .entries import live_uses
from .turn import Turn, refuse_if


def refuse_lost_uses(turn: Turn) -> None:
    """Refuse if an application that the command does not name is void now."""
    standing = {use.number for use in live_uses(turn.book)}
    before = {use.number for use in live_uses(turn.before)}
    refuse_if(bool(before - standing - turn.named), "CreditInUse")
