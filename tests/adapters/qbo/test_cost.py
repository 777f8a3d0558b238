"""What the exchange asks for, counted by the simulator."""

from __future__ import annotations

import pytest

from benchmarks import sync_cost
from credits_qbo.gateway.pace import REQUESTS_A_MINUTE_MAX

pytestmark = pytest.mark.extras


def test_a_company_where_nothing_happens_costs_one_request_a_poll() -> None:
    firm = sync_cost.Firm()
    firm.service.log.clear()

    for _ in range(20):
        firm.clock.wait(60)
        firm.sync.step()

    assert firm.asked() == {"cdc": 20}


def test_pending_changes_drain_as_fast_as_the_limit_allows() -> None:
    """300 credits are 600 requests, of which 450 fit into the first minute."""
    seconds, asked, pending = sync_cost.drained(300)

    assert asked == {"create": pending, "read": pending}
    assert seconds == (2 * pending - 1) // REQUESTS_A_MINUTE_MAX * 60 == 60


def test_the_cost_of_each_kind_of_change_is_known() -> None:
    """A change that costs more than here is a new decision."""
    lines = list(sync_cost.by_kind())

    all_in_all = {line[2:36].strip(): int(line.split()[-1]) for line in lines[2:]}
    assert max(all_in_all.values()) <= 6
    assert all_in_all["a credit is granted here"] == 2
    assert all_in_all["a memo is written there"] == 1
