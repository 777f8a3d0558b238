"""What is told of a race when it is over, and what is kept if it went wrong."""

from __future__ import annotations

from pathlib import Path

from .crew import Race
from .files import write_history
from .verdict import Verdict


def headline(race: Race, verdict: Verdict) -> str:
    """How fast it was, how often somebody else was faster, and the verdict."""
    setting, count = race.history.setting, len(race.history.operations)
    speed = f"{count / race.seconds:.0f} operations a second"
    races = f"{race.lost_races} lost races, {race.deaths} killed"
    name = f"{setting.name} (seed {setting.seed})"
    return f"{name}: {speed}, {races}\n  {verdict.text()}"


def kept(verdict: Verdict, folder: Path) -> str:
    """Keep the history of a *verdict* in *folder*; the line that judges it again."""
    setting = verdict.history.setting
    path = folder / f"race-{setting.name}-{setting.seed}.jsonl".replace(" ", "-")
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{path.stem.split('.')[0]}.{number}.jsonl")
    write_history(path, verdict.history)
    return f"python -m credits_testkit.races judge {path}"
