"""Hard cases 54 to 57: what goods that come back are worth."""

from __future__ import annotations

import pytest

from credits_core.exact import Quantity
from credits_core.identity import LineId
from credits_core.rejections import NonPositiveAmount, ReturnExceedsLine

from .book import Book
from .documents import goods
from .stores import EVERYWHERE
from .writing import line, money


@EVERYWHERE
def test_hc54_three_pieces_for_100_come_back_as_exactly_100(book: Book) -> None:
    """One by one: 33.33, 33.34 and 33.33."""
    book.invoice("A", lines=(line("1", "100", pieces="3"),))

    for name in ("R1", "R2", "R3"):
        book.bring_back(name, goods("1", line="1"), of="A")

    assert book.credits() == {
        "return:R1": "33.33",
        "return:R2": "33.34",
        "return:R3": "33.33",
    }


def test_hc54_a_half_cent_goes_to_the_first_piece(book: Book) -> None:
    """Two pieces for 163.99: 82.00 and 81.99."""
    book.invoice("A", lines=(line("1", "163.99", pieces="2"),))

    book.bring_back("R1", goods("1", line="1"), of="A")
    book.bring_back("R2", goods("1", line="1"), of="A")

    assert book.credits() == {"return:R1": "82", "return:R2": "81.99"}


def test_hc54_several_rows_of_one_return_are_rounded_together(book: Book) -> None:
    """Three rows of one piece each, in one return: worth 100, not 99.99."""
    book.invoice("A", lines=(line("1", "100", pieces="3"),))

    rows = [goods("1", line="1", name=name) for name in ("1", "2", "3")]
    book.bring_back("R1", *rows, of="A")

    assert book.credits() == {"return:R1": "100"}


def test_hc55_goods_come_back_at_the_net_price_of_their_line(book: Book) -> None:
    """10 sold at 8, net 76 after its discount; the list says 10: 4 are worth 30.40."""
    sold = line("1", "76", pieces="10", price="8")
    book.invoice("A", lines=(sold,))

    book.bring_back("R1", goods("4", line="1", price="10"), of="A")

    assert book.credits() == {"return:R1": "30.40"}


def test_hc56_more_pieces_than_were_sold_cannot_come_back(book: Book) -> None:
    """5 of 4, and 2 after 3 of 4: refused, with what is left."""
    book.invoice("A", lines=(line("1", "40", pieces="4"),))

    at_once = book.refused.bring_back("R1", goods("5", line="1"), of="A")
    book.bring_back("R1", goods("3", line="1"), of="A")
    in_two = book.refused.bring_back("R2", goods("2", line="1"), of="A")

    assert at_once == ReturnExceedsLine(
        line_id=LineId("1"), quantity_left=Quantity.of("4"), value_left=money("40")
    )
    assert in_two == ReturnExceedsLine(
        line_id=LineId("1"), quantity_left=Quantity.of("1"), value_left=money("10")
    )


def test_hc56_more_rows_than_were_sold_cannot_come_back_in_one_return(
    book: Book,
) -> None:
    """3 and 2 of 4, in two rows of one return."""
    book.invoice("A", lines=(line("1", "40", pieces="4"),))

    rows = goods("3", line="1", name="1"), goods("2", line="1", name="2")
    refusal = book.refused.bring_back("R1", *rows, of="A")

    assert refusal == ReturnExceedsLine(
        line_id=LineId("1"), quantity_left=Quantity.of("1"), value_left=money("10")
    )


def test_hc56_more_value_than_was_billed_cannot_come_back(book: Book) -> None:
    """1 piece said to be worth 41 of 40, and 11 after 30: refused."""
    book.invoice("A", lines=(line("1", "40", pieces="4"),))

    at_once = book.refused.bring_back("R1", goods("1", line="1", value="41"), of="A")
    book.bring_back("R1", goods("1", line="1", value="30"), of="A")
    in_two = book.refused.bring_back("R2", goods("1", line="1", value="11"), of="A")

    assert at_once == ReturnExceedsLine(
        line_id=LineId("1"), quantity_left=Quantity.of("4"), value_left=money("40")
    )
    assert in_two == ReturnExceedsLine(
        line_id=LineId("1"), quantity_left=Quantity.of("3"), value_left=money("10")
    )


@pytest.mark.parametrize("pieces", ["0", "-1"])
def test_hc56_no_pieces_are_worth_nothing(book: Book, pieces: str) -> None:
    """A row of 0 is not a refund of the whole price: it is refused."""
    book.invoice("A", lines=(line("1", "40", pieces="4"),))

    refusal = book.refused.bring_back("R1", goods(pieces, line="1"), of="A")

    assert refusal == NonPositiveAmount(what="quantity of line 1")


def test_hc57_a_return_in_two_steps_gives_two_credits(book: Book) -> None:
    """10 pieces for 100: 6 accepted now, 4 later, a credit for each step."""
    book.invoice("A", lines=(line("1", "100", pieces="10"),))

    book.bring_back("R1", goods("6", line="1"), of="A")
    after_the_first = book.credits()
    book.bring_back("R2", goods("4", line="1"), of="A")

    assert after_the_first == {"return:R1": "60"}
    assert book.credits() == {"return:R1": "60", "return:R2": "40"}
