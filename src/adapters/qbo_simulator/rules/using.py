"""Which lines a payment ends up with: capped, in balance, and all for one family.

The rule behind all of it: what was received, and the credits that are used, are what
is paid, and what is left over.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import attrs

from ..amounts import Document
from ..books import Record, Use
from ..refusals import refusal
from ..switches import PaymentBelowLines
from .references import root_of
from .settling import settled
from .work import Work

CREDITS = frozenset({"CreditMemo", "CreditCardCredit"})
_ENTITIES = {
    "Invoice": "Invoice",
    "CreditMemo": "CreditMemo",
    "JournalEntry": "JournalEntry",
    "Expense": "Purchase",
    "Check": "Purchase",
    "CreditCardCredit": "Purchase",
}


def asked_for(document: Document) -> tuple[Use, ...]:
    """The uses that a request tells.

    A line with two links, a credit and what it pays, is read as two lines.
    """
    uses: list[Use] = []
    for line in document.get("Line", ()):
        links = line.get("LinkedTxn", ())
        if not links:
            continue
        if "Amount" not in line:
            raise refusal("2020", "Amount", element="Amount")
        if line["Amount"] < 0:
            raise refusal("2290", element="Amount")
        uses += (_use(link, line["Amount"]) for link in links)
    return tuple(use for use in uses if use.amount)


def _use(link: Document, amount: int) -> Use:
    if "TxnId" not in link or "TxnType" not in link:
        raise refusal("2020", "LinkedTxn", element="LinkedTxn")
    if link["TxnType"] not in _ENTITIES:
        raise refusal("620", str(link["TxnId"]))
    return Use(link["TxnType"], link["TxnId"], amount)


def is_credit(work: Work, use: Use) -> bool:
    """Whether the line brings something in, instead of paying something."""
    if use.kind == "JournalEntry":
        entry = work.draft.find("JournalEntry", use.id)
        return entry is not None and _credits_customer(entry.document())
    return use.kind in CREDITS


def _credits_customer(entry: Document) -> bool:
    """Whether a journal entry is in favour of the customer that it names."""
    return any(
        line.get("JournalEntryLineDetail", {}).get("PostingType") == "Credit"
        and "Entity" in line.get("JournalEntryLineDetail", {})
        for line in entry.get("Line", ())
    )


def fitting(
    work: Work, total: int, uses: Iterable[Use], old: Record | None
) -> tuple[Use, ...]:
    """The *uses* as far as they can be: no more than is open, and in balance.

    What *old*, the payment as it was, has settled is open to it again.
    """
    paying, crediting = _parted(work, uses)
    paying = _capped(work, paying, old)
    asked = total + sum(use.amount for use in crediting)
    if sum(use.amount for use in paying) > asked:
        _refuse_or_cut(work, asked)
    crediting = _capped(work, crediting, old)
    return in_balance(total, paying, crediting)


def balanced(work: Work, total: int, uses: Iterable[Use]) -> tuple[Use, ...]:
    """The *uses* after some were cut, without those that nothing covers any more."""
    return in_balance(total, *_parted(work, uses))


def in_balance(
    total: int, paying: tuple[Use, ...], crediting: tuple[Use, ...]
) -> tuple[Use, ...]:
    """First what is paid is cut to what there is, then credits to what is paid.

    So money that was received may be left over, and a credit never is.
    """
    paying = _cut(paying, total + sum(use.amount for use in crediting))
    return paying + _cut(crediting, sum(use.amount for use in paying))


def unapplied(work: Work, total: int, uses: Iterable[Use]) -> int:
    """What of the money received is not used."""
    paying, crediting = _parted(work, uses)
    used = sum(use.amount for use in paying) - sum(use.amount for use in crediting)
    return total - used


def _parted(work: Work, uses: Iterable[Use]) -> tuple[tuple[Use, ...], tuple[Use, ...]]:
    """What is paid, and the credits that pay."""
    known = [(is_credit(work, use), use) for use in uses]
    paying = tuple(use for credit, use in known if not credit)
    return paying, tuple(use for credit, use in known if credit)


def _refuse_or_cut(work: Work, asked: int) -> None:
    if work.switches.payment_total_below_lines is PaymentBelowLines.REJECT:
        told = f"The lines are more than the {Decimal(asked) / 100} that is there."
        raise refusal("6000", told)


def _cut(uses: tuple[Use, ...], most: int) -> tuple[Use, ...]:
    """The first of the *uses*, up to a sum of *most*."""
    kept: list[Use] = []
    for use in uses:
        amount = min(use.amount, most - sum(each.amount for each in kept))
        if amount > 0:
            kept.append(attrs.evolve(use, amount=amount))
    return tuple(kept)


def _capped(work: Work, uses: tuple[Use, ...], old: Record | None) -> tuple[Use, ...]:
    """The *uses*, each at most what is open of its object."""
    left: dict[tuple[str, str], int] = {}
    kept: list[Use] = []
    for use in uses:
        key = use.kind, use.id
        if key not in left:
            left[key] = _open(work, use, old)
        amount = min(use.amount, left[key])
        if amount > 0:
            left[key] -= amount
            kept.append(attrs.evolve(use, amount=amount))
    return tuple(kept)


def _open(work: Work, use: Use, old: Record | None) -> int:
    own = sum(
        each.amount
        for each in (old.uses if old else ())
        if (each.kind, each.id) == (use.kind, use.id)
    )
    record = work.draft.find(_ENTITIES.get(use.kind, use.kind), use.id)
    if record is None:
        return own
    if use.kind not in {"Invoice", "CreditMemo"}:
        return use.amount
    return record.total - settled(work, record) + own


def check_links(
    work: Work, customer: Record, uses: Iterable[Use], old: Document
) -> None:
    """Refuse links to what is not there, or is of another customer or currency."""
    known = {
        (link.get("TxnType"), link.get("TxnId"))
        for line in old.get("Line", ())
        for link in line.get("LinkedTxn", ())
    }
    head = root_of(work, customer.id)
    for use in uses:
        record = work.draft.find(_ENTITIES[use.kind], use.id)
        if record is None and (use.kind, use.id) in known:
            continue
        if record is None:
            raise refusal("610")
        if record.customer and root_of(work, record.customer) != head:
            told = f"Transaction {use.id} belongs to another customer."
            raise refusal("6000", told)
        _check_currency(record, customer)


def _check_currency(record: Record, customer: Record) -> None:
    mine, other = (
        each.document().get("CurrencyRef", {}).get("value")
        for each in (customer, record)
    )
    if mine and other and mine != other:
        raise refusal("6000", f"Transaction {record.id} is in another currency.")
