"""A story that holds is silent, and one that is wrong by a cent says where."""

from __future__ import annotations

from typing import Final

import attrs
import pytest
from returns.result import Result, Success
from typing_extensions import override

from credits_core.desk import Desk
from credits_core.events import CreditIssued
from credits_core.fold import fold
from credits_core.identity import CustomerId
from credits_core.ledger import Ledger, Scope
from credits_core.parts import Footprint
from credits_core.policy import Policy
from credits_core.ports import Change
from credits_core.rejections import StaleLedger
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.gallery.replacing import replaced
from credits_testkit.gallery.rules import WRONG_RULES
from credits_testkit.occasions import BEGIN
from credits_testkit.orders import ACME, usd
from credits_testkit.passing import Passing
from credits_testkit.stories import StoryFailedError, StoryMistakeError, check

STORY: Final = """\
given
  credit C1 10.00 dated 2026-01-05
  invoice A 100.00
  payment P1 120.00 cash on A
  invoice B 15.00
  payment P2 exactly 15.00 from credits on B
when
  payment P1 edited to 104.00
then refused CreditInUse, at least 105.00
  5.00 of overpayment:P1 on B by P2
when previewed
  payment P1 edited to 104.00 cascading
then
  credit overpayment:P1 retracted by 16.00
  applied 4.00 of overpayment:P1 on B by P2
when
  payment P1 edited to 90.00 cascading
then exactly
  payment P1 edited from 120.00 to 90.00
  voided 5.00 of overpayment:P1 on B by P2
  cash 10.00 of P1 taken from A
  credit overpayment:P1 retracted by 20.00 because "payment changed"
leaves exactly
  invoice A 100.00 due 10.00 partially paid
  invoice B 15.00 due 5.00 partially paid
  credit C1 0.00 of 10.00 available, used
  credit overpayment:P1 0.00 of 0.00 available, retracted
  payment P1 90.00 unapplied 0.00
  payment P2 0.00
  cash 90.00 of P1 on A
  applied 10.00 of C1 on B by P2
  ~~applied 5.00 of overpayment:P1 on B by P2~~
  balance 0.00
  written off 0.00
  journal of 6 entries
  entry 3 by anna dated 2026-03-02
"""


def test_a_story_that_holds_is_silent() -> None:
    check(STORY)


GONE: Final = "  voided 5.00 of overpayment:P1 on B by P2\n"
TAKEN: Final = "  cash 10.00 of P1 taken from A\n"
STRUCK: Final = "  ~~applied 5.00 of overpayment:P1 on B by P2~~\n"
USE: Final = "  applied 10.00 of C1 on B by P2\n"

WRONG: Final = {
    "a wrong cent of what is due": ("due 10.00", "due 10.01"),
    "a wrong total": ("invoice B 15.00 due", "invoice B 15.01 due"),
    "a wrong status of an invoice": ("due 5.00 partially paid", "due 5.00 unpaid"),
    "a wrong cent of a credit": ("0.00 of 10.00 avail", "0.01 of 10.00 avail"),
    "a wrong amount of a credit": ("0.00 of 10.00 avail", "0.00 of 10.01 avail"),
    "a wrong status of a credit": ("available, used", "available, open"),
    "a wrong cent of money": ("P1 90.00 unapplied", "P1 90.01 unapplied"),
    "a wrong cent that is unapplied": ("unapplied 0.00", "unapplied 0.01"),
    "a wrong cent of cash": ("  cash 90.00 of P1", "  cash 90.01 of P1"),
    "a wrong cent that is applied": ("  applied 10.00", "  applied 10.01"),
    "a voided use that is said to be live": ("  ~~applied 5.00", "  applied 5.00"),
    "a missing use": (USE, ""),
    "a missing voided use": (STRUCK, ""),
    "a missing invoice": ("  invoice B 15.00 due 5.00 partially paid\n", ""),
    "an extra credit": ("  payment P2 0.00\n", "  payment P2 0.00\n  credit C2\n"),
    "an extra use": (
        "  balance 0.00",
        "  applied 1.00 of C1 on A by P2\n  balance 0.00",
    ),
    "a wrong balance": ("balance 0.00", "balance 0.01"),
    "a wrong sum that is written off": ("written off 0.00", "written off 5.00"),
    "a wrong journal": ("journal of 6", "journal of 7"),
    "another user": ("entry 3 by anna", "entry 3 by ben"),
    "another day": ("by anna dated 2026-03-02", "by anna dated 2026-03-03"),
    "another refusal": ("CreditInUse, at least 105.00\n", "BelowUsed  # "),
    "a wrong floor": ("at least 105.00", "at least 104.99"),
    "a wrong blocker": ("\n  5.00 of overpayment:P1", "\n  15.00 of overpayment:P1"),
    "a wrong cent that happened": ("retracted by 20.00", "retracted by 20.01"),
    "a wrong cause": ('"payment changed"', '"something else"'),
    "a missing event": ("  cash 10.00 of P1 taken from A\n", ""),
    "an extra event": (
        '"payment changed"\n',
        '"payment changed"\n  credit C1 reopened\n',
    ),
    "another order of events": (f"{GONE}{TAKEN}", f"{TAKEN}{GONE}"),
    "another order of uses": (f"{USE}{STRUCK}", f"{STRUCK}{USE}"),
    "what a preview did not say": ("retracted by 16.00\n", "retracted by 16.01\n"),
    "what had to be carried out": ("120.00 cash on A\n", "0.00 cash on A\n"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_story_that_is_wrong_in_one_place_fails_there(wrong: tuple[str, str]) -> None:
    right, other = wrong
    assert STORY.count(right) == 1

    with pytest.raises(StoryFailedError) as caught:
        check(STORY.replace(right, other))

    assert caught.value.faults


def _told(text: str) -> str:
    with pytest.raises(StoryFailedError) as caught:
        check(text)
    return str(caught.value)


def test_a_failure_shows_the_line_what_is_so_and_how_everything_stands() -> None:
    text = STORY.replace("due 10.00 partially", "due 10.01 partially")

    lines = _told(text).splitlines()
    assert lines[0] == "The story 'a story' does not hold."
    assert lines[1:] == [
        *(f"{n:5} | {line}" for n, line in enumerate(text.splitlines()[:23], start=1)),
        ">  24 |   invoice A 100.00 due 10.01 partially paid",
        "         is:  invoice A 100.00 due 10.00 partially paid",
        *(f"{n:5} | {line}" for n, line in enumerate(text.splitlines()[24:], start=25)),
        "   37 |",
        "So it stands:",
        "leaves exactly",
        "  invoice A 100.00 due 10.00 partially paid",
        "  invoice B 15.00 due 5.00 partially paid",
        "  credit C1 0.00 of 10.00 available, used",
        "  credit overpayment:P1 0.00 of 0.00 available, retracted",
        "  payment P1 90.00 unapplied 0.00, received",
        "  payment P2 0.00 unapplied 0.00, received",
        "  cash 90.00 of P1 on A",
        "  applied 10.00 of C1 on B by P2",
        "  ~~applied 5.00 of overpayment:P1 on B by P2~~",
    ]


def test_how_everything_stands_can_be_pasted_into_the_story() -> None:
    wrong = STORY.split("leaves exactly")[0] + "leaves\n  balance 7.00\n"

    stands = _told(wrong).split("So it stands:\n")[1]

    check(wrong.split("leaves\n")[0] + stands)


def test_what_is_left_out_and_what_is_not_there_are_both_told() -> None:
    text = STORY.replace("  credit C1 0.00 of 10.00 available, used\n", "  credit C2\n")

    told = _told(text)

    assert "Also there, and not said:\n" in told
    assert "  credit C1 0.00 of 10.00 available, used\n" in told
    assert "There is none.\n         there is credit C1 0.00 of 10.00" in told


def test_an_unexpected_refusal_is_told_with_its_data_and_its_sentence() -> None:
    told = _told("when\n  credit C1 0.00\n")

    assert "refused NonPositiveAmount, of amount, amount 0.00, saying" in told
    assert '"The amount must be more than zero, not 0.00 USD."' in told


def test_a_command_that_was_to_be_refused_is_told_with_what_happened() -> None:
    told = _told("when\n  credit C1 1.00\nthen refused NotHeld\n")

    assert "It was carried out:\n           credit C1 issued 1.00" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("when\n  credit C1 1.00\nthen cannot be written down\n", "It can be written"),
        (
            "when\n  credit C1 1.005\nthen cannot be written down negative\n",
            "The reason is: 1.005 has more than 2 decimal places.",
        ),
        ("when\n  credit C1 1.00\nthen the same answer\n", "not what was answered"),
        ("leaves\n  no credit C1\n  credit C1\n", "There is none."),
        ("given\n  credit C1 1.00\nleaves\n  no credits\n", "It is not so."),
        ("given\n  credit C1 1.00\nleaves\n  no credit C1\n", "It is not so."),
        ("leaves\n  entry 1 by anna\n", "It is not so."),
        (
            "given\n  credit B 1.00\n  credit A 1.00\nleaves\n  oldest first A, B\n",
            "is:  oldest first B, A",
        ),
    ],
)
def test_other_things_that_are_not_so_are_told(text: str, told: str) -> None:
    assert told in _told(text)


def test_nothing_of_a_story_is_played_when_a_line_of_it_cannot_be_read() -> None:
    ledgers = MemoryLedgers()
    desk = Desk(ledgers=ledgers, clock=HandClock(BEGIN))

    with pytest.raises(StoryMistakeError):
        check("given\n  credit C1 1.00\nwhen\n  credit C2 one\n", desk)

    assert list(ledgers.customers()) == []


def test_a_story_is_played_at_a_desk_with_its_policy_and_its_own_calendar() -> None:
    ledgers = MemoryLedgers()
    careful = Policy(receiving_includes_applying=False)
    desk = Desk(ledgers=ledgers, clock=HandClock(BEGIN), policy=careful)

    check(
        "today is 2026-05-01\nuser is ben who may Receive Payments\n"
        "when\n  payment P1 the rest from credits\n"
        "then refused NotPermitted, missing Apply Credits\n"
        "when\n  payment P1 5.00 cash\nleaves\n  payment P1 5.00 dated 2026-05-01\n",
        desk,
    )

    assert [entry.user_id for entry in ledgers.journal(ACME)] == ["ben"]


class Forgetful(Passing):
    """Ledgers that do not keep a voided application."""

    @override
    def load_whole(self, customer_id: CustomerId) -> Ledger:
        whole = self.inner.load_whole(customer_id)
        live = {n: one for n, one in whole.applications.items() if one.is_live}
        return attrs.evolve(whole, applications=live)


class Generous(Passing):
    """Ledgers that write a cent more into the journal, and keep what that makes."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        events = tuple(
            attrs.evolve(one, amount=one.amount + usd(1))
            if isinstance(one, CreditIssued)
            else one
            for one in change.entry.events
        )
        entry = attrs.evolve(change.entry, events=events)
        after = fold(change.seen, events)
        return self.inner.commit(attrs.evolve(change, entry=entry, after=after))


class Silent(Passing):
    """Ledgers that say they have kept everything, and keep nothing."""

    @override
    def commit(self, change: Change) -> Result[None, StaleLedger]:
        return Success(None)


class Fickle(Passing):
    """Ledgers that know nothing whenever they are asked for the first time."""

    times: int = 0

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        self.times += 1
        if self.times % 2:
            return Ledger(customer_id=customer_id, scope=Scope(footprint))
        return self.inner.load(customer_id, footprint)


class Hiding(Passing):
    """Ledgers that never find an invoice."""

    @override
    def load(self, customer_id: CustomerId, footprint: Footprint) -> Ledger:
        return attrs.evolve(self.inner.load(customer_id, footprint), invoices={})


VOIDED: Final = """\
given
  credit C1 10.00
  invoice A 10.00
  payment P1 exactly 10.00 from credits on A
when
  application of C1 on A by P1 voided
"""


@pytest.mark.parametrize(
    ("broken", "text", "told"),
    [
        (Forgetful, VOIDED, "What is stored is not what the entries"),
        (Generous, "given\n  credit C1 1.00\n", "not as was answered"),
        (Silent, "given\n  credit C1 1.00\n", "The journal grew by 0 entries"),
        (
            Fickle,
            "given\n  credit C1 1.00\n  credit C1 cancelled\n",
            "The preview is not what was carried out",
        ),
        (
            Hiding,
            "tried\n  invoice A 5.00\n  payment P1 5.00 cash on A\n",
            "tells something else than the whole ledger",
        ),
    ],
)
def test_ledgers_that_keep_something_else_are_found_out(
    broken: type[Passing], text: str, told: str
) -> None:
    desk = Desk(ledgers=broken(MemoryLedgers()), clock=HandClock(BEGIN))

    with pytest.raises(StoryFailedError, match=told):
        check(text, desk)


def test_a_law_that_is_broken_is_told_at_the_command_that_broke_it() -> None:
    """A wrong rule: each edit issues the whole surplus."""
    (wrong,) = (
        one for one in WRONG_RULES if one.name == "each edit issues the whole surplus"
    )
    text = (
        "given\n  invoice A 100.00\n  payment P1 100.00 cash on A\n"
        "  invoice A edited to 80.00 as E1\n  invoice A edited to 70.00 as E2\n"
    )

    with replaced(wrong.replaces):
        told = _told(text)

    assert ">   5 |   invoice A edited to 70.00 as E2\n" in told
    assert "It breaks L2 surplus at A" in told
