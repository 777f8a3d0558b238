"""What every adapter of the port ``Ledgers`` promises, a clause or more a sentence."""

from __future__ import annotations

from typing_extensions import override

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers

from ..contract import Contract
from ..place import Place
from ..trials import LedgersTrial
from .answers import AnswersContract
from .committing import CommittingContract
from .loading import LoadingContract
from .oldest import OldestCreditsContract
from .others import OthersContract
from .together import ExclusiveContract


class LedgersContract(
    AnswersContract,
    CommittingContract,
    ExclusiveContract,
    LoadingContract,
    OldestCreditsContract,
    OthersContract,
    Contract,
):
    """All clauses together; a subclass gives ``ledgers``, and ``raw`` if it can."""

    def ledgers(self, place: Place) -> Ledgers:
        """The ledgers of the place's tenant, without customers at first."""
        raise NotImplementedError

    def raw(self, place: Place, customer_id: CustomerId) -> Ledger:
        """All that is stored of a customer, read by other means than the adapter's.

        A customer nobody has heard of has an empty ledger.
        """
        raise NotImplementedError

    @override
    def on_trial(self, place: Place) -> LedgersTrial:
        has_raw = type(self).raw is not LedgersContract.raw
        return LedgersTrial(
            place,
            opens=self.ledgers,
            raw=self.raw if has_raw else None,
            concurrency=self.capabilities.concurrency,
        )
