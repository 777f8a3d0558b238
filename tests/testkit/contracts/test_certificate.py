"""A certificate, and the command that prints one."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typing_extensions import override

from credits_core.identity import CustomerId
from credits_core.ledger import Ledger
from credits_core.ports import Ledgers
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.contracts import (
    IN_MEMORY,
    ClockContract,
    LedgersContract,
    Outcome,
    Place,
    Promise,
    Verdict,
    certificate,
    verdicts,
)
from credits_testkit.contracts.__main__ import main
from credits_testkit.contracts.subjects import object_named, subject_named
from credits_testkit.occasions import BEGIN

KEPT = Promise("credits_core.ports.ledgers.Ledgers.load", "It is kept.")
BROKEN = Promise("credits_core.ports.ledgers.Ledgers.commit", "It is broken.")
UNSEEN = Promise("credits_core.parts.AnInvoice", "It is not seen.")
ME = "tests.testkit.contracts.test_certificate"


class OfMemory(LedgersContract):
    """The memory adapter, as a test suite has it."""

    capabilities = IN_MEMORY

    @override
    def ledgers(self, place: Place) -> Ledgers:
        return MemoryLedgers()


def open_ledgers(_: Place) -> Ledgers:
    """What a factory gives."""
    return MemoryLedgers()


def read_nothing(_: Place, customer_id: CustomerId) -> Ledger:
    """A raw reader who finds nothing."""
    return Ledger(customer_id=customer_id)


def open_nothing() -> int:
    """What has no port."""
    return 7


def _verdict(name: str, outcome: Outcome, message: str, *promises: Promise) -> Verdict:
    return Verdict(clause=name, promises=promises, outcome=outcome, message=message)


def test_a_certificate_counts_and_names_what_is_broken() -> None:
    """The sentence that one clause kept and another one broke is broken."""
    text = certificate(
        (
            _verdict("one", Outcome.PASSED, "", KEPT, BROKEN),
            _verdict("two", Outcome.FAILED, "it is 1 instead of 2", BROKEN),
            _verdict("three", Outcome.LEFT_OUT, "not declared: this", UNSEEN),
            _verdict("four", Outcome.LEFT_OUT, "not declared: this", KEPT),
        )
    )

    assert text.splitlines() == [
        "4 clauses: 1 kept, 1 broken, 2 left out.",
        "3 sentences: 1 kept, 1 broken, 1 not looked at.",
        "BROKEN: two: it is 1 instead of 2",
        "What does not hold:",
        "    Ledgers.commit: It is broken.",
        "Left out: 2 clauses; not declared: this.",
    ]


def test_a_certificate_of_an_adapter_without_fault_has_two_lines() -> None:
    text = certificate((_verdict("one", Outcome.PASSED, "", KEPT),))

    assert text.splitlines() == [
        "1 clauses: 1 kept, 0 broken, 0 left out.",
        "1 sentences: 1 kept, 0 broken, 0 not looked at.",
    ]


def test_a_factory_is_certified(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["credits_memory:WallClock", "--without", "time_travel"])

    first, *told, counts, _, _, _ = capsys.readouterr().out.splitlines()
    assert status == 0
    assert first == "credits_memory:WallClock by ClockContract"
    assert " 0 broken, 8 left out." in counts
    assert len(told) == 22
    assert "kept      a command is dated by the clock" in told


def test_each_clause_is_told_before_the_next_one_is_tried() -> None:
    """Whoever waits for a slow adapter sees how far it is."""
    seen: list[list[str]] = []
    told: list[str] = []

    def clock() -> HandClock:
        seen.append(list(told))
        return HandClock(BEGIN)

    found = verdicts(
        ClockContract,
        clock=clock,
        only="the_business_date_changes",
        each_verdict=lambda one: told.append(one.clause),
    )
    more = verdicts(
        ClockContract, clock=clock, each_verdict=lambda one: told.append(one.clause)
    )

    assert told == [one.clause for one in (*found, *more)]
    assert {len(one) for one in seen} >= {0, 1, 2, 3}


def test_a_broken_promise_gives_another_status(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Memory does not keep what the declaration says it keeps."""
    options = ["--only", "opened_again"]

    assert main(["credits_memory:MemoryAccounting", *options]) == 1
    assert "BROKEN: facts keep their positions" in capsys.readouterr().out
    declared = [*options, "--without", "durability"]
    assert main(["credits_memory:MemoryAccounting", *declared]) == 0


def test_a_contract_is_certified_with_its_own_hooks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([f"{ME}:OfMemory", "--only", "opened_again"]) == 0
    assert " 0 kept, 0 broken, 9 left out." in capsys.readouterr().out


def test_a_raw_reader_and_fewer_threads_may_be_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    raw = ["--raw", f"{ME}:read_nothing"]
    first = ["--only", "test_a_first_command"]
    alone = ["--only", "at_once", "--concurrency", "none"]

    assert main([f"{ME}:open_ledgers", *first]) == 0
    assert main([f"{ME}:open_ledgers", *raw, *first]) == 1
    assert main([f"{ME}:open_ledgers", *alone]) == 0
    assert "2 left out" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("credits_memory", "Write package:object instead of 'credits_memory'"),
        ("credits_memory:Nothing", "no attribute 'Nothing'"),
        ("no_such_package:at_all", "No module named 'no_such_package'"),
        (f"{ME}:open_nothing", "gives a int, which has no port"),
        (f"{ME}:ME", "is neither a contract nor a factory"),
    ],
)
def test_what_cannot_be_certified_is_told(
    capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main([name])

    assert caught.value.code == 2
    assert words in capsys.readouterr().err


def test_the_command_is_there() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "credits_testkit.contracts", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Hold an adapter to every sentence of its port" in run.stdout


def test_a_port_is_known_by_its_adapter() -> None:
    """Whether its factory takes a place or nothing."""
    names = ("MemoryLedgers", "MemoryAccounting", "WallClock")

    found = [subject_named(f"credits_memory:{name}") for name in names]

    told = [(one.contract.__name__, *one.hooks) for one in found]
    assert told == [
        ("LedgersContract", "ledgers"),
        ("AccountingContract", "accounting"),
        ("ClockContract", "clock"),
    ]
    assert object_named("credits_memory:HandClock") is HandClock
