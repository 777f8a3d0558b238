"""Somebody who works in QuickBooks Online itself, and may do more than an app.

Nobody asks a person for a SyncToken, and warnings are taken as read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from . import bookkeeping
from .amounts import Document
from .books import Record
from .outcomes import Outcome
from .paperwork import deposited_line, given_as, line_of, records_at, without
from .refusals import refusal
from .rules.automation import the_first, what_is_open
from .rules.merging import merge
from .rules.stamping import record_at
from .rules.work import Work

if TYPE_CHECKING:
    from .company import Company

_OWN = ("Id", "SyncToken", "MetaData", "domain", "sparse", "LinkedTxn", "DocNumber")


class Person:
    """What a person can do in a company."""

    def __init__(self, company: Company) -> None:
        """Log in to *company*."""
        self._company = company

    def create(self, entity: str, document: Document) -> Outcome:
        """Write a new object."""
        return self._do(
            lambda work: (entity, bookkeeping.create(work, *given_as(entity, document)))
        )

    def edit(self, entity: str, object_id: str, changes: Document) -> Outcome:
        """Change some properties of an object, and take out those that are ``None``."""
        emptied = {key for key, held in changes.items() if held is None}

        def act(work: Work) -> tuple[str, str]:
            kind, given = given_as(entity, {**changes, "sparse": True})
            old = without(record_at(work.draft, entity, object_id), emptied)
            bookkeeping.update(work, kind, old, {**given, "Id": old.id})
            return old.key

        return self._do(act)

    def void(self, entity: str, object_id: str) -> Outcome:
        """Void an invoice, a payment, or a credit memo as only a person can."""
        return self._on(entity, object_id, bookkeeping.void)

    def delete(self, entity: str, object_id: str) -> Outcome:
        """Delete a transaction, after a warning that it is linked to others."""
        return self._on(entity, object_id, bookkeeping.delete)

    def copy(self, entity: str, object_id: str) -> Outcome:
        """Write another transaction just like this one, its notes included."""

        def act(work: Work) -> tuple[str, str]:
            old = record_at(work.draft, entity, object_id).document()
            document = {key: held for key, held in old.items() if key not in _OWN}
            if entity == "Payment":
                document.pop("Line", None)
            kind = bookkeeping.known_kind(entity)
            return entity, bookkeeping.create(work, kind, document)

        return self._do(act)

    def apply(
        self, customer_id: str, invoices: Sequence[str], credit_memos: Sequence[str]
    ) -> Outcome:
        """Apply credit memos to invoices, as far as both go, by one payment."""

        def act(work: Work) -> tuple[str, str]:
            charges = records_at(work, "Invoice", invoices)
            memos = records_at(work, "CreditMemo", credit_memos)
            most = min(what_is_open(charges), what_is_open(memos))
            if not most:
                raise refusal("6000", "There is nothing to apply.")
            uses = (*the_first(charges, most), *the_first(memos, most))
            given = {
                "CustomerRef": {"value": customer_id},
                "TotalAmt": 0,
                "Line": [line_of(use) for use in uses],
            }
            return "Payment", bookkeeping.create(work, *given_as("Payment", given))

        return self._do(act)

    def prefer(self, group: str, **choices: object) -> Outcome:
        """Choose in the company's preferences, for example in ``SalesFormsPrefs``."""

        def act(work: Work) -> tuple[str, str]:
            old = record_at(work.draft, "Preferences", "1")
            before = old.document().get(group, {})
            changed = {**before, **choices}
            left = {key: held for key, held in changed.items() if held is not None}
            kind, given = given_as("Preferences", {group: left, "sparse": True})
            bookkeeping.update(work, kind, old, given)
            return old.key

        return self._do(act)

    def apply_credits_automatically(self, choice: Any) -> Outcome:
        """Choose whether QuickBooks Online applies credits by itself."""
        return self.prefer("SalesFormsPrefs", AutoApplyCredit=bool(choice))

    def apply_payments_automatically(self, choice: Any) -> Outcome:
        """Choose whether money that is left over is put on new invoices."""
        return self.prefer("SalesFormsPrefs", AutoApplyPayments=bool(choice))

    def number_by_hand(self, choice: Any) -> Outcome:
        """Choose whether the company numbers its sales itself."""
        return self.prefer("SalesFormsPrefs", CustomTxnNumbers=bool(choice))

    def turn_on_multicurrency(self) -> Outcome:
        """Let customers have currencies of their own, from now on and for ever."""
        return self.prefer("CurrencyPrefs", MultiCurrencyEnabled=True)

    def close_books(
        self, until: date | None, *, with_password: bool = False
    ) -> Outcome:
        """Close the books up to a day, or open them again."""
        custody = self._company.custody
        custody.facts = attrs.evolve(custody.facts, closed_with_password=with_password)
        day = until.isoformat() if until else None
        return self.prefer("AccountingInfoPrefs", BookCloseDate=day)

    def deactivate(self, entity: str, object_id: str) -> Outcome:
        """Make something on a list inactive."""
        return self.edit(entity, object_id, {"Active": False})

    def merge_customers(self, loser_id: str, winner_id: str) -> Outcome:
        """Let one customer have all that another one has, who disappears."""

        def act(work: Work) -> tuple[str, str]:
            loser = record_at(work.draft, "Customer", loser_id)
            winner = record_at(work.draft, "Customer", winner_id)
            merge(work, loser, winner)
            return winner.key

        return self._do(act)

    def deposit(self, *payment_ids: str) -> Outcome:
        """Bring payments to the bank."""

        def act(work: Work) -> tuple[str, str]:
            payments = [record_at(work.draft, "Payment", each) for each in payment_ids]
            given = {
                "DepositToAccountRef": {"value": "35", "name": "Checking"},
                "Line": [deposited_line(payment) for payment in payments],
            }
            return "Deposit", bookkeeping.create(work, *given_as("Deposit", given))

        return self._do(act)

    def _on(
        self, entity: str, object_id: str, act: Callable[[Work, Record], object]
    ) -> Outcome:
        def on_record(work: Work) -> tuple[str, str]:
            record = record_at(work.draft, entity, object_id)
            act(work, record)
            return record.key

        return self._do(on_record)

    def _do(self, act: Callable[[Work], tuple[str, str]]) -> Outcome:
        return self._company.carry_out(act, by_person=True)
