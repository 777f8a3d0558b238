"""``credits check``: a certificate for what is in order, a finger on what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from rich.console import Console
from typing_extensions import override

from credits_cli.certificate import JOURNAL, Certificate, examine
from credits_cli.checking import show
from credits_core.commands import IssueCredit
from credits_core.desk import Desk
from credits_core.identity import CreditId, CustomerId, UserId
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.permission import EVERYTHING, Actor, Role
from credits_memory import MemoryLedgers, WallClock

from .running import STREAM, credits_line, table_row

pytestmark = pytest.mark.extras

ANNA = Actor(UserId("anna"), (Role("Everything", EVERYTHING),))
CREDIT = CreditId("gift")


class TamperedLedgers(MemoryLedgers):
    """Ledgers whose stored state somebody changed behind the journal's back."""

    def __init__(self, tamper: Callable[[Ledger], Ledger]) -> None:
        super().__init__()
        self._tamper = tamper

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        return self._tamper(super().load_whole(customer_id))


def _examined(tamper: Callable[[Ledger], Ledger]) -> Certificate:
    ledgers = TamperedLedgers(tamper)
    desk = Desk(ledgers=ledgers, clock=WallClock())
    for name in ("quiet", "busy"):
        gift = IssueCredit(
            customer_id=CustomerId(name),
            credit_id=CreditId(f"{CREDIT}-{name}"),
            amount=Money.of("10.00", "USD"),
        )
        desk.submit(gift, ANNA).unwrap()
    return examine(ledgers)


def _printed(certificate: Certificate) -> str:
    console = Console(width=120)
    with console.capture() as captured:
        show(console, certificate)
    return captured.get()


def _overspent(ledger: Ledger) -> Ledger:
    if ledger.customer_id != "busy":
        return ledger
    (credit,) = ledger.credits.values()
    spent = attrs.evolve(credit, used=Money.of("12.00", "USD"))
    return attrs.evolve(ledger, credits={spent.id: spent})


def _renamed(ledger: Ledger) -> Ledger:
    (credit,) = ledger.credits.values()
    other = attrs.evolve(credit, note="changed by hand")
    return attrs.evolve(ledger, credits={other.id: other})


def test_books_in_order_get_a_certificate() -> None:
    certificate = _examined(lambda ledger: ledger)

    assert certificate.is_clean
    assert certificate.smallest is None
    assert certificate.counts["customers"] == 2
    assert certificate.totals["USD"].granted == 2_000
    assert certificate.totals["USD"].available == 2_000


def test_an_overspent_credit_is_found_and_named() -> None:
    certificate = _examined(_overspent)

    fault = certificate.smallest
    assert fault is not None
    assert not certificate.is_clean
    assert fault.customer_id == "busy"
    assert {"L1 balance", JOURNAL} <= {one.law for one in certificate.faults}
    assert "gift-busy" in {one.subject for one in certificate.faults}


def test_a_state_that_its_journal_does_not_lead_to_is_found() -> None:
    certificate = _examined(_renamed)

    assert {one.law for one in certificate.faults} == {JOURNAL}
    assert {one.subject for one in certificate.faults} == {
        "credit gift-busy",
        "credit gift-quiet",
    }


def test_a_fault_is_printed_as_a_sentence_with_its_place() -> None:
    printed = _printed(_examined(_overspent))

    assert "The smallest one:" in printed
    assert "Customer busy, journal entry 1" in printed
    assert "NO (" in printed


def test_a_stored_stream_gets_its_certificate(tmp_path: Path) -> None:
    stream = tmp_path / "stream.jsonl"
    stream.write_text(_beginning(), encoding="utf-8")
    store = f"sqlite:///{tmp_path / 'book.sqlite3'}"
    credits_line("replay", stream, "--store", store)

    run = credits_line("check", "--store", store)

    assert run.returncode == 0, run.stdout + run.stderr
    assert "Every law holds" in run.stdout
    came, _, now = table_row(run.stdout, "together")
    assert came == now


def _beginning() -> str:
    import gzip

    with gzip.open(STREAM, "rt", encoding="utf-8") as lines:
        return "".join(next(lines) for _ in range(300))
