"""Playing a round over ledgers: the script, and then each act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from credits_core.ports import Ledgers

from .acts import ACTS
from .rounds import Round
from .script import SCRIPT


def found_in_round(ledgers: Ledgers) -> frozenset[str]:
    """The checks that fail first in a round over new ledgers: none, if all is well."""
    played = Round(ledgers)
    for act in _acts(played):
        try:
            found = frozenset((*act(), *played.looked()))
        except Exception:  # noqa: BLE001 - broken ledgers may raise anything
            return frozenset({"crash"})
        if found:
            return found
    return frozenset()


def _acts(played: Round) -> Iterator[Callable[[], Iterator[str]]]:
    for day, command in enumerate(SCRIPT):
        yield partial(played.given, command, day)
    for act in ACTS:
        yield partial(act, played)
