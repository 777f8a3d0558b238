"""Where ledgers are kept, with their journals and the answers already given."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from typing import Protocol, runtime_checkable

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


class GaveWayError(Exception):
    """A block had to give way to others, and nothing of it was written.

    Whoever tries it again decides anew.
    """


class Ledgers(Protocol):
    """The ledgers of one tenant.

    Tenants kept at one place see nothing of one another, and may use the same ids
    and keys. Ids and keys are told apart character by character, and are given
    back as they came. Whatever is given away is of one moment, and stays as it was.
    """

    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        """Keep everybody else from changing these ledgers until it is left.

        What is committed inside happens together: it is seen inside at once, and
        by everybody else after the block was left. Leaving it by an exception, of
        whatever kind, undoes all that was committed or remembered inside. A block
        inside another one of its thread joins it: left by an exception it undoes
        its own part only, and it is undone with the other one. Ledgers are taken
        in one order, whatever the order they are named in. Whoever waits for a
        ledger gets it when it is left, and goes on from what is written there. A
        block that others do not let finish is left by ``GaveWayError``.
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

        Only what differs between *seen* and *after* is written; the rest of the
        ledger stays as it is. It is refused if the ledger is no longer at the
        version of *seen*, or if somebody else meanwhile took an id or a key that
        the change uses. What is refused changes nothing, and undoes nothing of
        what its block committed before.
        """
        ...

    def answer(self, key: str) -> Answer | None:
        """What was answered under this idempotency *key*, if anything."""
        ...

    def remember(self, answer: Answer) -> None:
        """Keep the answer of a command that was refused.

        An answer that is there already stays.
        """
        ...

    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        """The customer's journal entries from version 1 on, in their order.

        Each is as it was committed; folded one after another, their events give
        the ledger. Whoever reads slowly holds nobody up, and misses nothing that
        was there when they began.
        """
        ...

    def customers(self) -> Iterator[CustomerId]:
        """Every customer who has a ledger, in the order of their ids.

        A ledger is there once a command has changed it. The order is that of the
        numbers of the characters, as Python sorts text.
        """
        ...


@runtime_checkable
class Foresight(Protocol):
    """Ledgers that can be told what a block is going to ask, so as to ask it at once.

    A store behind a network is spared a round trip for each question by it. Nothing
    else is different, so that ledgers without it lose nothing but time.
    """

    def foreseeing(
        self, customer_id: CustomerId, footprint: Footprint, key: str | None
    ) -> AbstractContextManager[None]:
        """An exclusive block for that customer.

        It is going to ask for the answer under *key*, and for that *footprint*.
        """
        ...
