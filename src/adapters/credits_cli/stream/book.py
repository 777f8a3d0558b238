"""The figures of the whole book, kept up without reading the whole book."""

from __future__ import annotations

from credits_core.identity import CustomerId
from credits_core.ports import Ledgers

from .figures import Figures, figures_of


class Book:
    """The sum of all customers' figures in one *currency*.

    Only customers that were touched since the figures were last asked for are
    read again; what they added before is taken out first.
    """

    def __init__(self, ledgers: Ledgers, *, currency: str) -> None:
        """Begin with an empty book over *ledgers*."""
        self._ledgers = ledgers
        self._currency = currency
        self._touched: set[CustomerId] = set()
        self._known: dict[CustomerId, Figures] = {}
        self._total = Figures()

    def touch(self, customer_id: CustomerId) -> None:
        """Take note that the customer's ledger may have changed."""
        self._touched.add(customer_id)

    def figures(self) -> Figures:
        """The figures of everything, as it stands now."""
        for customer_id in sorted(self._touched):
            now = figures_of(self._ledgers.load_whole(customer_id), self._currency)
            before = self._known.get(customer_id, Figures())
            self._total = self._total - before + now
            self._known[customer_id] = now
        self._touched.clear()
        return self._total
