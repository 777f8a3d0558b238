"""Acts about goods that come back."""

from __future__ import annotations

from typing import Final

from credits_core.commands import CorrectReturn, Mode
from credits_core.identity import ReturnId

from ...orders import ACME, bring_back, exact, invoice, pay, reopen
from .act import Act, act

_SOLD: Final = (invoice("A", 100), pay("P", 100, "A"))
_BACK: Final = (*_SOLD, bring_back("R", 20, "A"))
_SPENT: Final = (*_BACK, invoice("B", 15), pay("Q", 0, "B", credits=exact(15)))


def _corrected(pieces: int) -> CorrectReturn:
    return CorrectReturn(
        customer_id=ACME,
        return_id=ReturnId("R"),
        lines=bring_back("R", pieces, "A").lines,
        mode=Mode.CASCADE,
    )


OF_RETURNS: Final[tuple[Act, ...]] = (
    act("complete-return", *_BACK),
    act("complete-return-without-invoice", invoice("A", 9), bring_back("R", 20)),
    act("reopen-return", *_BACK, reopen("R")),
    act("reopen-return-cascade", *_SPENT, reopen("R")),
    act("correct-return", *_SPENT, _corrected(17)),
    act("correct-return-cascade", *_SPENT, _corrected(10)),
)
"""Complete, reopen, correct."""
