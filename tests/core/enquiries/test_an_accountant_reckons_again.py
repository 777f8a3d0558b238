"""The past as it is told, beside a second reckoning from the journal alone (R24)."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random
from typing import Any, Final, TypeAlias

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from credits_core.desk import Desk
from credits_core.enquiries import (
    Ageing,
    Basis,
    CreditsAsOf,
    RollForward,
    RollForwardOfPeriod,
)
from credits_core.entry import Entry
from credits_core.identity import CustomerId
from credits_core.laws import Step
from credits_core.ports import Change
from credits_core.wire import entry_json, text_of
from credits_memory import HandClock, MemoryLedgers, MemoryRegister
from credits_testkit.books import Books
from credits_testkit.chances import Dice, next_command
from credits_testkit.chances.policies import next_policy
from credits_testkit.occasions import BEGIN, occasion
from credits_testkit.orders import ACME

from .accountant import COLUMNS, At, Columns, Page, change, left_at, pages, rolled
from .kept import asked

BETA: Final = CustomerId("Beta")
WHOLE: Final = (date(1, 1, 2), date.max)
Found: TypeAlias = "dict[str, tuple[Page, At]]"
SPANS: Final = ((0, 30), (31, 60), (61, 90), (91, None))


@attrs.frozen
class Told:
    """What happened to two customers, several commands a day, and who may be asked."""

    steps: tuple[Step, ...]
    desk: Desk

    @property
    def pages(self) -> dict[str, Page]:
        """The accountant's pages, from both journals."""
        ledgers = self.desk.ledgers
        found: dict[str, Page] = {}
        for one in (ACME, BETA):
            found |= pages(map(_read, ledgers.journal(one)))
        return found


def _read(entry: Entry) -> dict[str, Any]:
    """An entry as somebody reads it who has only its text."""
    plain: dict[str, Any] = json.loads(text_of(entry_json(entry)))
    return plain


@st.composite
def tellings(draw: DrawFn) -> Told:
    """Commands of any kind by both customers, from none to two days apart."""
    dice = Dice(Random(draw(st.integers(0, 2**32))))
    policy = next_policy(dice, BEGIN.date())
    books, ledgers, day = Books((ACME, BETA)), MemoryLedgers(), 0
    steps: list[Step] = []
    for _ in range(draw(st.integers(1, 60))):
        who, day = dice.of((ACME, ACME, BETA)), day + dice.below(3)
        when = occasion(day, policy)
        command = next_command(dice, books.situation(who, when.today, policy))
        outcome = books.carry_out(command, when)
        if isinstance(outcome, Step):
            steps.append(outcome)
            seen, after = outcome.before, outcome.after
            change = Change(seen=seen, after=after, entry=outcome.entry)
            ledgers.commit(change).unwrap()
    desk = Desk(
        ledgers=ledgers,
        clock=HandClock(BEGIN + timedelta(days=day)),
        policy=policy,
        register=MemoryRegister(ledgers),
    )
    return Told(tuple(steps), desk)


@given(
    told=tellings(),
    days=st.integers(-20, 60),
    basis=st.sampled_from(Basis),
    known=st.none() | st.integers(-1, 40),
)
@settings(max_examples=40)
def test_what_was_left_and_how_old_it_was_is_reckoned_alike(
    told: Told, days: int, basis: Basis, known: int | None
) -> None:
    """Credit by credit, customer by customer, and together, in every currency."""
    day = BEGIN.date() + timedelta(days=days)
    known_on = None if known is None else BEGIN.date() + timedelta(days=known)
    every: Found = {}
    for page_id, page in told.pages.items():
        found = left_at(
            page,
            day,
            recorded=basis is Basis.RECORDED,
            known_on=known_on or date.max,
        )
        if found.left:
            every[page_id] = (page, found)

    of_all = asked(told.desk, CreditsAsOf(day=day, basis=basis, known_on=known_on))
    credits: dict[str, tuple[int, int, bool]] = {}
    for one in (ACME, BETA):
        query = CreditsAsOf(day=day, customer_id=one, basis=basis, known_on=known_on)
        for credit in asked(told.desk, query).credits:
            credits[credit.credit_id] = (credit.left.minor, credit.age, credit.is_held)

    assert credits == {name: tuple(found) for name, (_, found) in every.items()}
    assert {
        (one.customer_id, one.ageing.total.currency): _aged(one.ageing)
        for one in of_all.customers
    } == _by_age(every, lambda page: (page.customer_id, page.currency))
    assert {one.total.currency: _aged(one) for one in of_all.totals} == _by_age(
        every, lambda page: page.currency
    )


def _aged(ageing: Ageing) -> Counter[object]:
    spans = zip(SPANS, ageing.aged, strict=True)
    figures: Counter[object] = Counter({span: one.minor for span, one in spans})
    figures.update(scheduled=ageing.scheduled.minor, held=ageing.held.minor)
    return figures


def _by_age(
    every: Found, key: Callable[[Page], object]
) -> dict[object, Counter[object]]:
    told: defaultdict[object, Counter[object]] = defaultdict(Counter)
    for page, found in every.values():
        figures = told[key(page)]
        figures["held"] += found.left if found.held else 0
        for span in SPANS:
            first, last = span
            if first <= found.age and (last is None or found.age <= last):
                figures[span] += found.left
        figures["scheduled"] += found.left if found.age < 0 else 0
    return dict(told)


@given(
    told=tellings(),
    first=st.integers(-20, 60),
    length=st.sampled_from((0, 0, 1, 6, 30)),
    basis=st.sampled_from(Basis),
    known=st.none() | st.integers(-1, 40),
)
@settings(max_examples=40)
def test_what_moved_in_a_period_is_reckoned_alike(
    told: Told, first: int, length: int, basis: Basis, known: int | None
) -> None:
    """Periods of one day and longer, some of them before the first fact."""
    start = BEGIN.date() + timedelta(days=first)
    end = start + timedelta(days=length)
    known_on = None if known is None else BEGIN.date() + timedelta(days=known)
    period = RollForwardOfPeriod(first=start, last=end, basis=basis, known_on=known_on)

    answer = asked(told.desk, period)
    of_one = {
        one: asked(told.desk, attrs.evolve(period, customer_id=one))
        for one in (ACME, BETA)
    }

    every = told.pages.values()
    how: dict[str, Any] = {
        "recorded": basis is Basis.RECORDED,
        "known_on": known_on or date.max,
    }
    assert _figures(answer.totals) == _told(rolled(every, start, end, **how))
    for one, alone in of_one.items():
        own = [page for page in every if page.customer_id == one]
        expected = _told(rolled(own, start, end, **how))
        assert _figures(alone.totals) == expected
        assert (
            _figures([o.figures for o in answer.customers if o.customer_id == one])
            == expected
        )


def _figures(some: Iterable[RollForward]) -> dict[str, Columns]:
    names = ("opening", *COLUMNS, "closing")
    found = {
        one.currency: {name: getattr(one, name).minor for name in names} for one in some
    }
    return _told({currency: Counter(figures) for currency, figures in found.items()})


def _told(figures: dict[str, Columns]) -> dict[str, Columns]:
    """Without what is nothing altogether: a currency may have a line of zeros."""
    return {currency: one for currency, one in figures.items() if any(one.values())}


@given(told=tellings())
@settings(max_examples=40)
def test_each_column_of_all_time_is_a_column_of_the_tables(told: Told) -> None:
    """Issued is the amounts, applied what is used, and so on, to the cent."""
    period = RollForwardOfPeriod(first=WHOLE[0], last=WHOLE[1])

    for basis in Basis:
        answer = asked(told.desk, attrs.evolve(period, basis=basis))
        assert {
            one.currency: _table_of(one)
            for one in answer.totals
            if any(_table_of(one).values())
        } == _tables(told)


def _table_of(one: RollForward) -> dict[str, int]:
    return {
        "amount": (one.issued - one.retracted).minor,
        "used": (one.applied - one.returned).minor,
        "cancelled": (one.cancelled + one.written_off).minor,
        "deleted": one.deleted.minor,
        "available": one.closing.minor,
    }


def _tables(told: Told) -> dict[str, Counter[str]]:
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in (ACME, BETA):
        for credit in told.desk.ledgers.load_whole(one).credits.values():
            figures = sums[credit.currency]
            figures["amount"] += (credit.amount - credit.opening).minor
            figures["used"] += (credit.used - credit.opening).minor
            figures["cancelled"] += credit.cancelled.minor
            figures["deleted"] += credit.deleted.minor
            figures["available"] += credit.available.minor
    return {currency: one for currency, one in sums.items() if any(one.values())}


@given(told=tellings())
@settings(max_examples=20)
def test_each_posting_comes_to_what_its_command_reported(told: Told) -> None:
    """What a command said was left afterwards is what the pages come to by then."""
    found: dict[str, int] = {}
    left: Counter[str] = Counter()
    every = told.pages
    place: Counter[str] = Counter()
    for step in told.steps:
        events = _read(step.entry)["events"]
        for name in {one["credit_id"] for one in events if "credit_id" in one}:
            posting = every[name].postings[place[name]]
            place[name] += 1
            left[name] += change(posting.columns)
        found |= {
            one.credit_id: one.available.minor for one in step.entry.effects.credits
        }
        assert {name: left[name] for name in found} == found
