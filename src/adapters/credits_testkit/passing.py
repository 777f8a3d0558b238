"""Ledgers that hand everything on to others, to be changed in one place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager

import attrs
from returns.result import Result
from typing_extensions import override

from credits_core.entry import Answer, Entry
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.parts import Footprint
from credits_core.ports import Change, Ledgers
from credits_core.rejections import StaleLedger


@attrs.define
class Passing(Ledgers):
    """Ledgers that hand everything on to others."""

    inner: Ledgers

    @override
    def exclusively(
        self, customer_ids: Collection[CustomerId]
    ) -> AbstractContextManager[None]:
        return self.inner.exclusively(customer_ids)

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        return self.inner.load(customer_id, footprint)

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        return self.inner.load_whole(customer_id)

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        return self.inner.commit(change)

    @override
    def answer(self, key: str) -> Answer | None:
        return self.inner.answer(key)

    @override
    def remember(self, answer: Answer) -> None:
        self.inner.remember(answer)

    @override
    def journal(self, customer_id: CustomerId) -> Iterator[Entry]:
        return self.inner.journal(customer_id)

    @override
    def customers(self) -> Iterator[CustomerId]:
        return self.inner.customers()
