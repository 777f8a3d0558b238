"""Plain data for JSON, and back: the storage format of events and answers.

Money is written as ``"20.00 USD"``, quantities and dates as text, values of a
union with their class name as *kind*, and what equals its default is left out.
Names written here are public: old journals must stay readable.
"""

from __future__ import annotations

import hashlib
import json

from .codec import Json, codec_of
from .commands import Command
from .entry import Answer, Entry
from .scribe import scribe_of


def entry_json(entry: Entry) -> Json:
    """The journal *entry* as plain data."""
    return codec_of(Entry).write(entry)


def entry_from(data: Json) -> Entry:
    """The journal entry that was written as *data*; raises ``WireError``."""
    entry = codec_of(Entry).read(data)
    assert isinstance(entry, Entry)  # noqa: S101 - told by the codec
    return entry


def answer_json(answer: Answer) -> Json:
    """The *answer* as plain data."""
    return codec_of(Answer).write(answer)


def answer_from(data: Json) -> Answer:
    """The answer that was written as *data*; raises ``WireError``."""
    answer = codec_of(Answer).read(data)
    assert isinstance(answer, Answer)  # noqa: S101 - told by the codec
    return answer


def command_json(command: Command) -> Json:
    """The *command* as plain data, with its class name as *kind*."""
    return codec_of(Command).write(command)


def command_from(data: Json) -> Command:
    """The command that was written as *data*; raises ``WireError``."""
    command = codec_of(Command).read(data)
    assert isinstance(command, Command)  # noqa: S101 - told by the codec
    return command


def text_of(data: Json) -> str:
    """The shortest JSON text of *data*, the same for the same data."""
    return json.dumps(data, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def entry_text(entry: Entry) -> str:
    """The text of ``entry_json``, made at once."""
    return scribe_of(Entry)(entry)


def answer_text(answer: Answer) -> str:
    """The text of ``answer_json``, made at once."""
    return scribe_of(Answer)(answer)


def command_text(command: Command) -> str:
    """The text of ``command_json``, made at once."""
    return scribe_of(Command)(command)


def fingerprint(command: Command) -> str:
    """A digest that only the same command has (R33)."""
    return hashlib.sha256(command_text(command).encode()).hexdigest()
