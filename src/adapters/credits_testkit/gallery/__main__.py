"""``python -m credits_testkit.gallery``: try every bug and print what catches it.

``--ledgers package:callable`` names what broken ledgers are made of; it is called
without arguments for each new store. ``--page`` prints the page of the docs instead.
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from importlib import import_module

from credits_core.ports import Ledgers

from ..contracts.place import Place
from ..contracts.trials import Opens
from .checking import kinds_of
from .every import BUGS
from .table import line, page, summary
from .trials.any_bug import caught_of


def main(arguments: list[str] | None = None) -> int:
    """Try them all; 1 if one is missed."""
    parser = ArgumentParser(prog="python -m credits_testkit.gallery")
    parser.add_argument("--ledgers", default="credits_memory:MemoryLedgers")
    parser.add_argument("--only", default="", help="part of a bug's name")
    parser.add_argument("--page", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.page:
        print(page(), end="")
        return 0
    return _try_all(_opening(asked.ledgers), asked.only)


def _try_all(opens: Opens, only: str) -> int:
    seconds: list[float] = []
    missed = twice = 0
    for bug in (one for one in BUGS if only in one.name):
        begun = time.process_time()
        caught = caught_of(bug, opens)
        seconds.append(time.process_time() - begun)
        missed += not bug.caught <= caught
        twice += len(kinds_of(caught)) > 1
        print(line(bug, caught, seconds[-1]), flush=True)
    for sentence in summary(seconds, missed, twice) if seconds else ():
        print(sentence)
    return 1 if missed else 0


def _opening(name: str) -> Opens:
    """What the dotted name makes, once for each place."""
    module, _, attribute = name.partition(":")
    makes = getattr(import_module(module), attribute)

    def opens(_: Place) -> Ledgers:
        made: Ledgers = makes()
        return made

    return opens


if __name__ == "__main__":
    sys.exit(main())
