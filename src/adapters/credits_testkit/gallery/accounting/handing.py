"""An accounting system that hands everything on, to be changed in one place."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from typing_extensions import override

from credits_core.entry import Entry
from credits_core.ports import Accounting, RemoteFact


@attrs.define
class Handed(Accounting):
    """An accounting system that hands everything on to the *inner* one."""

    inner: Accounting

    @override
    def deliver(self, entry: Entry) -> None:
        self.inner.deliver(entry)

    @override
    def facts(self, after: int, most: int) -> Sequence[RemoteFact]:
        return self.inner.facts(after, most)
