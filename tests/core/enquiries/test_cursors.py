"""Cursors stay texts that any host can hand through, and of their own search (R20)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import pytest

from credits_core.desk import Desk
from credits_core.enquiries import CreditsTable
from credits_core.enquiries.cursors import Cursor, read, written
from credits_core.identity import TEXT_MAX
from credits_core.search import OPEN_STATUSES, CreditSearch, Place, Sort
from credits_memory import HandClock, MemoryLedgers
from credits_testkit.occasions import BEGIN, BOSS
from credits_testkit.orders import grant

from .kept import asked

DAY: Final = date(2026, 1, 1)
ALL: Final = CreditSearch()
LETTERS_MAX: Final = 4_000
"""As many letters as a cursor may have behind its check."""


@pytest.mark.parametrize("name", ["K", "KL", "KLM", "???", "~~~", "é", "\U0001f4b0"])
def test_a_cursor_is_fit_for_a_web_address_and_serves(name: str) -> None:
    """Names of all lengths and letters; in base 64, some of them end in + or /."""
    desk = Desk(ledgers=MemoryLedgers(), clock=HandClock(BEGIN))
    for one in (name, name + "2"):
        desk.submit(grant(one, 1), BOSS).unwrap()

    cursor = asked(desk, CreditsTable(size=1)).later

    assert cursor is not None
    assert re.fullmatch(r"[\w-]+", cursor, re.ASCII)
    (second,) = asked(desk, CreditsTable(size=1, cursor=cursor)).rows
    assert second.credit.id == name + "2"


def test_the_longest_names_of_all_have_a_cursor() -> None:
    """Two of 200 characters, each as long as characters can be in UTF-8."""
    longest = "\U0001f4b0" * TEXT_MAX
    search = CreditSearch(sort=Sort.CUSTOMER)
    cursor = Cursor((longest, DAY, longest))

    assert read(written(cursor, search), search) == cursor


def test_a_cursor_that_an_earlier_process_gave_still_serves() -> None:
    """It hangs on no order of a set, which is another one in each process."""
    search = CreditSearch(statuses=OPEN_STATUSES, text="é")
    text = "e3c8e24d783aW2ZhbHNlLCBbIjIwMjYtMDEtMDEiLCAiw6kiXV0"

    assert written(Cursor((DAY, "é")), search) == text
    assert read(text, search) == Cursor((DAY, "é"))


def _with_letters(count: int) -> str:
    """A cursor with so many letters behind its check, four for three of its body."""
    empty = written(Cursor((DAY, "")), ALL)
    check, body = empty[:12], empty[12:]
    assert len(body) * 3 % 4 == 0
    name = "K" * ((count - len(body)) * 3 // 4)
    text = written(Cursor((DAY, name)), ALL)
    assert len(text) == len(check) + count
    return text


def test_the_longest_cursor_is_read_and_a_longer_one_is_not() -> None:
    assert read(_with_letters(LETTERS_MAX), ALL).place is not None

    with pytest.raises(ValueError, match="no cursor of this search"):
        read(_with_letters(LETTERS_MAX + 4), ALL)


@pytest.mark.parametrize("stray", ["\n", "!", "....", "\n" * 4])
def test_a_cursor_with_stray_marks_inside_is_refused(stray: str) -> None:
    text = written(Cursor((DAY, "K")), ALL)

    with pytest.raises(ValueError, match="no cursor of this search"):
        read(text[:20] + stray + text[20:], ALL)


@pytest.mark.parametrize("place", [(DAY,), (DAY, "K", "K"), ()])
def test_a_place_of_too_few_or_too_many_parts_is_refused(place: Place) -> None:
    text = written(Cursor(place), ALL)

    with pytest.raises(ValueError, match="no cursor of this search"):
        read(text, ALL)
