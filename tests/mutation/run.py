"""mutmut, with tests that are collected once and run the quickest first.

Everything is mutmut's own, the mutants, the choice of tests, the verdicts and the
commands that show them, but for one thing: mutmut lets pytest collect the chosen
tests anew for each mutant, and runs them in any order. That takes longer than most
mutants live. Here the server that forks a process for each mutant has collected all
tests, and the process runs those that reach the mutant until one fails: first those
that killed others in the same function or module, and then the quickest.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

import attrs
import pytest
from mutmut.__main__ import cli
from mutmut.configuration import config
from mutmut.runners import harness
from mutmut.state import state
from mutmut.utils.file_utils import change_cwd
from mutmut.workers import isolation
from typing_extensions import override

SECONDS_MIN = 20.0
TIMES_MAX = 20.0
"""A test may take so many times as long as without a mutant, and at least that."""

KILLERS = Path("killers.txt")
"""Which test killed which mutant, a line each: it tells where to begin next time."""

TIMED_OUT = 36
"""How a process tells mutmut that a test did not end."""


@attrs.frozen
class Collected:
    """What pytest is told to do with the tests once it has collected them."""

    server: CollectedServer
    work: int
    results: int

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Wait for mutants, instead of running the tests."""
        CollectedRunner.session = session
        self.server.serve(self.work, self.results)
        return True


class CollectedServer(isolation.ForkServerRunner):
    """Collects all tests before it waits for mutants."""

    def serve(self, work: int, results: int) -> None:
        """Fork a process for each mutant that is asked about."""
        if isolation.run_in_fork(_all_collected):
            raise RuntimeError("The collected tests fail even without a mutant.")
        super()._forkserver_main(work, results)

    @override
    def _forkserver_main(self, work_fd: int, result_fd: int) -> None:
        with change_cwd("mutants"):
            pytest.main(
                [
                    *config().pytest_add_cli_args_test_selection,
                    *config().pytest_add_cli_args,
                    *("--rootdir=.", "-x", "-qq", "--assert=plain", "--tb=no"),
                    *("-p", "no:unraisableexception"),
                ],
                plugins=[Collected(self, work_fd, result_fd)],
            )


class CollectedRunner(harness.PytestRunner):
    """Runs tests of the one collection, if there is one."""

    session: pytest.Session | None = None

    @override
    def warm_up(self) -> None:
        """Nothing is left to do: the tests are collected."""

    @override
    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        """1 as soon as one of the *tests* fails, and 0 if none does."""
        if self.session is None or mutant_name is None:
            return super().run_tests(mutant_name=mutant_name, tests=tests)
        took = state().duration_by_test
        signal.signal(signal.SIGPROF, _give_up)
        collected = {item.nodeid: item for item in self.session.items}
        killers = Killers.near(mutant_name)
        names = sorted(tests, key=lambda name: killers.place(name, took[name]))
        items = [collected[name] for name in names]
        for item, following in zip(items, [*items[1:], None], strict=True):
            limit = max(SECONDS_MIN, TIMES_MAX * took[item.nodeid])
            signal.setitimer(signal.ITIMER_PROF, limit)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.session.testsfailed:
                note_killer(mutant_name, item.nodeid)
                return 1
        return 0


@attrs.frozen
class Killers:
    """How many mutants each test has killed, in one *function* and in its *module*."""

    function: Counter[str]
    module: Counter[str]

    @classmethod
    def near(cls, mutant: str) -> Killers:
        """What has been noted so far of mutants near this one."""
        killers = cls(Counter(), Counter())
        for line in KILLERS.read_text().splitlines() if KILLERS.exists() else ():
            killed, test = line.split(" ", 1)
            killers.function[test] += _function(killed) == _function(mutant)
            killers.module[test] += _module(killed) == _module(mutant)
        return killers

    def place(self, test: str, took: float) -> tuple[int, int, float]:
        """Those that killed near by come first, and then the quickest."""
        return -self.function[test], -self.module[test], took


def note_killer(mutant: str, test: str) -> None:
    """Remember for the next mutants near by which test it was."""
    with KILLERS.open("a") as killers:
        killers.write(f"{mutant} {test}\n")


def _function(mutant: str) -> str:
    return mutant.rsplit("__mutmut_", 1)[0]


def _module(mutant: str) -> str:
    return mutant.rsplit(".", 1)[0]


def _all_collected() -> int:
    return CollectedRunner().run_tests(mutant_name="", tests=state().duration_by_test)


def _give_up(_number: int, _frame: FrameType | None) -> None:
    os._exit(TIMED_OUT)


def main() -> None:
    """Be the command line of mutmut."""
    for name, better in (
        ("ForkServerRunner", CollectedServer),
        ("PytestRunner", CollectedRunner),
    ):
        setattr(isolation, name, better)
    cli()


if __name__ == "__main__":
    main()
