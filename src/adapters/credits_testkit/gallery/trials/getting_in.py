"""Amounts that must not be possible, and whether some of them come in."""

from __future__ import annotations

from typing import Final

from hypothesis import Phase, given, settings

from ...strategies.impossible import Impossible, impossible_amounts
from ..bug import Bug

_TRIES: Final = 200


def what_got_in(bug: Bug) -> frozenset[str]:
    """``impossible`` if an impossible amount can be built, and the *bug* says so."""
    if "impossible" not in bug.caught:
        return frozenset()
    got_in: list[Impossible] = []

    @settings(
        derandomize=True, database=None, max_examples=_TRIES, phases=[Phase.generate]
    )
    @given(impossible_amounts())
    def tried(impossible: Impossible) -> None:
        try:
            impossible.build()
        except Exception:  # noqa: BLE001 - however it is refused, it is out
            return
        got_in.append(impossible)

    tried()
    return frozenset({"impossible"} if got_in else ())
