"""Deciding on slices of a ledger that hold exactly what was asked for."""

from __future__ import annotations

from returns.methods import unwrap_or_failure

from credits_core.commands import Command
from credits_core.cutting import cut
from credits_core.decide import Decision, decide
from credits_core.footprint import footprint
from credits_core.ledger import Ledger
from credits_core.occasion import Occasion
from credits_core.parts import OutsideFootprintError
from credits_core.rejections import Rejection
from credits_core.weighing import joined


def slice_of(
    ledger: Ledger, command: Command, occasion: Occasion
) -> Decision | Rejection:
    """What *command* comes to on the smallest slice that can tell."""
    owners = ledger.elsewhere
    seen = cut(ledger, footprint(command, occasion), owners)
    for _ in range(200):
        try:
            return unwrap_or_failure(decide(seen, command, occasion))
        except OutsideFootprintError as outside:
            if outside.wanted <= seen.scope.parts:
                raise
            seen = joined(seen, cut(ledger, outside.wanted, owners))
    raise AssertionError("The slice never became wide enough.")
