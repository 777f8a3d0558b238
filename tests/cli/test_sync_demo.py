"""``credits sync demo``: both sides side by side, and equal at the end."""

from __future__ import annotations

import pytest

from .running import credits_line

pytestmark = pytest.mark.extras


def _last_table(output: str) -> dict[str, str]:
    """What stood beside each thing of this side when both were shown last."""
    table = output.rpartition("Here and there")[2].partition("9. ")[0]
    rows = [line.split() for line in table.splitlines()]
    return {row[1]: " ".join(row[2:]) for row in rows if len(row) == 8}


def test_both_sides_are_shown_and_end_as_the_story_says() -> None:
    run = credits_line("sync", "demo")

    assert run.returncode == 0, run.stderr
    assert _last_table(run.stdout) == {
        "INV-1": "60.00 100.00 Invoice 86 60.00 100.00",
        "INV-2": "0.00 100.00 Invoice 87 0.00 100.00",
        "INV-3": "80.00 80.00 Invoice 88 80.00 80.00",
        "CR-1": "10.00 40.00 CreditMemo 90 10.00 40.00",
        "qbo-9130-memo-89": "15.00 15.00 CreditMemo 89 15.00 15.00",
        "CR-2": "30.00 30.00 CreditMemo 91 30.00 30.00",
        "qbo-9130-memo-92": "12.00 12.00 CreditMemo 92 12.00 12.00",
        "overpayment:R-2": "20.00 20.00 Payment 94 20.00 120.00",
        "CR-3": "0.00 10.00 CreditMemo 95 0.00 10.00",
        "CR-4": "5.00 5.00 CreditMemo 97 5.00 5.00",
    }
    assert "both_changed" in run.stdout
    assert "7 credits are worth the same on both sides, 0 are not." in run.stdout
