"""Events and changes made by hand, for the contract of the port ``Ledgers``."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

import attrs
from returns.pipeline import is_successful

from credits_core.commands import IssueCredit
from credits_core.entry import Answer, Effects, Entry
from credits_core.events import (
    Event,
)
from credits_core.fold import fold
from credits_core.identity import (
    CreditId,
    CustomerId,
    UserId,
)
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.parts import Footprint, Part
from credits_core.ports import Change, Ledgers
from credits_core.rejections import NothingToPay
from credits_core.wire import fingerprint

from ..orders import ACME

BETA: Final = CustomerId("Beta")
DAY: Final = date(2025, 3, 10)
AT: Final = datetime(2025, 3, 10, 12, tzinfo=UTC)
ANNA: Final = UserId("anna")


def footprint(*parts: Part) -> Footprint:
    """Those *parts* together."""
    return frozenset(parts)


def usd(amount: str) -> Money:
    """An amount of US dollars."""
    return Money.of(amount, "USD")


def change_of(seen: Ledger, *events: Event, key: str | None = None) -> Change:
    """What those *events* do to what was *seen*; answered under *key*, if given."""
    name = CreditId(f"by hand {seen.version + 1}")
    command = IssueCredit(customer_id=seen.customer_id, credit_id=name, amount=usd("1"))
    entry = Entry(
        customer_id=seen.customer_id,
        version=seen.version + 1,
        at=AT,
        today=AT.date(),
        user_id=ANNA,
        on_behalf_of=None,
        command=command,
        events=events,
        effects=Effects(),
        key=key,
    )
    answer = (
        Answer(key=key, fingerprint=fingerprint(command), outcome=entry)
        if key
        else None
    )
    return Change(seen=seen, after=fold(seen, events), entry=entry, answer=answer)


def refused_answer(key: str) -> Answer:
    """The answer of a command that was refused."""
    name = CreditId("C9")
    command = IssueCredit(customer_id=ACME, credit_id=name, amount=usd("1"))
    return Answer(key=key, fingerprint=fingerprint(command), outcome=NothingToPay())


@attrs.frozen
class Writer:
    """Somebody who writes events into the ledger of one customer."""

    ledgers: Ledgers
    customer_id: CustomerId = ACME

    def change(self, *events: Event, key: str | None = None) -> Change:
        """A change of the ledger as it is now."""
        return change_of(self.ledgers.load_whole(self.customer_id), *events, key=key)

    def write(self, *events: Event, key: str | None = None) -> Change:
        """Commit a change of the ledger as it is now."""
        change = self.change(*events, key=key)
        assert is_successful(self.ledgers.commit(change))
        return change
