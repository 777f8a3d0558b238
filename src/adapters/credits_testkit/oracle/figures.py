"""Every figure of a customer, added up from the facts, each time anew."""

from __future__ import annotations

from collections import defaultdict

import attrs

from .facts import Book, CreditMade


def _sums() -> defaultdict[str, int]:
    return defaultdict(int)


@attrs.define
class Figures:
    """Sums by invoice, by payment and by credit; T, A, G, F, S and U of the laws."""

    total: defaultdict[str, int] = attrs.field(factory=_sums)
    cash: defaultdict[str, int] = attrs.field(factory=_sums)
    applied: defaultdict[str, int] = attrs.field(factory=_sums)
    reductions: defaultdict[str, int] = attrs.field(factory=_sums)
    forfeited: defaultdict[str, int] = attrs.field(factory=_sums)
    spent: defaultdict[str, int] = attrs.field(factory=_sums)
    received: defaultdict[str, int] = attrs.field(factory=_sums)
    allocated: defaultdict[str, int] = attrs.field(factory=_sums)
    spent_before: defaultdict[str, int] = attrs.field(factory=_sums)
    amount: defaultdict[str, int] = attrs.field(factory=_sums)
    used: defaultdict[str, int] = attrs.field(factory=_sums)
    given_up: defaultdict[str, int] = attrs.field(factory=_sums)
    deleted: defaultdict[str, int] = attrs.field(factory=_sums)

    def tendered(self, invoice_id: str) -> int:
        """A: what is on the invoice, cash and credits together."""
        return self.cash[invoice_id] + self.applied[invoice_id]

    def due(self, invoice_id: str) -> int:
        """What is owed on the invoice: T − A + G + F."""
        issued = self.reductions[invoice_id] + self.forfeited[invoice_id]
        return self.total[invoice_id] - self.tendered(invoice_id) + issued

    def surplus(self, invoice_id: str) -> int:
        """What G has to be: max(A − T − F, S, 0)."""
        over = self.tendered(invoice_id) - self.total[invoice_id]
        return max(over - self.forfeited[invoice_id], self.spent[invoice_id], 0)

    def unapplied(self, payment_id: str) -> int:
        """U: what of the payment is on no invoice."""
        spent = self.allocated[payment_id] + self.spent_before[payment_id]
        return self.received[payment_id] - spent

    def available(self, credit_id: str) -> int:
        """What of the credit is neither used nor given up nor deleted."""
        gone = self.given_up[credit_id] + self.deleted[credit_id]
        return self.amount[credit_id] - self.used[credit_id] - gone


def reckon(book: Book) -> Figures:
    """Add up all facts of *book*."""
    figures = Figures()
    _add_documents(book, figures)
    _add_moves(book, figures)
    _add_credits(book, figures)
    for credit in book.credits.values():
        _add_views(credit, figures)
    return figures


def _add_documents(book: Book, figures: Figures) -> None:
    for save in book.saves:
        figures.total[save.invoice_id] += save.amount
    for invoice_id in book.void_invoices:
        figures.total[invoice_id] = 0
    for one in book.money:
        figures.received[one.id] += one.amount
    for payment_id in book.void_payments:
        figures.received[payment_id] = 0
    for one in book.spent_before:
        figures.spent_before[one.id] += one.amount


def _add_moves(book: Book, figures: Figures) -> None:
    for move in book.moves:
        if move.credit_id is None:
            figures.cash[move.invoice_id] += move.amount
            figures.allocated[move.payment_id] += move.amount
        else:
            figures.applied[move.invoice_id] += move.amount
            figures.used[move.credit_id] += move.amount


def _add_credits(book: Book, figures: Figures) -> None:
    for one in (*book.amounts, *book.edits):
        figures.amount[one.id] += one.amount
    for one in book.used_before:
        figures.used[one.id] += one.amount
    for one in book.given_up:
        figures.given_up[one.id] += one.amount
    for one in book.deleted:
        figures.deleted[one.id] += one.amount


def _add_views(credit: CreditMade, figures: Figures) -> None:
    """The credit of a payment is its U; those of a lowered invoice are its G."""
    if credit.payment_id is not None:
        figures.amount[credit.id] = figures.unapplied(credit.payment_id)
    if credit.invoice_id is not None:
        given_up = figures.given_up[credit.id]
        figures.reductions[credit.invoice_id] += figures.amount[credit.id] - given_up
        figures.forfeited[credit.invoice_id] += given_up
        figures.spent[credit.invoice_id] += figures.used[credit.id]
