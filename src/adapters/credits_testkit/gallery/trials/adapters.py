"""Trying broken ledgers: a round at the desk, clauses of the contract, the machine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from credits_core.ports import Ledgers

from ...borders import border_faults
from ...contracts import Capabilities, Concurrency, LedgersContract, clauses_of
from ...contracts.clauses import Clause
from ...contracts.place import Place, new_place
from ...contracts.trials import Opens
from ...contracts.verdicts import verdicts
from ..bug import BrokenLedgers, WrongBorder, WrongDesk
from ..replacing import replaced
from .by_machine import machine_asked
from .desks import found_in_round
from .getting_in import what_got_in

CAPABILITIES: Final = Capabilities(
    concurrency=Concurrency.THREADS, durability=False, time_travel=False
)
"""What is asked of the ledgers that broken ones are made of."""

_PATIENCE_SECONDS: Final = 10.0

_CLAUSES: Final[dict[str, Clause]] = {
    one.title: one for one in clauses_of(LedgersContract)
}


def broken_clauses(opens: Opens, titles: Iterable[str]) -> frozenset[str]:
    """Those of the clauses called *titles* that ledgers opened like that break."""
    return frozenset(title for title in titles if _is_broken(opens, _CLAUSES[title]))


def _is_broken(opens: Opens, clause: Clause) -> bool:
    """Whether the *clause* fails, whatever others have its name in theirs."""
    found = verdicts(
        LedgersContract,
        only=clause.name,
        patience=_PATIENCE_SECONDS,
        capabilities=CAPABILITIES,
        ledgers=opens,
    )
    return any(one.is_failed for one in found if one.clause == clause.title)


def clauses_in(names: Iterable[str]) -> frozenset[str]:
    """Those of the *names* of checks that are clauses of the contract."""
    return frozenset(name for name in names if name in _CLAUSES)


def ledgers_tried(bug: BrokenLedgers, opens: Opens) -> frozenset[str]:
    """What is caught of *bug* if good ledgers are opened like that.

    The round is played, and those clauses are asked that the bug names.
    """
    with new_place() as place:
        found = found_in_round(bug.breaks(opens)(place))
    found |= machine_asked(bug, opens)
    return found | broken_clauses(bug.breaks(opens), clauses_in(bug.caught))


def good_ledgers_tried(bugs: Iterable[BrokenLedgers], opens: Opens) -> frozenset[str]:
    """What the same round and the same clauses say of good ledgers: nothing at all."""
    titles = frozenset[str]().union(*(clauses_in(bug.caught) for bug in bugs))
    with new_place() as place:
        found = found_in_round(opens(place))
    return found | broken_clauses(opens, titles)


def desk_tried(bug: WrongDesk, opens: Opens) -> frozenset[str]:
    """What is caught of a wrong desk over good ledgers."""
    with replaced(bug.replaces):
        found = good_ledgers_tried((), opens)
    return found | machine_asked(bug, opens)


def border_tried(bug: WrongBorder, opens: Opens) -> frozenset[str]:
    """What is caught of a wrong border; the machine writes and reads over ledgers."""
    with replaced(bug.replaces):
        found = border_faults() | what_got_in(bug)
    return found | machine_asked(bug, opens)


def kept_apart(opens: Opens) -> Opens:
    """Open the same ledgers again at a place where they were opened before."""
    books: dict[Place, Ledgers] = {}

    def again(place: Place) -> Ledgers:
        if place not in books:
            books[place] = opens(place)
        return books[place]

    return again
