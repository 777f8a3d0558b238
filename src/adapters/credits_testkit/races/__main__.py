"""Race at a place, or judge a history that was kept.

``race`` needs the dotted name of what opens the ledgers, and its arguments; the
tables have to be there. ``judge`` needs nothing but the file.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path

from .crew import Crew
from .files import read_history
from .places import Place
from .reporting import headline, kept
from .verdict import judge
from .workloads import KINDS, workload


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; 0 if some serial order explains everything."""
    given = _parser().parse_args(arguments)
    return _judge(given) if given.what == "judge" else _race(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m credits_testkit.races", description=__doc__
    )
    whats = parser.add_subparsers(dest="what", required=True)
    judging = whats.add_parser("judge", help="judge a history that was kept")
    judging.add_argument("file", type=Path)
    racing = whats.add_parser("race", help="let many processes race at a place")
    racing.add_argument("factory", help="module:name of what opens the ledgers")
    racing.add_argument("arguments", nargs="*", help="name=value, for the factory")
    racing.add_argument("--kind", choices=sorted(KINDS), default="mixed")
    racing.add_argument("--operations", type=int, default=2_000)
    racing.add_argument("--processes", type=int, default=4)
    racing.add_argument("--threads", type=int, default=1, help="of each process")
    racing.add_argument("--deaths", type=int, default=0, help="processes to kill")
    racing.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    racing.add_argument("--keep", type=Path, default=Path(), help="a folder")
    return parser


def _judge(given: argparse.Namespace) -> int:
    verdict = judge(read_history(given.file))
    print(verdict.text())
    return 0 if verdict.is_explained else 1


def _race(given: argparse.Namespace) -> int:
    pairs = (one.partition("=") for one in given.arguments)
    place = Place.of(given.factory, **{name: value for name, _, value in pairs})
    drawn = workload(
        given.kind,
        sessions=given.processes * given.threads,
        operations=given.operations,
        seed=given.seed,
    )
    with Crew(given.processes, reserve=given.deaths) as crew:
        race = crew.race(place, drawn, deaths=given.deaths)
    verdict = judge(race.history)
    print(headline(race, verdict))
    if verdict.is_explained:
        return 0
    print(f"judge it again: {kept(verdict, given.keep)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
