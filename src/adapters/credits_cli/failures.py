"""What may go wrong on the command line, told as one sentence."""

from __future__ import annotations

import enum


class Exit(enum.IntEnum):
    """What the process ends with."""

    FINE = 0
    DIFFERENT = 1
    USAGE = 2
    REFUSED = 3
    UNREACHABLE = 4


class CannotRunError(Exception):
    """The command cannot be run as it was given; its text is a whole sentence."""


class UnreachableError(Exception):
    """The other side does not answer, or nobody is connected to it; a sentence."""


class RefusedError(Exception):
    """What was asked for is refused; its text is the sentence that says why."""
