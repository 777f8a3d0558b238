"""Two sets of books kept in step, as a host's nightly jobs do it.

One job gives every entry, some of them twice, because an answer was lost. Another
reads what was reported page by page, each page twice, because it died meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

import attrs

from credits_core.commands import ImportCredit
from credits_core.entry import Entry
from credits_core.identity import CreditId, CustomerId
from credits_core.laws import Step
from credits_core.ports import Accounting

from ...books import Books
from ...occasions import occasion
from ...orders import ACME, grant, usd

Seen = tuple[CustomerId, int]
Opens = Callable[[], Accounting]

_BETA, _LATE = CustomerId("Beta"), CustomerId("Late")
_DUE: Final = ((ACME, 1), (ACME, 2), (ACME, 3), (_BETA, 1))
"""What has to arrive."""

_GIVEN: Final = (
    *(_DUE[0], _DUE[0], _DUE[1], _DUE[2], _DUE[1], _DUE[3], _DUE[3]),
    *((_LATE, 2), (_LATE, 1), _DUE[3]),
)
"""What is given, in this order: some of it twice, and in one case too late."""

_READS_MAX: Final = 20


def out_of_step(
    opens: Opens,
    report: Callable[[Any, str, ImportCredit], object],
    delivered: Callable[[Any], Sequence[Seen]],
) -> frozenset[str]:
    """``outbox`` if what was taken did not arrive once, ``inbox`` if facts do not."""
    checks: list[tuple[str, Callable[[], bool]]] = [
        ("outbox", lambda: _arrives(opens(), delivered)),
        *(("inbox", partial(_reads, opens(), report, most)) for most in (1, 2, 3)),
    ]
    return frozenset(name for name, check in checks if not _holds(check))


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # noqa: BLE001 - broken books may raise anything
        return False


def _arrives(books: Accounting, delivered: Callable[[Any], Sequence[Seen]]) -> bool:
    """Whatever was taken without a word of protest is there, once; all that is due."""
    entries = _entries()
    taken = {one for one in _GIVEN if _takes(books, entries[one])}
    again = all(_takes(books, entries[one]) for one in _DUE[2:])
    return again and taken >= {*_DUE} and sorted(delivered(books)) == sorted(taken)


def _takes(books: Accounting, entry: Entry) -> bool:
    try:
        books.deliver(entry)
    except ValueError:
        return False
    return True


def _entries() -> dict[Seen, Entry]:
    found: dict[Seen, Entry] = {}
    books = Books((ACME, _BETA, _LATE))
    for customer_id in books.ledgers:
        for version in (1, 2, 3):
            command = grant(f"{customer_id} {version}", 10)
            granted = attrs.evolve(command, customer_id=customer_id)
            step = books.carry_out(granted, occasion(version))
            assert isinstance(step, Step)
            found[customer_id, version] = step.entry
    return found


def _reads(
    books: Accounting, report: Callable[[Any, str, ImportCredit], object], most: int
) -> bool:
    """Each fact is read, once by its key, in the order in which it was reported."""
    facts = dict(_facts())
    for key, command in facts.items():
        report(books, key, command)
    read: dict[str, object] = {}
    position = 0
    for _ in range(_READS_MAX):
        books.facts(position, most)  # and then the job died
        page = books.facts(position, most)
        if not page:
            return [*read.items()] == [*facts.items()]
        read.update({fact.key: fact.command for fact in page[:most]})
        position = page[-1].position
    return False


def _facts() -> Iterator[tuple[str, ImportCredit]]:
    for number in range(1, 6):
        yield (
            f"fact {number}",
            ImportCredit(
                customer_id=ACME if number % 2 else _BETA,
                credit_id=CreditId(f"M{number}"),
                system="books",
                remote_id=f"{number}",
                amount=usd(10 * number),
            ),
        )
