"""The four tables at the end of a stream, drawn from pictures of the oracle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from credits_core.money import Money
from credits_testkit.oracle import Picture, PicturedCredit

Row = tuple[str, ...]


def tables_of(pictures: Iterable[Picture], currency: str) -> dict[str, list[Row]]:
    """The rows of each table, sorted as text."""
    tables: dict[str, list[Row]] = {
        name: [] for name in ("credits", "applications", "invoices", "customers")
    }
    for picture in pictures:
        tables["credits"] += _credits(picture, currency)
        tables["applications"] += _applications(picture, currency)
        tables["invoices"] += _invoices(picture, currency)
        tables["customers"] += [_customer(picture, currency)]
    return {name: sorted(rows) for name, rows in tables.items()}


def _figures(currency: str, *minor: int) -> Row:
    return tuple(Money(one, currency).figures for one in minor)


def _credits(picture: Picture, currency: str) -> Iterator[Row]:
    for one in picture.credits:
        given_up = (one.cancelled, one.deleted)
        yield (
            *(one.id, one.origin.split()[0], picture.customer_id),
            *(one.date.isoformat(), *_sources(one)),
            *_figures(currency, one.amount, one.used, one.available, *given_up),
            one.status,
        )


def _sources(credit: PicturedCredit) -> Row:
    kind, _, source = credit.origin.partition(" ")
    invoice = source.split(",")[0] if kind == "reduction" else ""
    return (invoice, source if kind == "overpayment" else "")


def _applications(picture: Picture, currency: str) -> Iterator[Row]:
    for number, one in enumerate(picture.uses, start=1):
        yield (
            *(picture.customer_id, str(number)),
            *(one.payment_id, str(one.credit_id), one.invoice_id),
            *(*_figures(currency, one.amount), "0" if one.is_live else "1"),
        )


def _invoices(picture: Picture, currency: str) -> Iterator[Row]:
    for one in picture.invoices:
        sums = (one.total, one.cash, one.applied, one.reductions, one.forfeited)
        figures = _figures(currency, *sums, one.due)
        yield (one.id, picture.customer_id, *figures, one.status)


def _customer(picture: Picture, currency: str) -> Row:
    granted = ("manual", "return")
    figures = _figures(
        currency,
        sum(one.amount for one in picture.payments if not one.is_void),
        sum(
            one.amount - one.deleted
            for one in picture.credits
            if one.origin.startswith(granted)
        ),
        sum(one.total - one.due for one in picture.invoices),
        sum(one.available for one in picture.credits),
        sum(one.cancelled for one in picture.credits),
        sum(one.due for one in picture.invoices),
    )
    return (picture.customer_id, *figures)
