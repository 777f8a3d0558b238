"""``python -m credits_testkit.explorer``: explore a tiny world, or replay a story."""

from __future__ import annotations

import argparse
import sys
import time

import attrs

from ..gallery.replacing import replaced
from ..gallery.rules import WRONG_RULES
from .replaying import replay
from .report import HEADING, line_of, replay_line, summary_of
from .searching import explore
from .world import WORLDS, World


def main() -> int:
    """Explore or replay as the command line says; 1 if anything is wrong."""
    asked = _arguments()
    world = WORLDS[asked.world]
    if asked.bug is None:
        return _run(asked, world)
    bug = next(one for one in WRONG_RULES if one.name == asked.bug)
    with replaced(bug.replaces):
        return _run(asked, attrs.evolve(world, policy=bug.policy))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m credits_testkit.explorer")
    parser.add_argument("--depth", type=int, default=4, help="how many moves")
    parser.add_argument("--world", choices=WORLDS, default="tiny")
    parser.add_argument("--processes", type=int, default=1)
    names = [bug.name for bug in WRONG_RULES]
    parser.add_argument("--bug", choices=names, metavar="NAME", help="of the gallery")
    parser.add_argument("--replay", metavar="STORY", help="moves, with semicolons")
    return parser.parse_args()


def _run(asked: argparse.Namespace, world: World) -> int:
    if asked.replay is not None:
        return _replay(asked, world)
    began = time.perf_counter()
    print(f"World {world.name}")
    print(f"{HEADING}    seconds")
    report = explore(
        world,
        asked.depth,
        processes=1 if asked.bug else asked.processes,
        each_level=lambda one: print(
            f"{line_of(one)}{time.perf_counter() - began:>11.1f}", flush=True
        ),
    )
    print("\n".join(summary_of(report)))
    if report.counterexample is None:
        return 0
    print(replay_line(world, report.counterexample, asked.bug))
    return 1


def _replay(asked: argparse.Namespace, world: World) -> int:
    faults = 0
    for line, wrong in replay(world, asked.replay):
        print(line)
        faults += wrong
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
