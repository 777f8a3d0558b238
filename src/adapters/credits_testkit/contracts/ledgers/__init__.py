"""What every adapter of the port ``Ledgers`` promises, a clause or more a sentence."""

from __future__ import annotations

from typing_extensions import override

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers

from ..contract import Contract
from ..place import Place
from ..trials import LedgersTrial
from .answers import AnswersClauses
from .at_the_desk import AtTheDeskClauses
from .changing import ChangingClauses
from .committing import CommittingClauses
from .documents import DocumentsClauses
from .durable import DurableClauses
from .histories import HistoriesClauses
from .journals import JournalsClauses
from .links import LinksClauses
from .loading import LoadingClauses
from .names import NamesClauses
from .nesting import NestingClauses
from .oldest import OldestCreditsClauses
from .others import OthersClauses
from .parts import PartsClauses
from .racing import RacingClauses
from .refusing import RefusingClauses
from .taking import TakingClauses
from .tenants import TenantsClauses
from .together import TogetherClauses
from .watching import WatchingClauses


class LedgersContract(
    AtTheDeskClauses,
    HistoriesClauses,
    WatchingClauses,
    RacingClauses,
    OthersClauses,
    DurableClauses,
    TenantsClauses,
    NestingClauses,
    TogetherClauses,
    OldestCreditsClauses,
    LinksClauses,
    PartsClauses,
    LoadingClauses,
    NamesClauses,
    JournalsClauses,
    AnswersClauses,
    TakingClauses,
    RefusingClauses,
    ChangingClauses,
    DocumentsClauses,
    CommittingClauses,
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
