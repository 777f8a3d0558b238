"""The contract of the port ``Register``: what is read agrees with the ledgers."""

from __future__ import annotations

from typing_extensions import override

from ..contract import Contract
from ..place import Place
from .searching import SearchingClauses
from .standing import StandingClauses
from .trial import RegisterTrial, Store


class RegisterContract(StandingClauses, SearchingClauses, Contract):
    """All clauses together; a subclass gives ``store``."""

    def store(self, place: Place) -> Store:
        """What gives the ledgers of the place's tenant, and their register."""
        raise NotImplementedError

    @override
    def on_trial(self, place: Place) -> RegisterTrial:
        return RegisterTrial(place, opens=self.store)
