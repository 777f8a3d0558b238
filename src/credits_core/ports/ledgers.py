"""Where ledgers are kept, with their journals and the answers already given."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

import attrs
from returns.result import Result

from ..entry import Answer, Entry
from ..identity import CustomerId
from ..ledger import Ledger
from ..parts import Footprint
from ..rejections import StaleLedger


@attrs.frozen(kw_only=True)
class Change:
    """What one command does to one ledger.

    *seen* is the slice it was decided on; *after* is that slice with the events
    of *entry* folded in. *answer* is to be remembered with it, if the command
    had a key.
    """

    seen: Ledger
    after: Ledger
    entry: Entry
    answer: Answer | None = None


class Ledgers(Protocol):
    """The ledgers of one tenant."""

    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        """Keep everybody else from changing these ledgers until it is left.

        What is committed inside happens together. Leaving it by an exception
        undoes all that was committed inside. Ledgers are taken in one order,
        whatever the order they are named in.
        """
        ...

    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        """The slice of the customer's ledger that *footprint* names.

        A customer nobody has heard of has an empty ledger of version 0. A
        document asked for that belongs to another customer is named with its
        owner in ``elsewhere``. The slice's scope holds every part of *footprint*.
        """
        ...

    def load_whole(self, customer_id: CustomerId) -> Ledger:
        """Everything of the customer, voided entries too; its scope is whole."""
        ...

    def commit(self, change: Change) -> Result[None, StaleLedger]:
        """Store the change, its journal entry and its answer, or nothing of them.

        It is refused if the ledger is no longer at the version of *seen*, or if
        somebody else meanwhile took an id or a key that the change uses.
        """
        ...

    def answer(self, key: str) -> Answer | None:
        """What was answered under this idempotency *key*, if anything."""
        ...

    def remember(self, answer: Answer) -> None:
        """Keep the answer of a command that was refused."""
        ...

    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        """The customer's journal entries from version 1 on, in their order."""
        ...

    def customers(self) -> Iterator[CustomerId]:
        """Every customer who has a ledger, in the order of their ids."""
        ...
