"""Lines of stories are read as they were written, and mistakes in them are told."""

from __future__ import annotations

from typing import Final, get_args

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credits_core.commands import Command
from credits_core.events import Event
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.policy import Policy
from credits_core.rejections import (
    REJECTIONS,
    AlreadyRecorded,
    AlreadyVoided,
    CurrencyMismatch,
    CustomerMismatch,
    Rejection,
    Unknown,
)
from credits_testkit.drawn import values_of
from credits_testkit.every_command import COMMANDS as ALL_COMMANDS
from credits_testkit.orders import ACME, edit, exact, grant, invoice, pay
from credits_testkit.stories import StoryMistakeError, read_story
from credits_testkit.stories.grammar import Found, Register, Setting
from credits_testkit.stories.lines.claims import Claim, agrees
from credits_testkit.stories.lines.commands import COMMANDS, Wished, command_line
from credits_testkit.stories.lines.events import EVENTS, event_line, event_values
from credits_testkit.stories.lines.facts import FACTS, fact_line
from credits_testkit.stories.lines.openers import OPENERS
from credits_testkit.stories.lines.refusals import (
    REFUSALS,
    refusal_line,
    refusal_values,
)
from credits_testkit.stories.lines.settings import SETTINGS
from credits_testkit.stories.playing.records import records_of
from credits_testkit.stories.printing import wrapped
from credits_testkit.stories.reading.outline import sections_of
from credits_testkit.stories.vocabulary import VOCABULARY
from credits_testkit.strategies import policies
from credits_testkit.telling import told
from tests.testkit.drawn_commands import commands

DOCUMENTS: Final = ("invoice", "invoice line", "line", "payment", "application")
OF_DOCUMENTS: Final = (
    AlreadyRecorded,
    AlreadyVoided,
    CurrencyMismatch,
    CustomerMismatch,
    Unknown,
)
SETTING: Final = Setting(ACME)
REGISTERS: Final = (COMMANDS, EVENTS, REFUSALS, FACTS, SETTINGS, OPENERS)


def _read(register: Register, line: str) -> object:
    """What a line of a story says, however often it is broken."""
    text = "\n".join(wrapped(line, "  "))
    (section,) = sections_of(f"given\n{text}")
    (row,) = section.rows
    found = register.find(row.words, SETTING)
    assert isinstance(found, Found), (line, list(found.wanted))
    return found.made()


@pytest.mark.parametrize("command", ALL_COMMANDS, ids=lambda one: type(one).__name__)
def test_every_kind_of_command_is_read_as_it_was_written(command: Command) -> None:
    assert _read(COMMANDS, command_line(command, SETTING)) == Wished(command)


@given(commands, st.none() | st.sampled_from(["k1", "under", "a key"]))
@settings(max_examples=80)
def test_any_command_is_read_as_it_was_written(
    command: Command, key: str | None
) -> None:
    line = command_line(command, SETTING, key)

    assert _read(COMMANDS, line) == Wished(command, key)


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: str(kind.__name__))
@given(st.data())
@settings(max_examples=15)
def test_what_is_told_of_an_event_is_so(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(values_of(kind))
    assert isinstance(event, kind)

    usual = _read(EVENTS, event_line(event, SETTING))

    assert isinstance(usual, Claim)
    assert usual.about == kind.__name__
    assert agrees(usual.values, event_values(event))


@pytest.mark.parametrize("kind", REJECTIONS, ids=lambda kind: str(kind.__name__))
@given(st.data())
@settings(max_examples=15)
def test_all_that_is_told_of_a_refusal_is_so(
    kind: type[Rejection], data: st.DataObject
) -> None:
    refusal = data.draw(values_of(kind))
    assert isinstance(refusal, kind)
    if isinstance(refusal, OF_DOCUMENTS):
        what = data.draw(st.sampled_from(DOCUMENTS))
        refusal = attrs.evolve(refusal, what=what)
    line = refusal_line(refusal, SETTING, sentence="so it is")

    claim = _read(REFUSALS, line)

    assert isinstance(claim, Claim)
    assert claim.about == kind.code
    assert claim.values.pop("sentence") == "so it is"
    values = refusal_values(refusal)
    assert agrees(claim.values, values)
    silent = {name for name, one in values.items() if one is None or one == ()}
    told = claim.values.keys() | silent | {"sentence", "current"}
    assert told == values.keys() | {"current"}


def _busy() -> Ledger:
    """A ledger with a record of each kind, some of them voided."""
    return told(
        *(grant("C", 500), invoice("A", 1000), pay("P", 1200, "A")),
        *(invoice("B", 100), pay("Q", 0, "B", credits=exact(100)), edit("E", "A", 300)),
    )


def test_every_record_is_told_by_a_line_that_can_be_read() -> None:
    for known in records_of(_busy()):
        said = _read(FACTS, fact_line(known.brief, SETTING).strip("~"))

        assert isinstance(said, Claim)
        assert agrees(said.values, known.claim.values)


@given(policies())
def test_any_policy_is_read_as_it_was_written(policy: Policy) -> None:
    assert _read(SETTINGS, SETTINGS.write(policy, SETTING)) == policy


def test_the_vocabulary_is_what_the_patterns_say() -> None:
    said = {word for one in REGISTERS for word in one.words if word.islower()}

    assert sorted(said | {"refused"}) == sorted(VOCABULARY)


def test_every_line_has_a_pattern_of_its_own() -> None:
    for register in REGISTERS:
        usages = [form.usage for form in register.forms]

        assert len(set(usages)) == len(usages)


MISTAKES: Final = [
    ("foo", 1, "'foo' cannot stand here. There can be: given, tried, when, then"),
    ("given\n  invoce A 1.00", 2, "'invoce' cannot stand here. There can be: invoice"),
    ("given\n  invoice A 1.00 datd 2026-01-01", 2, "behind 'invoice A 1.00'"),
    ("given\n  invoice A 1.00 dated 2026-02-30", 2, "a date such as 2026-03-02"),
    ("given\n  invoice A 1.00 dated", 2, "the line ends too early behind"),
    ("given\n  credit open 1.00", 2, 'As a name it is written "open".'),
    ('given\n  credit "C 1.00', 2, "A quotation mark has no second one."),
    ('given\n  credit "\\q" 1.00', 2, "is not a quoted text"),
    ("given\n  payment P1 10.00", 2, "cash, check, transfer, card, other"),
    ("given\n  payment P1 10.00 cash on A,", 2, "ends too early"),
    ("given\n  credit C1 10.005", 2, "10.005 has more than 2 decimal places"),
    ("given\n  credit C1 1.5 JPY", 2, "1.5 has more than 0 decimal places"),
    ("given\n  credit C1 1e2", 2, "'1e2' cannot stand here"),
    ("given\n  credit return:R1 5.00", 2, "Only a derived credit id begins with"),
    ("given\n  payment P1 5.00 of C, exactly 1.00 from credits", 2, "in one way"),
    ("  given", 1, "the first line stands at the margin"),
    ("given\n    credit C1 1.00\n  credit C2 1.00", 3, "indented like no line above"),
    ("given", 1, "nothing is asked for here"),
    ("when\n  credit C1 1.00\n  credit C2 1.00", 3, "'when' asks for one thing"),
    ("then\n  credit C1 issued", 1, "'then' stands right behind a 'when'"),
    ("given\n  credit C1 1.00\nthen refused Unknown", 3, "right behind a 'when'"),
    ("when\n  credit C1 1.00\nthen", 3, "'then' says nothing"),
    ("when\n  credit C1 1.00\nthen refused Unknwon", 3, "NotPermitted, Idempotency"),
    ("when\n  credit C1 1.00\nthen the same answer\n  more", 4, "nothing stands below"),
    ("customer is ACME\n  credit C1 1.00", 2, "nothing stands below that line"),
    ("currency is XXX", 1, "'XXX' is not an ISO 4217 currency"),
    ("policy is at most x invoices", 1, "a whole number"),
    ("user is ben who may Fly", 1, "View Credits, Create Credits"),
    ("leaves\n  ~~credit C1~~", 2, "only entries are struck through"),
    ("leaves\n  credit C1 closed", 2, "used, written, open, partially used"),
    (
        "given\n  credit C1 1.00\n  today is 2026-01-01\n  credit C2 1.00",
        4,
        "the calendar does not go back",
    ),
    (
        "when together\n  credit C1 1.00\n  user is ben\n  credit C2 1.00",
        4,
        "asked by one user",
    ),
    (
        "when together\n  invoice A edited to 5.00 as E1\n  credit C2 1.00",
        2,
        "say by how much each line changes",
    ),
]


@pytest.mark.parametrize(("text", "line", "told"), MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_could_stand_there(
    text: str, line: int, told: str
) -> None:
    with pytest.raises(StoryMistakeError) as caught:
        read_story(text)

    assert caught.value.line == line
    assert told in str(caught.value)


def test_what_goes_on_in_a_deeper_line_is_as_if_behind_a_comma() -> None:
    short = read_story("given\n  invoice A, line 1 5.00 for 2 apples, line 2 7.00")
    long = read_story(
        "given\n  invoice A  # two lines\n    line 1 5.00 for 2 apples\n    line 2 7.00"
    )

    assert long.blocks == short.blocks


def test_amounts_may_have_commas_between_thousands_and_a_currency() -> None:
    assert _read(COMMANDS, "credit C1 94,500.00 EUR") == Wished(
        attrs.evolve(grant("C1", 0), amount=Money(9450000, "EUR"))
    )
    assert _read(COMMANDS, "credit C1 −5") == Wished(grant("C1", -500))


def test_commas_and_the_order_of_what_may_be_left_out_do_not_matter() -> None:
    first = _read(COMMANDS, "credit C1 5.00 dated 2026-01-05 numbered 7 noted gift")
    second = _read(COMMANDS, "credit C1 5.00, noted gift, dated 2026-01-05 numbered 7")

    assert first == second
