"""A payment on SQLite with other packages, in turns with the library.

The bar: the library is at least 20 times as fast. Each package is installed into an
environment of its own in a temporary folder, which takes a minute and the internet.
python-accounting asks for a driver of MySQL, which is left out.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import attrs

from .payments.crews import Told, Worker, sqlite_places

TIMES_MIN: Final = 20
_ROUNDS: Final = 6
_PAYMENTS: Final = 15
_HERE: Final = Path(__file__).parent / "others"


@attrs.frozen
class _Package:
    """Another package: what pip is given, and the script that pays with it."""

    name: str
    installs: Sequence[Sequence[str]]
    script: str


_PACKAGES: Final = (
    _Package(
        "python-accounting",
        (
            ("--no-deps", "python-accounting==2.0.0"),
            ("sqlalchemy>=2.1,<2.2", "python-dateutil<3"),
        ),
        "of_python_accounting.py",
    ),
    _Package("django-ledger", (("django-ledger==0.8.5",),), "of_django_ledger.py"),
)


def run() -> Iterator[str]:
    """The lines of the table, each as soon as it is known."""
    yield f"A payment on SQLite with other packages (bar: {TIMES_MIN} times as fast)"
    yield f"  {'median ms':<20}{'theirs':>10}{'library':>10}   times as fast"
    for package in _PACKAGES:
        with TemporaryDirectory() as folder, sqlite_places() as places:
            python = _installed(package, Path(folder))
            theirs = Worker(python, str(_HERE / package.script), f"{folder}/books.db")
            ours = Worker.paying("library", places.new("library"))
            try:
                yield _row(package.name, *_in_turns(theirs, ours))
            finally:
                theirs.close()
                ours.close()


def _installed(package: _Package, folder: Path) -> str:
    """The Python of a new environment with that package."""
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)  # noqa: S603
    python = str(folder / "venv" / "bin" / "python")
    for given in package.installs:
        command = [python, "-m", "pip", "install", "--quiet", *given]
        subprocess.run(command, check=True)  # noqa: S603 - packages named above
    return python


def _in_turns(theirs: Worker, ours: Worker) -> tuple[list[Told], list[Told]]:
    told: tuple[list[Told], list[Told]] = ([], [])
    for number in range(-1, _ROUNDS):
        for place, worker in enumerate((theirs, ours)):
            worker.begin("run", _PAYMENTS)
            found = worker.told()
            if number >= 0:
                told[place].append(found)
    return told


def _row(name: str, theirs: list[Told], ours: list[Told]) -> str:
    slow, quick = (
        1000 * median([seconds for one in told for seconds in one.taken])
        for told in (theirs, ours)
    )
    times = slow / quick
    verdict = "holds" if times >= TIMES_MIN else "BROKEN"
    return f"  {name:<20}{slow:>10.3f}{quick:>10.3f}   {times:.0f}: {verdict}"
