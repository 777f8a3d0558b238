"""The checks of the gallery: what each is called, and which of them are of one kind."""

from __future__ import annotations

from typing import Final

from credits_core.laws import LAWS

from ..borders import CHECKS as BORDER_CHECKS
from ..promises import PROMISES

KINDS: Final[dict[str, str]] = {
    **{law.name.split()[0]: "law" for law in LAWS},
    **{promise.name: "promise" for promise in PROMISES},
    **dict.fromkeys(BORDER_CHECKS, "border"),
    "fold": "fold",
    "slice": "slice",
    "oracle": "oracle",
    "crash": "round",
    **dict.fromkeys(("stored", "customers", "late", "together"), "state in a round"),
    **dict.fromkeys(("answer", "preview", "retry", "clash"), "answer in a round"),
    "journal": "journal in a round",
    "replay": "replay in a round",
    "laws": "law",
    "permission": "permission in a round",
    "machine": "machine",
    "impossible": "impossible values",
    "dated": "dates of entries",
    **dict.fromkeys(("outbox", "inbox"), "books in step"),
}
"""The kind of each check that is no clause: those of one kind share their code."""


def kind_of(check: str) -> str:
    """The kind of a check, by its name."""
    return KINDS.get(check, "clause")


def kinds_of(checks: frozenset[str]) -> frozenset[str]:
    """The kinds of several checks: two of them are two independent voices."""
    return frozenset(map(kind_of, checks))
