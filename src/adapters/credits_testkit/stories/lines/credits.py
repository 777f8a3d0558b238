"""Lines about credits: issue, edit, cancel, delete, release."""

from __future__ import annotations

from typing import Final

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    DeleteCredit,
    EditCredit,
    IssueCredit,
    ReleaseHold,
)

from ..grammar import Form, phrases
from .records import record
from .values import PLAIN

CREDITS: Final[tuple[Form, ...]] = (
    record(
        IssueCredit,
        "credit <credit_id:name> <amount:money> [dated <effective_date:date>]"
        " [numbered <number:text>] [noted <note:text>]",
    ),
    record(
        EditCredit,
        "credit <credit_id:name> edited [to <amount:money>] [noted <note:text>]"
        " [as seen at revision <revision:integer>]",
    ),
    record(
        CancelCredit,
        "credit <credit_id:name> cancelled [<mode:revert>]",
        {**PLAIN, "revert": phrases({"and reverted": CancelMode.REVERT})},
    ),
    record(DeleteCredit, "credit <credit_id:name> deleted"),
    record(ReleaseHold, "credit <credit_id:name> released"),
)
"""What can be asked about a credit."""
