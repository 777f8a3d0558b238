"""What the README says of commands, files and versions is so."""

from __future__ import annotations

import re
import tomllib

import pytest

from .pages import ROOT, Block, Page

PAGE = Page(ROOT / "README.md")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]


def _shell() -> str:
    return "\n".join(block.text for block in PAGE.blocks if block.language == "sh")


def _map() -> Block:
    return next(block for block in PAGE.blocks if block.heading == "A map of the house")


def _held(folder: str) -> set[str]:
    """What a folder of the source holds, as the map writes it."""
    found = [one for one in (ROOT / folder).iterdir() if one.name[0] not in "._"]
    return {one.name + "/" * one.is_dir() for one in found} - {"py.typed"}


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    in_prose = re.findall(r"`make ([a-z-]+)`", PAGE.text)
    named = {*re.findall(r"^make ([a-z-]+)", _shell(), re.MULTILINE), *in_prose}

    assert {"demo", "test"} <= named
    assert named <= known


def test_the_map_names_everything_in_the_house() -> None:
    text = _map().text
    core, _, rest = text.partition("src/adapters/")
    named_in_core = set(re.findall(r"^  (\S+)", core, re.MULTILINE))
    named_in_adapters = set(re.findall(r"^  (\S+)", rest, re.MULTILINE))

    assert named_in_core == _held("src/credits_core")
    assert named_in_adapters == _held("src/adapters")


def test_every_folder_on_the_map_exists() -> None:
    folders = re.findall(r"^(\w\S*/)", _map().text, re.MULTILINE)

    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_the_versions_are_those_of_the_project() -> None:
    lowest = PROJECT["requires-python"].removeprefix(">=")

    assert f"version {lowest} or newer" in PAGE.text
    assert f"Version {PROJECT['version']}," in PAGE.text


def test_the_extras_are_those_of_the_project() -> None:
    named = set(re.findall(r"^\| `credits-core\[([\w-]+)\]`", PAGE.text, re.MULTILINE))

    assert named == set(PROJECT["optional-dependencies"])


@pytest.mark.extras
def test_every_command_of_the_command_line_is_shown() -> None:
    from credits_cli.application import app

    shown = set(re.findall(r"^credits ([\w-]+)", _shell(), re.MULTILINE))
    options = set(re.findall(r"`(--[a-z]+)`", PAGE.text))

    assert shown == {name for name in app if not name.startswith("-")}
    assert options == {"--laws", "--preview", "--tenant", "--twice"}
