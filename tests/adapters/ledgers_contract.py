"""What every adapter of the port ``Ledgers`` promises, one test a sentence.

An adapter's own test module subclasses ``LedgersContract`` and gives the fixtures
``ledgers`` and ``neighbour``, and ``others`` where one handle is not enough.
"""

from __future__ import annotations

import pytest

from credits_core.ports import Ledgers

from .committing_contract import CommittingContract
from .exclusive_contract import ExclusiveContract
from .loading_contract import LoadingContract
from .oldest_credits_contract import OldestCreditsContract
from .others_contract import OthersContract


class LedgersContract(
    CommittingContract,
    ExclusiveContract,
    LoadingContract,
    OldestCreditsContract,
    OthersContract,
):
    """All clauses together."""

    @pytest.fixture
    def ledgers(self) -> Ledgers:
        """The ledgers of one tenant, without customers."""
        raise NotImplementedError

    @pytest.fixture
    def neighbour(self, ledgers: Ledgers) -> Ledgers:
        """The ledgers of another tenant, kept at the same place."""
        raise NotImplementedError

    @pytest.fixture
    def others(self, ledgers: Ledgers) -> Ledgers:
        """The same tenant's ledgers, as somebody else in another thread has them."""
        return ledgers
