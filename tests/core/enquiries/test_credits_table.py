"""The table of all credits: filters, sorts, pages and cursors (R20)."""

from __future__ import annotations

import string
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credits_core.credit import CreditStatus
from credits_core.desk import Desk
from credits_core.enquiries import CreditsPage, CreditsTable
from credits_core.identity import CustomerId
from credits_core.search import (
    OPEN_STATUSES,
    CreditRow,
    CreditSearch,
    Sort,
    Source,
)
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import ACME, cancel, exact, grant, invoice, pay, usd
from credits_testkit.strategies import History, histories, searches

from .kept import asked, desk_over

BETA = CustomerId("Beta")
DAY = BEGIN.date()


def forwards(desk: Desk, search: CreditSearch, size: int) -> Iterator[CreditsPage]:
    """All pages from the first one on."""
    page = asked(desk, CreditsTable(search=search, size=size))
    yield page
    while page.later is not None:
        following = CreditsTable(search=search, size=size, cursor=page.later)
        page = asked(desk, following)
        yield page


@given(
    one=histories(max_size=12, min_credits=2),
    other=histories(max_size=12, customer_id=BETA, min_credits=1),
    search=searches((ACME, BETA)),
    size=st.integers(1, 5),
)
@settings(max_examples=60)
def test_the_pages_together_are_what_the_search_finds(
    one: History, other: History, search: CreditSearch, size: int
) -> None:
    """Forwards and backwards, whatever the filters, the sort and the size."""
    desk = desk_over(one, other)
    rows = [
        CreditRow(customer_id=history.customer_id, credit=credit)
        for history in (one, other)
        for credit in history.ledger.credits.values()
    ]
    wanted = [row for row in rows if search.finds(row)]

    pages = list(forwards(desk, search, size))

    found = [row for page in pages for row in page.rows]
    assert sorted(found, key=_id) == sorted(wanted, key=_id)
    keys = [_key(row, search) for row in found]
    assert keys == sorted(keys, reverse=search.is_descending)
    assert [len(page.rows) for page in pages[:-1]] == [size] * (len(pages) - 1)
    for earlier, later in pairwise(pages):
        back = CreditsTable(search=search, size=size, cursor=later.earlier)
        assert asked(desk, back).rows == earlier.rows
    assert pages[0].earlier is None


def _id(row: CreditRow) -> str:
    return row.credit.id


def _key(row: CreditRow, search: CreditSearch) -> tuple[object, ...]:
    credit = row.credit
    if search.sort is Sort.AVAILABLE:
        return (credit.available.minor, credit.id)
    day = credit.effective_date
    if search.sort is Sort.CUSTOMER:
        return (row.customer_id, day, credit.id)
    is_open = bool(search.statuses) and search.statuses <= OPEN_STATUSES
    if search.customer_id is not None and is_open:
        return (day, credit.sequence, credit.id)
    return (day, credit.id)


@pytest.fixture
def desk() -> Desk:
    return Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))


def _names(desk: Desk, search: CreditSearch) -> list[str]:
    page = asked(desk, CreditsTable(search=search))
    return [row.credit.id for row in page.rows]


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """K used, L partly used, M cancelled, N open and of the year before."""
    year_before = DAY - timedelta(days=365)
    for command in (
        *(invoice("A", 15), grant("K", 10, on=DAY - timedelta(days=9)), grant("L", 9)),
        *(pay("P", 0, "A", credits=exact(15)), grant("M", 3), cancel("M")),
        attrs.evolve(grant("N", 7, on=year_before), note="for the Broken crate"),
        attrs.evolve(grant("O", 2), customer_id=BETA, number="CR-2"),
        pay("Q", 4),
    ):
        desk.submit(command, BOSS).unwrap()
    return desk


@pytest.mark.parametrize(
    ("search", "names"),
    [
        (CreditSearch(), ["N", "K", "L", "M", "O", "overpayment:Q"]),
        (CreditSearch(is_descending=True, customer_id=BETA), ["O"]),
        (CreditSearch(statuses=frozenset({CreditStatus.USED})), ["K"]),
        (CreditSearch(statuses=frozenset({CreditStatus.CANCELLED})), ["M"]),
        (CreditSearch(statuses=OPEN_STATUSES), ["N", "L", "O", "overpayment:Q"]),
        (CreditSearch(source=Source.OVERPAYMENT), ["overpayment:Q"]),
        (CreditSearch(currency="EUR"), []),
        (CreditSearch(last=DAY - timedelta(days=1)), ["N", "K"]),
        (CreditSearch(first=DAY - timedelta(days=9), last=DAY, text="k"), ["K"]),
        (CreditSearch(text="bROKEN"), ["N"]),
        (CreditSearch(text="cr-"), ["O"]),
        (CreditSearch(sort=Sort.CUSTOMER, is_descending=True, text="cr"), ["O", "N"]),
        (
            CreditSearch(sort=Sort.AVAILABLE, currency="USD", statuses=OPEN_STATUSES),
            ["O", "L", "overpayment:Q", "N"],
        ),
    ],
)
def test_each_filter_and_each_sort(
    filled: Desk, search: CreditSearch, names: list[str]
) -> None:
    assert _names(filled, search) == names


def test_the_next_page_is_not_disturbed_by_what_is_recorded_meanwhile(
    desk: Desk,
) -> None:
    """A credit dated back stands on the first page, and moves nothing."""
    for name in "KLMN":
        desk.submit(grant(name, 1), BOSS).unwrap()
    first = asked(desk, CreditsTable(size=2))

    desk.submit(grant("J", 1, on=DAY - timedelta(days=3)), BOSS).unwrap()
    second = asked(desk, CreditsTable(size=2, cursor=first.later))

    assert [row.credit.id for row in (*first.rows, *second.rows)] == [*"KLMN"]
    before = asked(desk, CreditsTable(size=9, cursor=second.earlier))
    assert [row.credit.id for row in before.rows] == [*"JKL"]


def test_before_the_first_row_there_is_an_empty_page_that_leads_on(desk: Desk) -> None:
    desk.submit(grant("K", 1), BOSS).unwrap()
    desk.submit(grant("L", 1), BOSS).unwrap()
    second = asked(desk, CreditsTable(size=1, cursor=_later(desk)))
    first = asked(desk, CreditsTable(size=1, cursor=second.earlier))
    assert first.earlier is None

    assert first.later is not None
    again = asked(desk, CreditsTable(size=1, cursor=first.later))
    assert again.rows == second.rows


def test_from_the_last_page_one_goes_back_to_the_first(desk: Desk) -> None:
    for name in "KLMN":
        desk.submit(grant(name, 1), BOSS).unwrap()
    *_, page = forwards(desk, CreditSearch(), 1)

    for name in "NML":
        assert (page.rows[0].credit.id, page.earlier is None) == (name, False)
        page = asked(desk, CreditsTable(size=1, cursor=page.earlier))

    assert (page.rows[0].credit.id, page.earlier) == ("K", None)


def test_a_page_whose_credits_are_gone_is_empty_and_leads_on(desk: Desk) -> None:
    """K stood before L among the open credits, until all of it was spent."""
    for command in (grant("K", 5), grant("L", 5), invoice("A", 5)):
        desk.submit(command, BOSS).unwrap()
    search = CreditSearch(statuses=OPEN_STATUSES)
    first = asked(desk, CreditsTable(search=search, size=1))
    second = asked(desk, CreditsTable(search=search, size=1, cursor=first.later))
    desk.submit(pay("P", 0, "A", credits=exact(5)), BOSS).unwrap()

    before = asked(desk, CreditsTable(search=search, cursor=second.earlier))

    assert (before.rows, before.earlier) == ((), None)
    again = asked(desk, CreditsTable(search=search, cursor=before.later))
    assert [row.credit.id for row in again.rows] == ["L"]


def _later(desk: Desk) -> str:
    cursor = asked(desk, CreditsTable(size=1)).later
    assert cursor is not None
    return cursor


def test_a_cursor_serves_only_its_own_search(desk: Desk) -> None:
    for name in "KLM":
        desk.submit(grant(name, 1), BOSS).unwrap()
    cursor = _later(desk)

    for search in (
        CreditSearch(is_descending=True),
        CreditSearch(customer_id=ACME),
        CreditSearch(sort=Sort.CUSTOMER),
        CreditSearch(text="K"),
        CreditSearch(statuses=OPEN_STATUSES),
        CreditSearch(first=DAY),
    ):
        with pytest.raises(ValueError, match="no cursor of this search"):
            CreditsTable(search=search, cursor=cursor)


@pytest.mark.parametrize("last", ["L", "LM", "LMN", "L~~~", "L???"])
def test_no_letter_of_a_cursor_can_be_changed(desk: Desk, last: str) -> None:
    for name in ("K", last):
        desk.submit(grant(name, 1), BOSS).unwrap()
    cursor = _later(desk)
    CreditsTable(cursor=cursor)

    changed = {
        cursor[:place] + letter + cursor[place + 1 :]
        for place in range(len(cursor))
        for letter in string.ascii_letters + string.digits + "-_+/="
    }
    for text in changed - {cursor} | {f"{cursor}=", f"{cursor}A"}:
        with pytest.raises(ValueError, match="no cursor"):
            CreditsTable(cursor=text)


@pytest.mark.parametrize("text", ["", "x", "0" * 12, "é" * 40, "=" * 9000, "0" * 13])
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no cursor"):
        CreditsTable(cursor=text)


@pytest.mark.parametrize("size", [0, -1, 501, True])
def test_a_page_has_a_sensible_size(size: int) -> None:
    with pytest.raises(ValueError, match="1 to 500"):
        CreditsTable(size=size)


@pytest.mark.parametrize(
    "fields",
    [
        {"currency": "USD"},
        {"statuses": OPEN_STATUSES},
        {"currency": "USD", "statuses": frozenset({CreditStatus.USED})},
    ],
)
def test_amounts_are_sorted_in_one_currency_and_of_open_credits(
    fields: dict[str, object],
) -> None:
    with pytest.raises(ValueError, match="one currency"):
        CreditSearch(sort=Sort.AVAILABLE, **fields)  # type: ignore[arg-type]


def test_a_currency_is_one_that_exists() -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        CreditSearch(currency="XX")


def test_the_amounts_are_there(filled: Desk) -> None:
    page = asked(filled, CreditsTable(search=CreditSearch(text="L")))

    assert [row.credit.available for row in page.rows if row.credit.id == "L"] == [
        usd(4)
    ]
    assert isinstance(page.rows[0].credit.effective_date, date)
