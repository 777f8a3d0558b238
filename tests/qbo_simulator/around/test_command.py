"""The command, as a person runs it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import pytest

from .asking import Client


@attrs.frozen
class Told:
    """What the command printed."""

    text: str
    process: subprocess.Popen[str]

    def after(self, word: str) -> list[str]:
        return re.findall(rf"^  {word} +(\S+)", self.text, re.MULTILINE)

    @property
    def client(self) -> Client:
        [port] = re.findall(r"simulated at http://127\.0\.0\.1:(\d+)", self.text)
        return Client(int(port), self.after("token")[0])


@contextmanager
def _started(*arguments: str) -> Iterator[Told]:
    process = subprocess.Popen(
        [sys.executable, "-m", "qbo_simulator", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    lines: list[str] = []
    while not (lines and lines[-1].startswith("  token")):
        line = process.stdout.readline()
        assert line, "The command ended."
        lines.append(line)
    try:
        yield Told("".join(lines), process)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_it_prints_a_token_that_works_and_survives_being_killed(
    tmp_path: Path,
) -> None:
    """Killed without a warning and started again, it knows books and tokens."""
    arguments = ("--state", str(tmp_path / "state.sqlite"), "--company", "7")
    with _started(*arguments) as first:
        [realm] = first.after("company")
        made = first.client.ask(
            "POST", f"/v3/company/{realm}/customer", {"DisplayName": "Zoë"}
        )
        token = first.client.token
        first.process.send_signal(signal.SIGKILL)
        first.process.wait()

    with _started(*arguments) as second:
        client = attrs.evolve(second.client, token=token)
        customer = made.json["Customer"]["Id"]
        found = client.ask("GET", f"/v3/company/{realm}/customer/{customer}")
        second.process.send_signal(signal.SIGTERM)
        ended = second.process.wait(10)

    assert made.status == 200
    assert second.after("company") == [realm]
    assert found.json["Customer"] == made.json["Customer"]
    assert ended in {0, -signal.SIGTERM}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "70000"], "70000 is not a port"),
        (["--port", "x"], "x is not a port"),
        (["--company", "x"], "invalid int value"),
        (["--speed", "9"], "unrecognized arguments"),
    ],
)
def test_what_it_does_not_understand_it_says(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from qbo_simulator.__main__ import main

    with pytest.raises(SystemExit):
        main(arguments)

    assert words in capsys.readouterr().err
