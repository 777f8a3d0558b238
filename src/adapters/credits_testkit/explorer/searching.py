"""The search: every state of a world once, breadth first.

A state is kept as the story that first led to it, so the first fault that is found
is that of a story that no shorter one could tell. Neither the number of processes
nor the Python changes what is found, or in which order.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager

import attrs

from .trying import Bench
from .visiting import CARRIED_OUT, Counterexample, Story, Visit, visit
from .world import World


@attrs.frozen(kw_only=True)
class Level:
    """What there was to find at one *depth*, and in all up to it."""

    depth: int
    states: int
    new: int
    tried: int
    refused: int


@attrs.frozen(kw_only=True)
class Report:
    """What a search came to.

    *tried* counts kinds of moves with what came of them; *digest* names the whole set
    of states.
    """

    world: World
    levels: tuple[Level, ...]
    tried: Counter[tuple[str, str]]
    digest: str
    counterexample: Counterexample | None = None


Visiting = Callable[[list[Story]], Iterable[Visit]]
"""Visits the states after some stories, in their order."""


def explore(
    world: World,
    depth: int,
    *,
    processes: int = 1,
    each_level: Callable[[Level], object] = lambda _: None,
) -> Report:
    """Visit every state that at most *depth* moves lead to; stop at the first fault."""
    search = _Search(world)
    with _visiting(world, processes) as visiting:
        for number in range(1, depth + 1):
            search.go_on(visiting, number)
            each_level(search.levels[-1])
            if search.counterexample is not None:
                break
    return search.report()


class _Search:
    """What has been found so far, and where to go on."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.levels: list[Level] = []
        self.counterexample: Counterexample | None = None
        bench = Bench(world)
        self._seen = {bench.digest_of(bench.told())}
        self._tried: Counter[tuple[str, str]] = Counter()
        self._frontier: list[Story] = [()]

    def go_on(self, visiting: Visiting, depth: int) -> None:
        """Visit all states of the frontier; what is new there is the next one."""
        before, frontier, self._frontier = len(self._seen), self._frontier, []
        for story, one in zip(frontier, visiting(frontier), strict=False):
            self._take(story, one)
            if one.counterexample is not None:
                self.counterexample = one.counterexample
                break
        counted = self._tried.items()
        self.levels.append(
            Level(
                depth=depth,
                states=len(self._seen),
                new=len(self._seen) - before,
                tried=self._tried.total(),
                refused=sum(n for (_, code), n in counted if code != CARRIED_OUT),
            )
        )

    def _take(self, story: Story, one: Visit) -> None:
        self._tried += one.tried
        for digest, text in one.found:
            if digest not in self._seen:
                self._seen.add(digest)
                self._frontier.append((*story, text))

    def report(self) -> Report:
        """What was found in all."""
        names = b"".join(sorted(self._seen))
        return Report(
            world=self.world,
            levels=tuple(self.levels),
            tried=self._tried,
            digest=hashlib.sha256(names).hexdigest(),
            counterexample=self.counterexample,
        )


@contextmanager
def _visiting(world: World, processes: int) -> Generator[Visiting]:
    """Visits in this process, or in several others that share the work."""
    if processes == 1:
        bench = Bench(world)
        yield lambda stories: (visit(bench, story) for story in stories)
        return
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield lambda stories: pool.imap(
            _visit, ((world, story) for story in stories), chunksize=16
        )


_benches: dict[World, Bench] = {}


def _visit(task: tuple[World, Story]) -> Visit:
    world, story = task
    return visit(_benches.setdefault(world, Bench(world)), story)
