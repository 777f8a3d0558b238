"""What the core pulls in: the standard library, attrs and returns, and no world."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

pytestmark = pytest.mark.extras

ALLOWED = frozenset({"attr", "attrs", "credits_core", "returns", "typing_extensions"})
# Parts of the standard library that read or change something outside.
WORLD = {
    *("asyncio", "multiprocessing", "signal", "subprocess", "sys", "threading"),
    *("io", "logging", "os", "pathlib", "shutil", "sqlite3", "tempfile"),
    *("http", "socket", "ssl", "urllib"),
    *("random", "secrets", "time"),
}

_LOADED = """
import importlib, pkgutil, sys
before = set(sys.modules)
import credits_core
for found in pkgutil.walk_packages(credits_core.__path__, "credits_core."):
    importlib.import_module(found.name)
print(*{name.split(".")[0] for name in set(sys.modules) - before})
"""


def test_importing_the_core_loads_nothing_else() -> None:
    command = [sys.executable, "-I", "-W", "error", "-c", _LOADED]

    run = subprocess.run(command, capture_output=True, text=True, check=True)

    loaded = {name for name in run.stdout.split() if not name.startswith("_sysconfig")}
    assert loaded - sys.stdlib_module_names - ALLOWED == set()


def test_the_core_names_nothing_else_even_in_a_late_import() -> None:
    named = {imported for _, imported in _imports_of_the_core()}

    assert named - sys.stdlib_module_names - ALLOWED == set()


def test_the_core_has_no_door_to_the_world() -> None:
    """No file, clock, chance, network, process or environment."""
    doors = {pair for pair in _imports_of_the_core() if pair[1] in WORLD}

    assert doors == set()


def _imports_of_the_core() -> set[tuple[str, str]]:
    graph = grimp.build_graph(
        "credits_core", include_external_packages=True, cache_dir=None
    )
    return {
        (module, imported.split(".")[0])
        for module in graph.modules
        if module.split(".")[0] == "credits_core"
        for imported in graph.find_modules_directly_imported_by(module)
    }


def test_the_core_is_the_one_in_this_project() -> None:
    import credits_core

    place = Path(str(credits_core.__file__)).resolve()

    assert place.parents[1] == Path(__file__).parents[2] / "src"
