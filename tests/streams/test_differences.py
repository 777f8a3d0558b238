"""A replay that only ever says "fine" would prove nothing: here it must complain."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from credits_cli.stream import Difference, Line, Replay, StreamError, read_lines
from credits_memory import MemoryLedgers

pytestmark = pytest.mark.extras

INVOICE: dict[str, Any] = {
    "seq": 1,
    "at": "2031-05-01T08:00:00Z",
    "cmd": "issue_invoice",
    "expect": "ok",
    "customer": "anybody",
    "invoice": "A",
    "total": "10.00",
    "lines": [[1, "tea", 2, "5.00", "10.00"]],
    "effects": {"due": {"A": "10.00"}},
}
RECEIPT: dict[str, Any] = {
    "seq": 2,
    "at": "2031-05-02T08:00:00Z",
    "cmd": "receive_payment",
    "expect": "ok",
    "customer": "anybody",
    "payment": "P",
    "invoices": ["A"],
    "credits": {"use": "none"},
    "tenders": [["cash", "12.00"]],
    "effects": {
        "due": {"A": "0.00"},
        "credits": {"overpayment:P": ["2.00", "2.00"]},
    },
}


def _lines(*fields: dict[str, Any]) -> list[Line]:
    text = "\n".join(json.dumps(each) for each in fields)
    return list(read_lines(io.BytesIO(text.encode()), currency="EUR"))


def _differences(*fields: dict[str, Any]) -> list[Difference]:
    replay = Replay(MemoryLedgers(), currency="EUR")
    outcomes = list(replay.play(_lines(*fields)))
    return [each for outcome in outcomes for each in outcome.differences]


def test_a_stream_of_another_year_and_currency_is_met() -> None:
    assert _differences(INVOICE, RECEIPT) == []


def test_a_line_without_demands_is_carried_out_and_not_compared() -> None:
    bare = {
        name: INVOICE[name] for name in INVOICE if name not in {"expect", "effects"}
    }

    assert _differences(bare, RECEIPT) == []


def test_another_outcome_is_a_difference() -> None:
    wrong = {**RECEIPT, "expect": "rejected:InvoiceVoided"}

    assert _differences(INVOICE, wrong) == [
        Difference(2, "outcome", "InvoiceVoided", "ok")
    ]


def test_a_refusal_that_was_not_expected_says_why() -> None:
    (difference,) = _differences(RECEIPT)

    assert difference.expected == "ok"
    assert difference.got == "Unknown (There is no invoice A.)"


def test_another_effect_is_a_difference() -> None:
    wrong = {**INVOICE, "effects": {"due": {"A": "9.99"}}}

    assert _differences(wrong) == [
        Difference(1, "effects 'due'", {"A": "9.99"}, {"A": "10.00"})
    ]


def test_an_effect_that_nobody_expected_is_a_difference() -> None:
    wrong = {**RECEIPT, "effects": {"due": {"A": "0.00"}}}

    (difference,) = _differences(INVOICE, wrong)

    assert difference.what == "effects 'credits'"
    assert difference.expected is None


def test_another_figure_is_a_difference() -> None:
    checkpoint = {
        "seq": 3,
        "at": "2031-06-01T00:00:00Z",
        "cmd": "checkpoint",
        "figures": {"open_credits": 1, "cash": "12.00", "available": "2.01"},
    }

    assert _differences(INVOICE, RECEIPT, checkpoint) == [
        Difference(3, "figure 'available'", "2.01", "2.00")
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cmd": "dance"}, "'dance' is no command"),
        ({"customer": None}, "'customer' is missing"),
        ({"lines": [[1, "tea", 2, "5.00", "10.005"]]}, "more than 2 decimal places"),
        ({"lines": []}, "at least one element"),
        ({"at": "yesterday"}, "no good instant"),
    ],
)
def test_a_line_that_makes_no_sense_is_told_by_a_sentence(
    change: dict[str, Any], words: str
) -> None:
    with pytest.raises(StreamError, match=words):
        _differences({**INVOICE, **change})


def test_a_stream_whose_time_goes_back_is_told_by_a_sentence() -> None:
    earlier = {**RECEIPT, "at": "2031-04-30T08:00:00Z"}

    with pytest.raises(StreamError, match="Line 2 has no good instant"):
        _differences(INVOICE, earlier)


@pytest.mark.parametrize("text", ["{", "[1]"])
def test_a_text_that_is_no_stream_is_told_by_a_sentence(text: str) -> None:
    with pytest.raises(StreamError, match="Line 1"):
        list(read_lines(io.BytesIO(text.encode()), currency="EUR"))
