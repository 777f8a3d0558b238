"""Checking a case with symbols, and telling how far that went.

CrossHair runs the check with symbols for amounts. Where the code compares them it
goes one way and remembers the other, so that each run is one path with all amounts
that take it. When no way is left, the case is proved for every amount.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import attrs
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from hypothesis.errors import BackendCannotProceed
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS
from hypothesis_crosshair_provider.crosshair_provider import (  # type: ignore[import-untyped] # it carries no types
    CrossHairPrimitiveProvider,
)
from typing_extensions import override

from .cases import LARGEST, Case

BACKEND: Final = "crosshair that counts"
WHOLE: Final = "completed normally"
IMPOSSIBLE: Final = "ignored due to lazily-detected path impossibility"
ALL: Final = "exhausted all paths - nothing else to do"
FOLLOWED: Final = (WHOLE, IMPOSSIBLE, ALL)
"""What CrossHair says of a path that went to its end, of one that no amounts take,
and when none is left."""


@attrs.define
class Watch:
    """How one search went, and until when it may go on."""

    until: float
    said: Counter[str] = attrs.field(factory=Counter)
    over: bool = False
    proved: bool = False


class SearchEndedError(BaseException):
    """Hypothesis is not to go on with amounts of its own."""


@attrs.frozen
class Verdict:
    """What came of a case, and the *amounts* that break it, if any were found.

    *cut* counts paths that were not followed to their end.
    """

    name: str
    paths: int
    cut: int
    seconds: float
    proved: bool
    amounts: tuple[int, ...]

    @property
    def word(self) -> str:
        """The verdict in a word."""
        if self.amounts:
            return "FALSE"
        return "proved" if self.proved else "no counterexample"


_watch = Watch(until=0.0)


class CountingProvider(CrossHairPrimitiveProvider):  # type: ignore[misc]
    """CrossHair, until its time is over, with all it says kept."""

    @override
    def set_completion(self, msg: str) -> None:
        super().set_completion(msg)
        _watch.said[msg] += 1
        if msg == ALL:
            _watch.over = True
            _watch.proved = self.covering

    @contextmanager
    @override
    def per_test_case_context_manager(self) -> Iterator[None]:
        if self.doublecheck_inputs is None and time.process_time() > _watch.until:
            _watch.over = True
            raise BackendCannotProceed("exhausted")
        with super().per_test_case_context_manager():
            yield


AVAILABLE_PROVIDERS[BACKEND] = f"{__name__}.CountingProvider"


def prove(case: Case, seconds: float) -> Verdict:
    """Look for amounts that break *case*, for so many CPU seconds."""
    global _watch  # noqa: PLW0603 - the provider is made by Hypothesis
    begin = time.process_time()
    _watch = Watch(until=begin + seconds)
    broken_by = _search(case, _watch)
    return Verdict(
        name=case.name,
        paths=_watch.said[WHOLE],
        cut=sum(_watch.said.values()) - sum(_watch.said[one] for one in FOLLOWED),
        seconds=time.process_time() - begin,
        proved=_watch.proved and not broken_by,
        amounts=broken_by,
    )


def _search(case: Case, watch: Watch) -> tuple[int, ...]:
    broken_by: tuple[int, ...] = ()

    @settings(
        backend=BACKEND,
        max_examples=10_000_000,
        phases=(Phase.generate,),
        database=None,
        deadline=None,
        suppress_health_check=tuple(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(amounts(case))
    def search(drawn: tuple[int, ...]) -> None:
        nonlocal broken_by
        if watch.over or time.process_time() > watch.until:
            raise SearchEndedError
        try:
            case.check(*drawn)
        except AssertionError:
            broken_by = drawn
            raise

    try:
        search()
    except SearchEndedError:
        return ()
    except AssertionError:
        return broken_by
    return ()


def amounts(case: Case) -> st.SearchStrategy[tuple[int, ...]]:
    """Any amounts that the case speaks of."""
    one = st.integers(case.least, LARGEST)
    return st.tuples(*(one for _ in case.like))
