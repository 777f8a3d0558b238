"""``credits permissions``: every command and every question is in the tables."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from credits_core.commands import Command
from credits_core.enquiries import AnyEnquiry
from credits_core.queries import Query

from .running import credits_line, table_row

pytestmark = pytest.mark.extras


def test_every_command_and_every_question_is_named() -> None:
    run = credits_line("permissions")

    assert run.returncode == 0
    said = " ".join(run.stdout.split())
    for kind in (*get_args(Command), *get_args(Query | AnyEnquiry)):
        assert re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__) in said


def test_what_each_needs_stands_beside_it() -> None:
    output = credits_line("permissions").stdout

    assert table_row(output, "Issue Credit")[-2:] == ["Create", "Credits"]
    assert table_row(output, "Delete Credit")[-2:] == ["Delete", "Credits"]
