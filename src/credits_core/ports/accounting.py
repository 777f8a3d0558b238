"""The other books: an accounting system that follows this one, and reports back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs

from ..commands import ImportChange, ImportCredit, ImportPayment
from ..entry import Entry


@attrs.frozen
class RemoteFact:
    """One thing the accounting system reports, in its place in the stream.

    *position* is a number that only grows. *key* is the same however often the
    fact is reported, and is used as the idempotency key of its command.
    """

    position: int
    key: str
    command: ImportCredit | ImportPayment | ImportChange


class Accounting(Protocol):
    """An accounting system, as this library sees it."""

    def deliver(self, entry: Entry) -> None:
        """Take note of a committed journal *entry*.

        Delivering the same entry again has no second effect, whatever was
        delivered since. Entries of one customer are delivered in the order of
        their versions, those of different customers in any order. An entry that
        comes after a later one of its customer is refused with ``ValueError``.
        """
        ...

    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        """What was reported *after* that position, oldest first.

        At most *most* facts are given. A fact may be reported again. Asking
        changes nothing: the same question gets the same answer, and more once
        more was reported.
        """
        ...
