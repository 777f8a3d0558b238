"""Where stories are played: on ledgers that come by a name such as package:factory."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from operator import attrgetter
from typing import Final

from credits_core.ports import Ledgers

MEMORY: Final = "credits_memory:MemoryLedgers"
"""The ledgers on which a story is played if nothing is said."""

Factory = Callable[[], Ledgers | AbstractContextManager[Ledgers]]
"""What gives empty ledgers, once for each story; a context is left after it."""


def ledgers_at(name: str) -> Factory:
    """The factory of that *name*, such as ``package.module:callable``.

    Raises ``ValueError`` if there is none.
    """
    package, colon, attribute = name.partition(":")
    if not colon or not package or not attribute:
        raise ValueError(f"{name!r} is not written package:callable.")
    try:
        found: Factory | None = attrgetter(attribute)(import_module(package))
    except (ImportError, AttributeError) as error:
        raise ValueError(f"There is no {name!r}: {error}.") from error
    if not callable(found):
        raise ValueError(f"{name!r} cannot be called.")
    return found


@contextmanager
def ledgers_from(factory: Factory) -> Generator[Ledgers]:
    """Empty ledgers, and leaving what they came in."""
    made = factory()
    if isinstance(made, AbstractContextManager):
        with made as ledgers:
            yield ledgers
    else:
        yield made
