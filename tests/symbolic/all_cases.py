"""All cases: the scripts, and what is said of arithmetic and allocation."""

from __future__ import annotations

from functools import partial
from typing import Final

from .cases import Case
from .playing import play
from .scripts import SCRIPTS, Script
from .sums import SUMS


def of_script(script: Script) -> Case:
    """The case that no law is broken while *script* is played."""
    return Case(name=script.name, check=partial(play, script), like=script.like)


CASES: Final = (*SUMS, *map(of_script, SCRIPTS))

BY_NAME: Final = {case.name: case for case in CASES}
"""Each by its name."""
