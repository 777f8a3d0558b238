"""What is struck down: an SQL adapter on one kind of database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Protocol

import attrs

from credits_core.ports import Ledgers

from .databases import Database
from .stored import Stored
from .watch import Watch


class Server(Protocol):
    """A database server that can be killed, and be started again on its files."""

    def kill(self, how: str) -> None:
        """SIGKILL some of its processes; *how* is one of its ``deaths``."""
        ...

    @property
    def deaths(self) -> tuple[str, ...]:
        """The ways in which it can be killed."""
        ...

    def restart(self) -> None:
        """Make it answer again at the same address, with the same files."""
        ...


@attrs.frozen(kw_only=True)
class Subject:
    """An adapter on one *database*, called by *name* in tables.

    *opened* gives ledgers of one tenant over the URL it is given, on which the
    watch looks on, and closes them in the end. *stored* reads all there is of that
    tenant without the adapter; without it, a walk compares rows and does not know
    what they mean. The tables are there already. *server* is there if the database
    is a server that may be killed.
    """

    name: str
    database: Database
    opened: Callable[[str, Watch], AbstractContextManager[Ledgers]]
    stored: Callable[[str], Stored] | None = None
    server: Server | None = None

    def all_stored(self, url: str) -> Stored:
        """All there is at *url*; raises ``TypeError`` if nobody can read it."""
        if self.stored is None:
            raise TypeError(f"Nobody can tell what is stored on {self.name}.")
        return self.stored(url)


def subject_named(name: str) -> AbstractContextManager[Subject]:
    """The subject that ``package.module:callable`` gives when it is called."""
    module, _, factory = name.partition(":")
    made: object = getattr(import_module(module), factory)()
    if not isinstance(made, AbstractContextManager):
        raise TypeError(f"{name} gives no context with a subject.")
    return made
