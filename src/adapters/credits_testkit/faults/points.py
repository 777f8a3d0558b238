"""The points at which a command reaches out to its database, and what strikes there."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from typing import Protocol

import attrs
from typing_extensions import override


class Way(enum.Enum):
    """How a command is struck down at a point.

    *Error*: the driver reports an error, once. *Broken*: it reports one there and
    at every later point of the same attempt, when cleaning up too. *Interrupt*:
    an exception that is no ``Exception``, as when somebody presses Ctrl-C. *Cut*:
    the socket is shut under the driver, who has to find out. *Deaf*: it is shut
    for answers only; what is sent still arrives. *Kill*: SIGKILL of the process.
    """

    ERROR = "error"
    BROKEN = "broken"
    INTERRUPT = "interrupt"
    CUT = "cut"
    DEAF = "deaf"
    KILL = "kill"


class Moment(enum.Enum):
    """Whether something is about to happen or has just happened."""

    BEFORE = "before"
    AFTER = "after"


@attrs.frozen
class Point:
    """One place in the life of a command; its *number* counts from 1."""

    number: int
    moment: Moment
    what: str

    @override
    def __str__(self) -> str:
        """As a report tells it, such as ``17 after INSERT INTO credits_credit``."""
        return f"{self.number} {self.moment.value} {short(self.what)}"


@attrs.frozen
class Strike:
    """What is to happen *at* the point of that number."""

    at: int
    way: Way


class InterruptionError(BaseException):
    """Somebody interrupts the process; it is no ``Exception`` that one would catch."""


class Line(Protocol):
    """A connection to a database, or the attempt to make one."""

    def reported(self) -> Exception:
        """An error as the driver reports it when the database is in trouble."""
        ...

    def cut(self, way: Way) -> None:
        """Shut the socket, or *deaf* its answers, and say nothing."""
        ...

    def begin(self) -> None:
        """Begin a transaction, as the driver would."""
        ...

    def close(self) -> None:
        """Close it, as the driver would."""
        ...

    def commit_now(self) -> None:
        """Commit the transaction, whatever habit there is."""
        ...


@attrs.frozen
class Sending:
    """Something that is about to be sent: its *text*, and the *call* that sends it.

    *again* sends the same later, on a cursor of its own. What *is_statement* the
    database is told in SQL; connecting and the borders of a pipeline are not.
    """

    text: str
    call: Callable[[], object]
    again: Callable[[], object] | None = None
    is_statement: bool = True


_FROM = re.compile(r"(?is)\bfrom\s+([\w.\"]+)")


def short(text: str) -> str:
    """The first words of a statement and its table: enough to recognise it."""
    words = " ".join(text.split())
    first = words.partition(" ")[0].upper()
    if first == "SELECT":
        table = _FROM.search(words)
        return f"SELECT {table[1]}" if table else words[:40]
    if first in {"INSERT", "UPDATE", "DELETE"}:
        return " ".join(words.split()[: 2 if first == "UPDATE" else 3])
    return words[:40]
