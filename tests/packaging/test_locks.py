"""The locks: pinned, hashed, complete, and silent about where packages come from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

pytestmark = pytest.mark.extras

ROOT = Path(__file__).parents[2]
LOCKS = ("bare.lock", "bootstrap.lock", "requirements.lock")


def _lines(lock: str) -> list[str]:
    """The requirements of a lock, each with its hashes on one line."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip()]


def _pins(lock: str) -> dict[str, str]:
    """Name and version of everything in a lock."""
    wanted = [Requirement(line.split(" --hash")[0]) for line in _lines(lock)]
    return {each.name: str(each.specifier).removeprefix("==") for each in wanted}


def _wanted() -> dict[str, list[Requirement]]:
    """The requirements of the project, of its extras and of its groups."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    lists: dict[str, list[object]] = {
        "project": project["project"]["dependencies"],
        **project["project"]["optional-dependencies"],
        **project["dependency-groups"],
    }
    return {
        name: [Requirement(line) for line in lines if isinstance(line, str)]
        for name, lines in lists.items()
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert not re.findall(r"\S*(?:://|file:|index-url|find-links|\bwww\.)\S*", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_has_one_version_and_its_hashes(lock: str) -> None:
    form = re.compile(r"[a-z0-9-]+==[^ ;]+ (; [^#]+?)?( *--hash=sha256:[0-9a-f]{64})+")

    assert [line for line in _lines(lock) if not form.fullmatch(line.strip())] == []


def test_the_lock_covers_the_project_all_extras_and_all_groups() -> None:
    pins = _pins("requirements.lock")

    lacking = [
        f"{group}: {each}"
        for group, requirements in _wanted().items()
        for each in requirements
        if each.name != "credits-core"
        if not each.specifier.contains(pins.get(each.name, "0"))
    ]

    assert lacking == []


def test_the_bare_lock_holds_the_same_versions_and_no_extra() -> None:
    pins, bare = _pins("requirements.lock"), _pins("bare.lock")
    wanted = _wanted()
    direct = {each.name for each in wanted["project"] + wanted["bare"]}
    extras = {
        each.name
        for group in ("sql", "postgres", "cli")
        for each in wanted[group]
        if each.name != "credits-core"
    }

    assert bare.items() <= pins.items()
    assert direct <= bare.keys()
    assert not extras & bare.keys()
