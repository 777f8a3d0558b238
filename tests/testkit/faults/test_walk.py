"""The crash walk: struck down at every point, a command happens whole or not at all."""

from __future__ import annotations

import pytest

from credits_testkit.faults import ACTS, Act, Retries, Subject, Tally, Way, walk
from credits_testkit.faults.acts import first_of_each_kind

from .commands import figures, named, run

pytestmark = pytest.mark.extras

FEW = [act for act in ACTS if act.name in {"issue-credit", "refused-too-little-credit"}]


def _is_unharmed(tally: Tally) -> bool:
    return not tally.wounds and tally.deaths >= tally.points > 0


def test_every_command_survives_an_error_at_every_point(on_sqlite: Subject) -> None:
    """One act of each kind; what writes is committed once without being heard."""
    acts = first_of_each_kind(ACTS)

    tally = walk(on_sqlite, acts, Way.ERROR)

    assert tally.wounds == []
    assert tally.acts == len(acts)
    assert tally.deaths == tally.points > 30 * len(acts)
    assert tally.unheard >= len(acts) - 3


@pytest.mark.parametrize("way", [Way.BROKEN, Way.INTERRUPT])
def test_commands_survive_what_is_worse_than_an_error(
    on_sqlite: Subject, way: Way
) -> None:
    """Neither a rollback that fails nor a Ctrl-C leaves a lock behind."""
    acts = first_of_each_kind(ACTS)[::5]

    tally = walk(on_sqlite, acts, way)

    assert tally.wounds == []
    assert tally.acts == len(acts)
    assert _is_unharmed(tally)


@pytest.mark.parametrize("way", [Way.ERROR, Way.INTERRUPT, Way.CUT, Way.DEAF])
def test_postgresql_survives_errors_and_lost_connections(
    on_postgresql: Subject, way: Way
) -> None:
    tally = walk(on_postgresql, FEW, way)

    assert tally.wounds == []
    assert _is_unharmed(tally)


def test_the_retry_is_struck_down_as_well(on_sqlite: Subject) -> None:
    """At each of its points, for each point of the first attempt."""
    act = ACTS[1]

    once = walk(on_sqlite, [act], Way.ERROR)
    twice = walk(on_sqlite, [act], Way.ERROR, retries_too=lambda _: Retries.EVERY)

    assert twice.wounds == []
    assert twice.points == once.points
    assert twice.deaths > once.deaths**2 / 2


@pytest.mark.parametrize("way", [Way.BROKEN, Way.INTERRUPT])
def test_the_retry_is_struck_down_where_first_deaths_are_not_alike(
    on_sqlite: Subject, way: Way
) -> None:
    """After an interruption the retry may have to connect anew, and that fails too."""
    act = ACTS[1]

    once = walk(on_sqlite, [act], way)
    twice = walk(on_sqlite, [act], way, retries_too=lambda _: Retries.ALIKE)

    assert twice.wounds == []
    assert twice.points == once.points
    assert 3 * once.deaths < twice.deaths < once.deaths**2 / 2


@pytest.fixture(scope="module")
def killed(postgres_url: str) -> str:
    """What the walk prints when real processes die at each point of a command."""
    subjects = (named("sqlite"), named("postgresql"))
    options = ("--act=issue-credit", "--way=kill")
    found = run("walk", *subjects, *options, postgresql=postgres_url)
    assert (found.returncode, found.stderr.count("\n")) == (0, 4), found.stderr
    return found.stdout.replace("No harm was found.\n", "")


def _is_unharmed_by_sigkill(printed: str, database: str) -> bool:
    found = figures(printed, database)
    assert (found["way of dying"], found["commands"]) == ("kill", "1")
    assert {found[harm] for harm in HARMS} == {"0"}
    return int(found["deaths"]) == int(found["points"]) > 30


def test_commands_survive_sigkill_at_every_point_on_sqlite(killed: str) -> None:
    """A real process dies at each point, and another one makes the retry."""
    assert _is_unharmed_by_sigkill(killed, "SQLite")


def test_commands_survive_sigkill_at_every_point_on_postgresql(killed: str) -> None:
    assert _is_unharmed_by_sigkill(killed, "PostgreSQL")


HARMS = ("torn", "lost", "doubled", "otherwise", "stuck")


def _named(name: str) -> Act:
    return next(act for act in ACTS if act.name == name)


def test_one_point_of_the_act_and_one_of_the_retry_can_be_gone_to(
    on_sqlite: Subject,
) -> None:
    tally = walk(
        on_sqlite,
        [_named("issue-credit")],
        Way.ERROR,
        only=(9, 4),
        retries_too=lambda _: Retries.EVERY,
    )

    assert (tally.points, tally.deaths) == (1, 2)
