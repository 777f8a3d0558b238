"""What every adapter of the port ``Accounting`` promises, one clause or more each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typing_extensions import override

from credits_core.commands import ImportChange, ImportCredit, ImportPayment
from credits_core.identity import CustomerId
from credits_core.ports import Accounting

from ..contract import Contract
from ..place import Place
from .delivering import DeliveringClauses
from .reopening import ReopeningClauses
from .repeating import RepeatingClauses
from .reporting import ReportingClauses
from .trial import AccountingTrial


class AccountingContract(
    ReopeningClauses, ReportingClauses, RepeatingClauses, DeliveringClauses, Contract
):
    """All clauses together; a subclass gives ``accounting``.

    What is on the other side of the port is seen through ``delivered``, and moved
    through ``report``; both ask the adapter as ``MemoryAccounting`` would be asked,
    unless they are given as well.
    """

    def accounting(self, place: Place) -> Accounting:
        """An accounting system that nobody has told anything yet."""
        raise NotImplementedError

    def report(
        self,
        accounting: Any,  # noqa: ANN401 - the author's own class
        key: str,
        command: ImportCredit | ImportPayment | ImportChange,
    ) -> None:
        """Make the system report *command* as its newest fact, under *key*."""
        accounting.report(key, command)

    def delivered(
        self,
        accounting: Any,  # noqa: ANN401 - the author's own class
    ) -> Sequence[tuple[CustomerId, int]]:
        """The customer and the version of each entry that had an effect, in order."""
        return [(entry.customer_id, entry.version) for entry in accounting.entries]

    @override
    def on_trial(self, place: Place) -> AccountingTrial:
        return AccountingTrial(
            place, opens=self.accounting, reports=self.report, looks=self.delivered
        )
