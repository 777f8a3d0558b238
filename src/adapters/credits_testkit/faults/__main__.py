"""The deep walks, as commands: ``python -m credits_testkit.faults walk SUBJECT``.

A subject is named as ``package.module:callable``; the callable gives a context
with a ``Subject``. The exit status is 0 only if no harm was found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from .acts import ACTS, Act, first_of_each_kind
from .killing import Killings, kill_server, kill_writers
from .points import Way
from .report import killings_table, told, truncations_table, walk_table
from .retries import Retries
from .sqlite_file import SqliteFile
from .subjects import Subject, subject_named
from .tally import Tally
from .wal import Truncations, truncate
from .walk import walk

Given = argparse.Namespace

_RETRIES: Final = ("none", "alike", "kinds", "all")
"""None; of all acts, after deaths that are not alike; one act a kind; every one."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the *arguments* say; 0 if no harm was found."""
    given = _parser().parse_args(arguments)
    harms: int = given.does(given)
    print("No harm was found." if not harms else f"{harms} harms were found.")
    return 1 if harms else 0


def _walk(given: Given) -> int:
    acts = [act for act in ACTS if not given.act or act.name in given.act]
    only = tuple(one for one in (given.point, given.again) if one is not None)
    tallies: list[Tally] = []
    for name, subject in _subjects(given):
        for way in map(Way, given.way) if given.way else subject.database.ways:
            tally = walk(
                subject,
                acts,
                way,
                only=only,
                retries_too=_retries(given, acts),
            )
            tallies.append(tally)
            print(walk_table([tally]), file=sys.stderr, flush=True)
            for wound in tally.wounds:
                print(told(wound, name))
    print(walk_table(tallies))
    return sum(len(tally.wounds) for tally in tallies)


def _retries(given: Given, acts: Sequence[Act]) -> Callable[[Act], Retries]:
    """Which retries of an act are struck down; one is, if it is named."""
    every = {"kinds": first_of_each_kind(acts), "all": acts}.get(given.retries, ())
    rest = Retries.ALIKE if given.retries == "alike" else Retries.NONE

    def which(act: Act) -> Retries:
        return Retries.EVERY if act in every or given.again is not None else rest

    return which


def _kill(given: Given) -> int:
    def killed(subject: Subject) -> Killings:
        return kill_writers(subject, rounds=given.rounds, seed=given.seed)

    return _killings(given, killed)


def _kill_server(given: Given) -> int:
    def killed(subject: Subject) -> Killings:
        if subject.server is None:
            raise TypeError(f"{subject.name} has no server that could be killed.")
        return kill_server(
            subject, subject.server, rounds=given.rounds, seed=given.seed
        )

    return _killings(given, killed)


def _killings(given: Given, killed: Callable[[Subject], Killings]) -> int:
    found = [(name, killed(subject)) for name, subject in _subjects(given)]
    for name, killings in found:
        for wrong in killings.wrongs:
            print(f"seed {killings.seed}, {name}: {wrong}")
    print(killings_table(killings for _, killings in found))
    return sum(len(killings.wrongs) for _, killings in found)


def _wal(given: Given) -> int:
    found: list[Truncations] = []
    for name, subject in _subjects(given):
        if not isinstance(subject.database, SqliteFile):
            raise TypeError(f"{subject.name} has no write-ahead log of SQLite.")
        cut = truncate(
            subject,
            subject.database,
            commands=given.commands,
            between=given.between,
            seed=given.seed,
        )
        found.append(cut)
        for wrong in cut.wrongs:
            print(f"seed {cut.seed}, {name}: {wrong}")
    print(truncations_table(found))
    return sum(len(cut.wrongs) for cut in found)


def _subjects(given: Given) -> Iterator[tuple[str, Subject]]:
    for name in given.subjects:
        with subject_named(name) as subject:
            yield name, subject


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="credits_testkit.faults")
    commands = parser.add_subparsers(required=True)
    walking, killing, killing_server, cutting = (
        _taking_subjects(commands.add_parser(name), does)
        for name, does in (
            ("walk", _walk),
            ("kill", _kill),
            ("kill-server", _kill_server),
            ("wal", _wal),
        )
    )
    walking.add_argument("--way", action="append", choices=[one.value for one in Way])
    walking.add_argument("--act", action="append", metavar="NAME")
    for option in ("--point", "--again"):
        walking.add_argument(option, type=int, metavar="NUMBER")
    walking.add_argument("--retries", default="none", choices=_RETRIES)
    killing.add_argument("--rounds", type=int, default=50)
    killing_server.add_argument("--rounds", type=int, default=9)
    cutting.add_argument("--commands", type=int, default=150)
    cutting.add_argument("--between", type=int, default=3)
    for one in (killing, killing_server, cutting):
        one.add_argument("--seed", type=int, default=1)
    return parser


def _taking_subjects(
    parser: argparse.ArgumentParser, does: Callable[[Given], int]
) -> argparse.ArgumentParser:
    parser.add_argument("subjects", nargs="+", metavar="package.module:callable")
    parser.set_defaults(does=does)
    return parser


if __name__ == "__main__":
    sys.exit(main())
