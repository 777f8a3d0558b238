"""What a customer's ledger makes possible today."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Final

import attrs

from credits_core.credit import Credit
from credits_core.customer_return import CustomerReturn
from credits_core.identity import (
    CreditId,
    CustomerId,
    EditId,
    InvoiceId,
    PaymentId,
    ReturnId,
)
from credits_core.invoice import Invoice
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Application, Payment
from credits_core.policy import DEFAULT_POLICY, ClosedPeriod, Policy

from ..orders import ACME

CURRENCIES: Final = ("USD", "JPY")
"""Two currencies of different decimals; the first is used more often."""


@attrs.frozen(kw_only=True)
class Situation:
    """One customer's whole *ledger* on a day, under a policy.

    *others* are the ledgers of other customers, whose documents this one must not
    touch. New ids are numbered; those of customers other than ``ACME`` also bear
    the customer's name, so that two customers never want the same id.
    """

    ledger: Ledger
    today: date
    policy: Policy = DEFAULT_POLICY
    others: tuple[Ledger, ...] = ()
    currencies: tuple[str, ...] = CURRENCIES

    @property
    def customer_id(self) -> CustomerId:
        """Whose ledger it is."""
        return self.ledger.customer_id

    def may_write(self, day: date | None) -> bool:
        """Whether a document of that *day*, or of today, may be recorded now."""
        closed = self.policy.closed_through
        return closed is None or (day or self.today) > closed

    def may_change(self, day: date) -> bool:
        """Whether what is dated that *day* may be changed now."""
        reverses = self.policy.in_closed_period is ClosedPeriod.REVERSE_TODAY
        return reverses or self.may_write(day)

    def first_open_day(self) -> date | None:
        """The day after the last closed one, if today itself is closed."""
        closed = self.policy.closed_through
        if closed is None or self.today > closed:
            return None
        return closed + timedelta(days=1)

    @property
    def first_currency(self) -> str:
        """The currency of the first document there is, or the first of them all."""
        ledger = self.ledger
        for table in (ledger.invoices, ledger.credits, ledger.payments):
            for document in table.values():
                return document.currency
        return self.currencies[0]

    @cached_property
    def invoices(self) -> list[Invoice]:
        """The invoices that are not void."""
        return [one for one in self.ledger.invoices.values() if not one.is_void]

    @cached_property
    def editable(self) -> list[Invoice]:
        """The invoices that have no more lines than a command may have now."""
        lines, most = self.ledger.lines, self.policy.limits.lines
        return [one for one in self.invoices if len(lines[one.id]) <= most]

    @cached_property
    def unpaid(self) -> list[Invoice]:
        """The invoices on which something is due."""
        return [one for one in self.invoices if one.due.minor]

    @cached_property
    def payments(self) -> list[Payment]:
        """The payments that are not void."""
        return [one for one in self.ledger.payments.values() if not one.is_void]

    @cached_property
    def usable(self) -> list[Credit]:
        """The credits that can be spent today, in the order of FIFO."""
        credits = self.ledger.credits.values()
        found = [one for one in credits if one.usable_on(self.today)]
        return sorted(found, key=lambda credit: credit.order)

    @cached_property
    def alive(self) -> list[Credit]:
        """The credits that were neither cancelled nor deleted."""
        credits = self.ledger.credits.values()
        return [one for one in credits if not (one.is_cancelled or one.is_deleted)]

    @cached_property
    def uses(self) -> list[Application]:
        """The applications that were not voided."""
        return [one for one in self.ledger.applications.values() if one.is_live]

    @cached_property
    def returns(self) -> list[CustomerReturn]:
        """The completed returns whose credit, if any, was not cancelled."""
        returns = self.ledger.returns.values()
        return [one for one in returns if not one.is_reopened and self._counts(one)]

    def credit_of(self, goods: CustomerReturn) -> Credit | None:
        """The credit that the return issued, if it did."""
        return self.ledger.credits[goods.credit_id] if goods.has_credit else None

    def own_credit_used(self, payment: Payment) -> Money:
        """What is used of the payment's own credit."""
        credit = self.ledger.credits.get(payment.credit_id)
        return payment.amount.zero if credit is None else credit.used

    def invoice_id(self) -> InvoiceId:
        """An invoice id that is new."""
        return InvoiceId(self._new("I", len(self.ledger.invoices)))

    def payment_id(self, letter: str = "P") -> PaymentId:
        """A payment id that is new."""
        return PaymentId(self._new(letter, len(self.ledger.payments)))

    def credit_id(self, letter: str = "C") -> CreditId:
        """A credit id that is new."""
        alone = sum(one.stands_alone for one in self.ledger.credits.values())
        return CreditId(self._new(letter, alone))

    def return_id(self) -> ReturnId:
        """The id of a return that is new."""
        return ReturnId(self._new("R", len(self.ledger.returns)))

    def edit_id(self) -> EditId:
        """The id of an edit that is new."""
        return EditId(self._new("E", self.ledger.version))

    def _new(self, letter: str, known: int) -> str:
        whose = "" if self.customer_id == ACME else f"-{self.customer_id}"
        return f"{letter}{known + 1}{whose}"

    def _counts(self, goods: CustomerReturn) -> bool:
        credit = self.credit_of(goods)
        return credit is None or not (credit.is_cancelled or credit.cancelled)
