"""What is remembered under an idempotency key, and given again (R33)."""

from __future__ import annotations

from returns.result import Failure, Result, Success

from .commands import Command
from .entry import Answer, Entry
from .rejections import IdempotencyConflict, Rejection
from .wire import fingerprint


def answered(command: Command, key: str, outcome: Entry | Rejection) -> Answer:
    """The answer to *command* that is remembered under *key*."""
    return Answer(key=key, fingerprint=fingerprint(command), outcome=outcome)


def repeated(known: Answer, command: Command) -> Result[Entry, Rejection]:
    """The answer given before, if it was given to the same command (HC-69)."""
    if known.fingerprint != fingerprint(command):
        return Failure(IdempotencyConflict(key=known.key))
    if isinstance(known.outcome, Entry):
        return Success(known.outcome)
    return Failure(known.outcome)
