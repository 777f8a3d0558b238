"""All schedules of a scenario told and judged, with the counts of them."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

import attrs

from .exploring import Explorer, Tally
from .lab import Lab, Moment
from .scenarios import SCENARIOS
from .verdict import complaints, picture


@attrs.frozen
class Told:
    """What came of all schedules of *scenario*; *steps* were told for it."""

    scenario: str
    tally: Tally
    steps: int
    seconds: float

    def lines(self) -> Iterator[str]:
        """The counts in one line, and some of what is wrong below."""
        tally = self.tally
        yield (
            f"{self.scenario:36} {tally.schedules:9} schedules {self.steps:8} steps"
            f" {self.seconds:7.1f} s {tally.wrong:6} wrong"
        )
        for one in tally.shown[:10]:
            yield f"    {[step for step in one.path if step]}"
            yield f"      {one.complaint}"


def told(
    scenario: str,
    faults: int,
    *,
    share: int = 1,
    enough: int = 0,
    kind: type[Lab] = Lab,
) -> Told:
    """Tell all schedules of *scenario* with at most so many *faults*.

    Of each *share* further faults after a first one, only one is told; it stops when
    *enough* ended wrong.
    """
    begun, lab, acts = process_time(), kind(), SCENARIOS[scenario]
    expected = undisturbed(scenario)

    def judge(lab: Lab, moment: Moment) -> Iterator[str]:
        return complaints(lab, moment, expected)

    explorer = Explorer(lab, acts, judge, share, faults, enough)
    tally = explorer.explore(lab.beginning, faults)
    return Told(scenario, tally, explorer.steps, process_time() - begun)


def undisturbed(scenario: str) -> tuple[object, ...]:
    """How both sides look in the end if nothing goes wrong."""
    lab = Lab()
    ends: list[tuple[object, ...]] = []

    def judge(lab: Lab, moment: Moment) -> Iterator[str]:
        ends.append(picture(lab))
        return complaints(lab, moment, ends[0])

    tally = Explorer(lab, SCENARIOS[scenario], judge).explore(lab.beginning, 0)
    if tally.wrong:
        raise AssertionError(f"{scenario} is wrong by itself: {tally.shown}")
    return ends[0]
