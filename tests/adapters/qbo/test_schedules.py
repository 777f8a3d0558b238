"""Whatever goes wrong at whatever moment, both sides agree when it stops.

The same at full length: ``make sync-schedules``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from .schedules.exploring import Explorer
from .schedules.lab import Lab, Moment
from .schedules.naive import NAIVE
from .schedules.scenarios import SCENARIOS
from .schedules.telling import told
from .schedules.verdict import complaints

pytestmark = pytest.mark.extras

SHARE = 199
"""Of so many second faults one is told here."""


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_schedule_ends_wrong(scenario: str) -> None:
    """Each one fault there can be, and a share of all pairs of them."""
    found = told(scenario, faults=2, share=SHARE)

    sys.stdout.write("\n".join(found.lines()))
    assert found.tally.wrong == 0, "\n".join(found.lines())
    assert found.tally.schedules > 50


@pytest.mark.parametrize(
    ("naive", "scenario", "faults"),
    [
        ("noted after the answer", "a credit is granted", 1),
        ("a request id alone", "a credit is granted", 1),
        ("known tokens are skipped", "a memo is written there", 1),
    ],
)
def test_simpler_ways_are_found_out(naive: str, scenario: str, faults: int) -> None:
    """The same schedules end wrong if it is done in a simpler way."""
    found = told(scenario, faults, enough=1, kind=NAIVE[naive])

    assert found.tally.wrong, list(found.lines())


def _end(scenario: str) -> tuple[Lab, Moment]:
    """The lab at the end of a scenario in which nothing went wrong."""
    lab = Lab()
    ends: list[Moment] = []

    def keep(_: Lab, moment: Moment) -> Iterator[str]:
        ends.append(moment)
        return iter(())

    Explorer(lab, SCENARIOS[scenario], keep).explore(lab.beginning, 0)
    return lab, ends[0]


@pytest.mark.parametrize(
    ("what", "complaint"),
    [
        ("memo 88: deleted", "not missed"),
        ("memo 88: raised", "not noticed"),
        ("credit C: raised here", "not told"),
        ("credit C: cancelled here", "not told"),
        ("memo 88: copied", "duplicate"),
        ("memo 88: written", "not read in"),
    ],
)
def test_a_verdict_sees_what_is_wrong(what: str, complaint: str) -> None:
    """Something changes after the last step, so that nobody has seen to it."""
    lab, end = _end("a credit is granted")
    assert list(complaints(lab, end, None)) == []

    if what.endswith("copied"):
        lab.company.person.copy("CreditMemo", "88")
    elif what.endswith("written"):
        lab.there("CreditMemo", lab.sale("10.00"))
    else:
        lab.meddle(what)
    found = list(complaints(lab, lab.kept(), None))

    assert complaint in {one.partition(":")[0] for one in found}, found


def test_the_same_schedules_are_told_each_time() -> None:
    first, second = (told("a credit is granted", 1) for _ in range(2))

    assert (first.tally, first.steps) == (second.tally, second.steps)
