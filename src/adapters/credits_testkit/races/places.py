"""Where a race takes place: ledgers that every process opens for itself.

The kit knows no adapter. A place is told by name, such as ``package.module:opened``,
with arguments that are plain text; what it names gives a context in which the
ledgers are open.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol, runtime_checkable

import attrs

from credits_core.identity import CustomerId
from credits_core.ports import Ledgers


@runtime_checkable
class HasBalances(Protocol):
    """Ledgers that keep balances beside the credits, and can tell them."""

    def balances(self) -> Mapping[tuple[CustomerId, str], int]:
        """What is available in minor units, by customer and currency."""
        ...


@attrs.frozen
class Place:
    """The *factory* ``module:name`` and the *arguments* it is called with."""

    factory: str
    arguments: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, factory: str, **arguments: str) -> Place:
        """The place that *factory* opens with these *arguments*."""
        return cls(factory, tuple(sorted(arguments.items())))

    def opened(self) -> AbstractContextManager[Ledgers]:
        """The ledgers at this place, as long as the context lasts.

        Raises ``ValueError`` unless the factory is named as ``module:name``.
        """
        module, colon, name = self.factory.partition(":")
        if not colon:
            raise ValueError(f"{self.factory!r} is no module:name.")
        found = getattr(importlib.import_module(module), name)
        opened: AbstractContextManager[Ledgers] = found(**dict(self.arguments))
        return opened
