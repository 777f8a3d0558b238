"""Replaying a story: each move with what came of it and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from .trying import Bench
from .visiting import CARRIED_OUT
from .world import World


def replay(world: World, story: str) -> Iterator[tuple[str, bool]]:
    """Each line of the replay, and whether it tells of a fault.

    *story* has its moves separated by semicolons. What is refused changes nothing.
    """
    bench = Bench(world)
    state = bench.told()
    for text in (part.strip() for part in story.split(";")):
        trial = bench.tell(state, text)
        yield f"{text}: {trial.code or CARRIED_OUT}", False
        yield from ((f"  {fault}", True) for fault in trial.faults)
        state = trial.after or state
    for ledger in state.ledgers[: world.customers]:
        yield str(state.oracle.picture(ledger.customer_id)), False
