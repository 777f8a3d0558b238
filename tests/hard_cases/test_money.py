"""Hard cases 49 to 53: currencies, nothing, decimals, floats and cents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from credits_core.commands import IssueCredit
from credits_core.identity import CreditId, CustomerId, InvoiceId
from credits_core.invoice import InvoiceStatus
from credits_core.money import Money
from credits_core.rejections import (
    CurrencyMismatch,
    NegativeTotal,
    NonPositiveAmount,
)

from .book import Book
from .writing import money


def test_hc49_a_credit_pays_only_in_its_own_currency(book: Book) -> None:
    """A credit in EUR on an invoice in USD: refused, by name and by amount."""
    book.credit("C1", "50 EUR")
    book.invoice("A", "50")

    in_euros = book.refused.use("P1", named={"C1": "50 EUR"}, on=("A",))
    in_dollars = book.refused.use("P1", named={"C1": "50"}, on=("A",))

    assert in_euros == CurrencyMismatch(
        what="invoice", id="A", currency="USD", expected="EUR"
    )
    assert in_dollars == CurrencyMismatch(
        what="credit", id="C1", currency="EUR", expected="USD"
    )


def test_hc49_fifo_passes_other_currencies_over(book: Book) -> None:
    """The oldest credit is in EUR: not an error, the next one in USD is taken."""
    book.credit("C1", "50 EUR", date="2026-01-01")
    book.credit("C2", "50")
    book.invoice("A", "50")

    book.use("P1", on=("A",))

    assert book.uses() == ["50 of C2 on A by P1"]
    assert book.credits() == {"C1": "50 EUR", "C2": "0"}


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_hc50_nothing_and_less_is_refused_everywhere(book: Book, amount: str) -> None:
    """Credits, uses, tenders and edited amounts of 0 and of −5."""
    book.credit("C1", "50")
    book.invoice("A", "50")
    book.pay("P1", "10")

    refusals = [
        book.refused.credit("C2", amount),
        book.refused.edit_credit("C1", amount),
        book.refused.edit_payment("P1", amount),
        book.refused.pay("P2", amount, on=("A",)),
        book.refused.use("P2", exact=amount, on=("A",)),
        book.refused.use("P2", named={"C1": amount}, on=("A",)),
    ]

    said = ["amount", "amount", "amount", "tender", "credit", "credit"]
    assert refusals == [
        NonPositiveAmount(what=what, amount=money(amount)) for what in said
    ]


def test_hc50_a_payment_of_nothing_at_all_is_refused(book: Book) -> None:
    """No money and no credits."""
    book.invoice("A", "50")

    refusal = book.refused.pay("P1", None, on=("A",))

    assert refusal == NonPositiveAmount(what="receipt")


def test_hc50_a_payment_of_0_that_applies_credits_is_lawful(book: Book) -> None:
    """The payment of 0 that only links a credit with an invoice."""
    book.credit("C1", "50")
    book.invoice("A", "50")

    book.use("P1", exact="50", on=("A",))

    assert book.the_payment("P1").amount == money("0")
    assert book.dues() == {"A": "0"}
    assert book.credits() == {"C1": "0"}


def test_hc50_an_invoice_is_never_below_zero(book: Book) -> None:
    """A total of −10 is refused, when registered and when edited; 0 is lawful."""
    book.invoice("A", "50")

    registered = book.refused.invoice("B", "-10")
    edited = book.refused.lower("A", to="-10", edit="E1")
    book.lower("A", to="0", edit="E1")

    assert registered == NegativeTotal(invoice_id=InvoiceId("B"), total=money("-10"))
    assert edited == NegativeTotal(invoice_id=InvoiceId("A"), total=money("-10"))


@pytest.mark.parametrize(
    ("amount", "currency"), [("10.005", "USD"), ("10.5", "JPY"), ("1.2345", "KWD")]
)
def test_hc51_too_many_decimals_are_refused_and_never_rounded(
    amount: str, currency: str
) -> None:
    """10.005 USD, 10.5 JPY and 1.2345 KWD do not become money."""
    with pytest.raises(ValueError, match="more than"):
        Money.of(amount, currency)
    with pytest.raises(ValueError, match="more than"):
        Money.of(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("10.05", "USD", 1005), ("10", "JPY", 10), ("1.234", "KWD", 1234)],
)
def test_hc51_as_many_decimals_as_the_currency_has_are_exact(
    amount: str, currency: str, minor: int
) -> None:
    """10.05 USD, 10 JPY and 1.234 KWD."""
    assert Money.of(amount, currency) == Money(minor, currency)


def test_hc52_a_float_cannot_become_money() -> None:
    """8.45 as a float: refused where money is made, and where it is used."""
    number: object = 8.45

    with pytest.raises(TypeError, match="exact numbers"):
        Money.of(number, "USD")  # type: ignore[arg-type]  # it is what is refused
    with pytest.raises(TypeError, match="whole numbers"):
        Money(number, "USD")  # type: ignore[arg-type]  # it is what is refused
    with pytest.raises(TypeError, match="is Money"):
        IssueCredit(
            customer_id=CustomerId("ACME"),
            credit_id=CreditId("C1"),
            amount=number,  # type: ignore[arg-type]  # it is what is refused
        )


def test_hc52_sums_do_not_drift(book: Book) -> None:
    """150 over 8.45, 90.72 and 50.83: used up to the cent, and nothing is due."""
    book.credit("C1", "150")
    book.invoice("A", "8.45")
    book.invoice("B", "90.72")
    book.invoice("D", "50.83")

    book.use("P1", exact="150", on=("A", "B", "D"))

    assert book.dues() == {"A": "0", "B": "0", "D": "0"}
    assert book.credits() == {"C1": "0"}
    assert book.status("C1") == "Used"


def test_hc53_credits_below_one_are_used_like_any_other(book: Book) -> None:
    """99.01 paid on 100: 0.99 are due, and 0.40 and 0.59 from credits settle them."""
    book.credit("C1", "0.40")
    book.credit("C2", "0.59")
    book.invoice("A", "100")
    book.pay("P1", "99.01", on=("A",))
    before = book.the_invoice("A").status

    book.use("P2", on=("A",))

    assert before is InvoiceStatus.PARTIALLY_PAID
    assert book.the_invoice("A").status is InvoiceStatus.FULLY_PAID
    assert book.uses() == ["0.40 of C1 on A by P2", "0.59 of C2 on A by P2"]


def test_hc53_a_cent_that_is_open_is_open(book: Book) -> None:
    """99.99 of 100: partially paid, with 0.01 due."""
    book.invoice("A", "100")

    book.pay("P1", "99.99", on=("A",))

    assert book.dues() == {"A": "0.01"}
    assert book.the_invoice("A").status is InvoiceStatus.PARTIALLY_PAID
