"""Whatever happens can be written down as text, and read again as it was."""

from __future__ import annotations

import json
from datetime import date, datetime
from itertools import combinations
from typing import Any, Final, get_args

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credits_core.codec import Json, WireError, codec_of
from credits_core.commands import Command, IssueCredit
from credits_core.entry import Answer
from credits_core.events import Event
from credits_core.exact import Quantity
from credits_core.identity import CreditId, CustomerId, UserId
from credits_core.ledger import Ledger
from credits_core.rejections import REJECTIONS, InsufficientCredit, Rejection
from credits_core.scribe import scribe_of
from credits_core.wire import (
    answer_from,
    answer_json,
    answer_text,
    command_from,
    command_json,
    command_text,
    entry_from,
    entry_json,
    entry_text,
    fingerprint,
    text_of,
)
from credits_testkit.drawn import instants, values_of
from credits_testkit.every_command import COMMANDS
from credits_testkit.orders import ACME, grant, invoice, usd
from credits_testkit.strategies import History, histories
from credits_testkit.telling import step_of

SOME = settings(max_examples=15)
ENTRY: Final = step_of(Ledger(customer_id=ACME), grant("K-1", 1250), 30).entry

OLD_ENTRY: Final = (
    '{"at":"2026-01-31 12:00:00+00:00","command":{"amount":"12.50 USD",'
    '"credit_id":"K-1","customer_id":"ACME","kind":"IssueCredit"},'
    '"customer_id":"ACME","effects":{"credits":[{"amount":"12.50 USD",'
    '"available":"12.50 USD","credit_id":"K-1"}]},"events":[{"amount":"12.50 USD",'
    '"caused_by":null,"credit_id":"K-1","effective_date":"2026-01-31",'
    '"funded_by":[],"generated_by":[],"issued_by":"boss","kind":"CreditIssued",'
    '"note":"","number":"K-1","opening":"0.00 USD","origin":{"kind":"Manual"},'
    '"sequence":1}],"key":"k-1","on_behalf_of":null,"today":"2026-01-31",'
    '"user_id":"boss","version":1}'
)
OLD_ANSWER: Final = (
    '{"fingerprint":"f","key":"k-2","outcome":{"asked":"5.00 USD",'
    '"available":"0.20 USD","credit_id":"K-1","kind":"InsufficientCredit"}}'
)
OLD_FINGERPRINT: Final = (
    "42b9d20bf457a2e7ba36e377a3983358020ee1c7245196979ca1a3c15eef91eb"
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: type(one).__name__)
def test_every_command_is_read_as_it_was_written(command: Command) -> None:
    text = text_of(command_json(command))

    assert command_from(json.loads(text)) == command


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: type(one).__name__)
def test_a_command_is_written_at_once_as_over_plain_data(command: Command) -> None:
    assert command_text(command) == text_of(command_json(command))


def test_what_only_equals_its_default_is_left_out_at_once_too() -> None:
    """The price of a piece is said to be nothing, which it need not say."""
    (line,) = invoice("A", 5).lines
    priced = attrs.evolve(line, unit_price=Quantity.of(0))
    command = attrs.evolve(invoice("A", 5), lines=(priced,))
    assert priced.unit_price is not line.unit_price

    assert command_text(command) == command_text(invoice("A", 5))
    assert command_text(command) == text_of(command_json(command))


@given(histories(max_size=8), st.data())
@SOME
def test_an_entry_and_an_answer_are_written_at_once_as_over_plain_data(
    history: History, data: st.DataObject
) -> None:
    """Notes with quotes, control characters and surrogates of other planes too."""
    note = data.draw(st.text(max_size=8))
    refusal = data.draw(values_of(data.draw(st.sampled_from(REJECTIONS))))
    events: Any = tuple(data.draw(values_of(kind)) for kind in get_args(Event))
    drawn = attrs.evolve(ENTRY, events=events, key=note, user_id=UserId(note))

    for entry in (*history.entries, drawn):
        assert entry_text(entry) == text_of(entry_json(entry))
        answer = Answer(key=note, fingerprint="f", outcome=entry)
        assert answer_text(answer) == text_of(answer_json(answer))
    refused = Answer(key="k", fingerprint="f", outcome=refusal)  # type: ignore[arg-type]  # drawn
    assert answer_text(refused) == text_of(answer_json(refused))


@pytest.mark.parametrize(
    ("hint", "value"), [(str, 1), (int, True), (bool, 1), (int, "1")]
)
def test_what_is_of_another_type_is_not_written_at_once(
    hint: type, value: object
) -> None:
    with pytest.raises(WireError, match="is no"):
        scribe_of(hint)(value)


@pytest.mark.parametrize("hint", [float, list[int], "text"])
def test_a_type_without_a_form_in_json_has_no_scribe(hint: object) -> None:
    with pytest.raises(TypeError, match="no form in JSON"):
        scribe_of(hint)


def test_there_is_a_command_of_every_kind() -> None:
    assert {type(one) for one in COMMANDS} == set(get_args(Command))


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: str(kind.__name__))
@given(st.data(), instants)
@SOME
def test_every_event_is_read_as_it_was_written(
    kind: type[Event], data: st.DataObject, at: datetime
) -> None:
    event = data.draw(values_of(kind))
    assert isinstance(event, kind)
    entry = attrs.evolve(ENTRY, events=(event,), at=at)

    text = text_of(entry_json(entry))

    assert entry_from(json.loads(text)) == entry


@pytest.mark.parametrize("kind", REJECTIONS, ids=lambda kind: str(kind.__name__))
@given(st.data())
@SOME
def test_every_refusal_is_read_as_it_was_written(
    kind: type[Rejection], data: st.DataObject
) -> None:
    outcome = data.draw(values_of(kind))
    assert isinstance(outcome, kind)
    answer = Answer(key="k", fingerprint="f", outcome=outcome)

    text = text_of(answer_json(answer))

    assert answer_from(json.loads(text)) == answer


@given(histories())
@settings(max_examples=25)
def test_every_entry_and_its_answer_are_read_as_they_were_written(
    history: History,
) -> None:
    for entry in history.entries:
        answer = Answer(key="k", fingerprint="f", outcome=entry)

        assert entry_from(json.loads(text_of(entry_json(entry)))) == entry
        assert answer_from(json.loads(text_of(answer_json(answer)))) == answer


def test_an_entry_that_an_earlier_version_wrote_is_still_read() -> None:
    """The text is kept as it was written; it must never be written anew."""
    assert entry_from(json.loads(OLD_ENTRY)) == attrs.evolve(ENTRY, key="k-1")


def test_an_answer_that_an_earlier_version_wrote_is_still_read() -> None:
    assert answer_from(json.loads(OLD_ANSWER)) == Answer(
        key="k-2",
        fingerprint="f",
        outcome=InsufficientCredit(
            asked=usd(500), available=usd(20), credit_id=CreditId("K-1")
        ),
    )


def test_an_old_key_still_belongs_to_its_command() -> None:
    """Digests are kept with the answers; a new form would disown them all."""
    assert fingerprint(grant("K-1", 1250)) == OLD_FINGERPRINT


def test_only_the_same_command_has_the_same_fingerprint() -> None:
    first: IssueCredit = grant("K", 5)
    others = (
        grant("L", 5),
        grant("K", 6),
        attrs.evolve(first, customer_id=CustomerId("OTHER")),
        attrs.evolve(first, amount=attrs.evolve(first.amount, currency="EUR")),
        attrs.evolve(first, effective_date=date(2026, 1, 1)),
        attrs.evolve(first, note="5"),
        attrs.evolve(first, number="5"),
        *COMMANDS,
    )

    assert fingerprint(grant("K", 5)) == fingerprint(first)
    for one, other in combinations((first, *others), 2):
        assert fingerprint(one) != fingerprint(other)


GOOD: Final[dict[str, Json]] = {
    "kind": "IssueCredit",
    "customer_id": "ACME",
    "credit_id": "K",
    "amount": "12.50 USD",
}


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        7,
        "IssueCredit",
        [],
        {},
        {"kind": "GrantMoney"},
        {"kind": None},
        {"kind": ["IssueCredit"]},
        {"kind": "IssueCredit"},
        {**GOOD, "colour": "red"},
        {**GOOD, "customer_id": None},
        {**GOOD, "customer_id": 7},
        {**GOOD, "customer_id": ""},
        {**GOOD, "credit_id": "overpayment:P"},
        {**GOOD, "amount": None},
        {**GOOD, "amount": 12.5},
        {**GOOD, "amount": "12.50"},
        {**GOOD, "amount": "12.505 USD"},
        {**GOOD, "amount": "much USD"},
        {**GOOD, "amount": "1 XXX"},
        {**GOOD, "effective_date": "yesterday"},
        {**GOOD, "effective_date": 7},
        {**GOOD, "note": 7},
        {"kind": "CancelCredit", "customer_id": "A", "credit_id": "K", "mode": "x"},
        {"kind": "CancelCredit", "customer_id": "A", "credit_id": "K", "mode": []},
        {"kind": "EditCredit", "customer_id": "A", "credit_id": "K"},
        {
            "kind": "EditCredit",
            "customer_id": "A",
            "credit_id": "K",
            "note": "",
            "revision": True,
        },
        {
            "kind": "ReceivePayment",
            "customer_id": "A",
            "payment_id": "P",
            "invoices": "I",
        },
        {
            "kind": "ReceivePayment",
            "customer_id": "A",
            "payment_id": "P",
            "tenders": [1],
        },
        {
            "kind": "VoidApplication",
            "customer_id": "A",
            "payment_id": "P",
            "credit_id": "K",
            "invoice_id": "I",
            "reopen": 1,
        },
    ],
    ids=str,
)
def test_what_nobody_wrote_is_a_wire_error(wrong: Json) -> None:
    with pytest.raises(WireError):
        command_from(wrong)
    with pytest.raises(WireError):
        entry_from(wrong)
    with pytest.raises(WireError):
        answer_from(wrong)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({**GOOD, "customer_id": 7}, r"7 is no str\."),
        ({**GOOD, "colour": "red"}, r"{.*'colour': 'red'.*} is no IssueCredit\."),
        ({**GOOD, "customer_id": ""}, r"{.*'customer_id': ''.*} is no IssueCredit\."),
        ({**GOOD, "kind": "Give"}, r"'Give' is none of \['CancelCredit', .*'\]\."),
        (
            {
                "kind": "ReceivePayment",
                "customer_id": "A",
                "payment_id": "P",
                "invoices": "I",
            },
            r"'I' is not a list\.",
        ),
    ],
    ids=str,
)
def test_a_wire_error_tells_what_was_wrong(wrong: Json, sentence: str) -> None:
    with pytest.raises(WireError, match=f"^{sentence}$"):
        command_from(wrong)


def test_a_type_that_has_no_form_in_json_is_a_mistake_of_the_programmer() -> None:
    """Whoever adds a field of such a type is told so when it is first written."""
    for hint in (float, list[int]):
        with pytest.raises(TypeError, match="no form in JSON"):
            codec_of(hint)


def test_what_is_written_is_exact_and_short() -> None:
    """Defaults are left out, and money is text."""
    assert text_of(command_json(grant("K", 1250))) == (
        '{"amount":"12.50 USD","credit_id":"K","customer_id":"ACME",'
        '"kind":"IssueCredit"}'
    )
