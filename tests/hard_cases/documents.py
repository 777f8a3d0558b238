"""The rest of the notation: invoices, goods that come back, and other books."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TypeVar

from credits_core.commands import (
    CompleteReturn,
    CorrectReturn,
    EditInvoice,
    ImportChange,
    ImportCredit,
    LineChange,
    Mode,
    RegisterInvoice,
    RemoteChange,
    ReopenReturn,
    ReturnLine,
    VoidInvoice,
    VoidMode,
)
from credits_core.exact import Quantity
from credits_core.identity import CreditId, EditId, InvoiceId, LineId, ReturnId
from credits_core.invoice import InvoiceLine
from credits_core.money import Money

from .receipts import ReceiptNotation
from .writing import day, line, money, text

T_co = TypeVar("T_co", covariant=True)


class FullNotation(ReceiptNotation[T_co]):
    """Every command there is."""

    @abstractmethod
    def total_of(self, name: str) -> Money:
        """What an invoice comes to now."""

    def invoice(
        self,
        name: str,
        total: str | None = None,
        *,
        lines: tuple[InvoiceLine, ...] = (),
        date: str | None = None,
    ) -> T_co:
        """Register an invoice: one line "1" with its *total*, or those *lines*."""
        whole = () if total is None else (line("1", total),)
        return self.write(
            RegisterInvoice(
                customer_id=self.customer_id,
                invoice_id=InvoiceId(name),
                lines=lines or whole,
                date=day(date),
            )
        )

    def _change_total(self, name: str, *, to: str, edit: str) -> T_co:
        """Save an invoice whose line "1" makes it come *to* another total."""
        difference = text(money(to) - self.total_of(name))
        return self.change_lines(name, {"1": difference}, edit=edit)

    def lower(self, name: str, *, to: str, edit: str) -> T_co:
        """Save an invoice with a lower total."""
        return self._change_total(name, to=to, edit=edit)

    def increase(self, name: str, *, to: str, edit: str) -> T_co:
        """Save an invoice with a higher total."""
        return self._change_total(name, to=to, edit=edit)

    def change_lines(
        self,
        name: str,
        amounts: Mapping[str, str],
        *,
        edit: str,
        pieces: Mapping[str, str] | None = None,
    ) -> T_co:
        """Save differences of several lines at once."""
        counted = pieces or {}
        changes = tuple(
            LineChange(
                line_id=LineId(one),
                amount=money(amount),
                quantity=Quantity.of(counted.get(one, "0")),
            )
            for one, amount in amounts.items()
        )
        return self.write(
            EditInvoice(
                customer_id=self.customer_id,
                invoice_id=InvoiceId(name),
                edit_id=EditId(edit),
                changes=changes,
            )
        )

    def void_invoice(self, name: str, *, mode: VoidMode = VoidMode.STRICT) -> T_co:
        """Void an invoice."""
        return self.write(
            VoidInvoice(
                customer_id=self.customer_id, invoice_id=InvoiceId(name), mode=mode
            )
        )

    def bring_back(self, name: str, *goods: ReturnLine, of: str | None = None) -> T_co:
        """Complete a return of *goods* that were sold on the invoice *of*."""
        return self.write(
            CompleteReturn(
                customer_id=self.customer_id,
                return_id=ReturnId(name),
                lines=goods,
                invoice_id=None if of is None else InvoiceId(of),
            )
        )

    def correct_return(
        self, name: str, *goods: ReturnLine, mode: Mode = Mode.STRICT
    ) -> T_co:
        """Replace what came back."""
        return self.write(
            CorrectReturn(
                customer_id=self.customer_id,
                return_id=ReturnId(name),
                lines=goods,
                mode=mode,
            )
        )

    def reopen_return(self, name: str, *, mode: Mode = Mode.STRICT) -> T_co:
        """Take a completed return back."""
        return self.write(
            ReopenReturn(
                customer_id=self.customer_id, return_id=ReturnId(name), mode=mode
            )
        )

    def import_credit(self, name: str, amount: str, *, opening: str = "0") -> T_co:
        """Read in a credit memo of QBO, of which *opening* was used before."""
        return self.write(
            ImportCredit(
                customer_id=self.customer_id,
                credit_id=CreditId(name),
                system="qbo",
                remote_id=name,
                amount=money(amount),
                opening=money(opening),
            )
        )

    def reported(self, change: RemoteChange) -> T_co:
        """Take over what QBO says has changed there."""
        return self.write(ImportChange(customer_id=self.customer_id, change=change))


def goods(
    pieces: str,
    *,
    line: str | None = None,
    value: str | None = None,
    price: str = "0",
    name: str = "1",
) -> ReturnLine:
    """So many *pieces* of one product that come back, sold on that *line*."""
    return ReturnLine(
        id=LineId(name),
        product="goods",
        quantity=Quantity.of(pieces),
        value=None if value is None else money(value),
        unit_price=Quantity.of(price),
        package="crate",
        batch="B7",
        invoice_line=None if line is None else LineId(line),
    )
