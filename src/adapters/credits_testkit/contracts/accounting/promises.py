"""The sentences of the port ``Accounting``, to be named by the clauses about them."""

from __future__ import annotations

from typing import Final

from credits_core.ports import Accounting, RemoteFact

from ..clauses import promise

SYSTEM: Final = promise(Accounting, "An accounting system, as this library sees it.")
NOTED: Final = promise(Accounting.deliver, "Take note of a committed journal *entry*.")
NO_SECOND_EFFECT: Final = promise(
    Accounting.deliver,
    "Delivering the same entry again has no second effect, whatever was delivered"
    " since.",
)
ANY_ORDER: Final = promise(
    Accounting.deliver,
    "Entries of one customer are delivered in the order of their versions, those of"
    " different customers in any order.",
)
TOO_LATE: Final = promise(
    Accounting.deliver,
    "An entry that comes after a later one of its customer is refused with"
    " ``ValueError``.",
)
OLDEST_FIRST: Final = promise(
    Accounting.facts, "What was reported *after* that position, oldest first."
)
AT_MOST: Final = promise(Accounting.facts, "At most *most* facts are given.")
MAY_REPEAT: Final = promise(Accounting.facts, "A fact may be reported again.")
CHANGES_NOTHING: Final = promise(
    Accounting.facts,
    "Asking changes nothing: the same question gets the same answer, and more once"
    " more was reported.",
)
ONE_THING: Final = promise(
    RemoteFact,
    "One thing the accounting system reports, in its place in the stream.",
)
GROWS: Final = promise(RemoteFact, "*position* is a number that only grows.")
SAME_KEY: Final = promise(
    RemoteFact,
    "*key* is the same however often the fact is reported, and is used as the"
    " idempotency key of its command.",
)
