"""Many command lines in one process of their own, which has to import only once."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import attrs


@attrs.frozen
class Answer:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything that was printed, in one line."""
        return " ".join((self.out + self.err).split())


@attrs.frozen
class Session:
    """A process in which commands are run one after the other."""

    process: subprocess.Popen[str]

    def __call__(self, *arguments: str, typed: str = "") -> Answer:
        """Run ``credits`` with *arguments*; *typed* is what it reads."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([list(arguments), typed]) + "\n")
        self.process.stdin.flush()
        return Answer(**json.loads(self.process.stdout.readline()))


@contextmanager
def command_session(**environment: str) -> Iterator[Session]:
    """A process whose environment has these variables besides."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.cli.sessions"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    try:
        yield Session(process)
    finally:
        process.kill()
        process.communicate()


def _answers(lines: Iterator[str] | io.TextIOBase) -> Iterator[Mapping[str, object]]:
    from credits_cli.application import run

    for line in lines:
        arguments, typed = json.loads(line)
        out, err = io.StringIO(), io.StringIO()
        sys.stdin = io.StringIO(typed)
        status: object = 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                run(arguments)
            except SystemExit as end:
                status = end.code
        if isinstance(status, str):
            err.write(status)
        code = int(status) if isinstance(status, int) else 1
        yield {"status": code, "out": out.getvalue(), "err": err.getvalue()}


if __name__ == "__main__":
    mine = sys.stdout
    for answer in _answers(sys.stdin):
        mine.write(json.dumps(answer) + "\n")
        mine.flush()
