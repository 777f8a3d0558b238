"""Every bug of the gallery, by what is wrong in it."""

from __future__ import annotations

from typing import Final

from . import borders, clocks, desks
from .accounting import BROKEN_ACCOUNTING
from .bug import Bug
from .ledgers import BROKEN_LEDGERS
from .rules import WRONG_RULES

HALLS: Final[dict[str, tuple[Bug, ...]]] = {
    "Wrong rules": WRONG_RULES,
    "Broken ledgers": BROKEN_LEDGERS,
    "Wrong desks": desks.BUGS,
    "Wrong borders": borders.BUGS,
    "Broken clocks": clocks.BUGS,
    "Broken accounting systems": BROKEN_ACCOUNTING,
}
"""The bugs of each hall, in the order of the table."""

BUGS: Final = tuple(bug for bugs in HALLS.values() for bug in bugs)
"""Every bug there is."""
