"""The built wheel: every package at the top, typed, and no folder ``adapters``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.extras

ROOT = Path(__file__).parents[2]
# What the name of a package that needs an extra calls for; the others are bare.
EXTRAS = {
    "credits_sql": "sql",
    "credits_cli": "cli",
    "credits_otel": "otel",
    "credits_qbo": "qbo",
    "qbo_simulator": "qbo-simulator",
}
NEEDS = {
    "credits_sql": ("sqlalchemy",),
    "credits_cli": ("sqlalchemy", "cyclopts"),
    "credits_otel": ("opentelemetry",),
    "credits_qbo": ("requests", "quickbooks", "sqlalchemy"),
    "qbo_simulator": ("starlette", "uvicorn"),
}


def _packages() -> dict[str, Path]:
    """All import packages in the source, whether or not they are listed."""
    folders = [*(ROOT / "src").iterdir(), *(ROOT / "src" / "adapters").iterdir()]
    return {
        folder.name: folder for folder in folders if (folder / "__init__.py").exists()
    }


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The paths of all files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d"]
    subprocess.run(
        [*command, str(folder)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_each_package_stands_at_the_top(wheel_names: set[str]) -> None:
    tops = {name.split("/")[0] for name in wheel_names}

    packages = {top for top in tops if not top.endswith(".dist-info")}

    assert packages == set(_packages())


def test_each_package_says_that_it_is_typed(wheel_names: set[str]) -> None:
    typed = {name.split("/")[0] for name in wheel_names if name.endswith("/py.typed")}

    assert typed == set(_packages())


def test_the_wheel_has_every_module_and_nothing_called_adapters(
    wheel_names: set[str],
) -> None:
    modules = {
        path.relative_to(folder.parent).as_posix()
        for folder in _packages().values()
        for path in folder.rglob("*.py")
    }

    packed = {name for name in wheel_names if name.endswith(".py")}

    assert packed == modules
    assert not [name for name in wheel_names if "adapters" in name.split("/")]


@pytest.mark.parametrize(
    ("package", "missing"),
    [(package, each) for package, needs in NEEDS.items() for each in needs],
)
def test_a_package_without_its_extra_says_which_one(package: str, missing: str) -> None:
    """A requirement is hidden from the import, as if it were not installed."""
    target = "credits_cli.__main__" if package == "credits_cli" else package
    program = f"import sys; sys.modules[{missing!r}] = None; import {target} as it"
    if package == "credits_cli":
        program += "; it.main()"

    run = subprocess.run(
        [sys.executable, "-I", "-c", program],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode != 0
    assert f"credits-core[{EXTRAS[package]}]" in run.stderr.strip().splitlines()[-1]
