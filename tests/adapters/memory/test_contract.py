"""The memory adapter keeps every promise of the port."""

from __future__ import annotations

import pytest
from typing_extensions import override

from credits_core.ports import Ledgers
from credits_memory import MemoryLedgers

from ..ledgers_contract import LedgersContract


class TestMemoryLedgers(LedgersContract):
    """Two tenants are two stores."""

    @override
    @pytest.fixture
    def ledgers(self) -> Ledgers:
        return MemoryLedgers()

    @override
    @pytest.fixture
    def neighbour(self, ledgers: Ledgers) -> Ledgers:
        return MemoryLedgers()
