"""The ten minutes of the page are lines that work, as they stand there."""

from __future__ import annotations

import json
import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from qbo_simulator.oauth import PLAYGROUND
from tests.adapters.qbo.offline import clicked
from tests.docs.pages import pages

from .sessions import Answer, command_session

pytestmark = pytest.mark.extras


def _lines() -> list[list[str]]:
    """The command lines of the section, in their order."""
    (page,) = (one for one in pages() if one.name == "docs/quickbooks.md")
    blocks = [one for one in page.blocks if one.heading == "Ten minutes"]
    return [
        shlex.split(line)
        for block in blocks
        if block.language == "sh"
        for line in block.text.splitlines()
    ]


def _free_port() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])


@contextmanager
def _process(*command: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _line_with(words: str, process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    told = ""
    until = time.monotonic() + 180
    while words not in told:
        told = process.stdout.readline()
        assert told or process.poll() is None
        assert time.monotonic() < until
    return told.strip()


def _connect(environment: dict[str, str], there: str, back: str) -> None:
    """A person opens the address that is printed, and clicks."""
    app = {
        "client_id": PLAYGROUND.client_id,
        "client_secret": PLAYGROUND.client_secret,
        "name": "The app",
        "redirect_uris": [back],
    }
    requests.post(f"{there}/simulator/apps", json=app, timeout=60).raise_for_status()
    realm = requests.get(f"{there}/simulator/companies", timeout=60).json()[0]["realm"]
    with _process("credits_cli", "sync", "connect", **environment) as process:
        address = clicked(_line_with("state=", process), realm)
        assert requests.get(address, timeout=60).status_code == 200
        assert process.wait(120) == 0


def test_the_lines_of_the_page_connect_a_company_and_come_to_parity(
    tmp_path: Path,
) -> None:
    other, back = _free_port(), _free_port()
    swaps = {"8085": other, "8000": back, "/books.db": f"/{tmp_path}/books.db"}

    def here(word: str) -> str:
        for old, new in swaps.items():
            word = word.replace(old, new)
        return word

    lines = [[here(word) for word in line] for line in _lines()]
    exports = [line[1].split("=", 1) for line in lines if line[0] == "export"]
    environment = dict(exports)
    (simulator,) = (line for line in lines if line[0] == "qbo-simulator")
    answers: list[Answer] = []
    with (
        _process("qbo_simulator", *simulator[1:]) as process,
        command_session(**environment) as session,
    ):
        _line_with("http", process)
        for line in lines:
            if line == ["credits", "sync", "connect"]:
                there = environment["CREDITS_QBO_ENVIRONMENT"]
                _connect(environment, there, environment["CREDITS_QBO_REDIRECT"])
            elif line[0] == "credits":
                if "MARK" in line:
                    told = json.loads(session("sync", "plan", "--json").out)
                    line[line.index("MARK")] = told["mark"]
                answers.append(session(*line[1:]))

    assert len(answers) > 8
    for answer in answers:
        assert answer.status == 0, answer.said
    assert "Cool Cars" in answers[-6].said
    assert "0 are not" in answers[-2].said or "is not known here" in answers[-2].said
