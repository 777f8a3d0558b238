"""The ladders of the commands about goods that come back."""

from __future__ import annotations

from attrs import evolve

from credits_core.commands import (
    CancelCredit,
    CompleteReturn,
    CorrectReturn,
    Exact,
    Mode,
    ReopenReturn,
    VoidInvoice,
)
from credits_core.identity import CreditId, InvoiceId, LineId, ReturnId
from credits_core.money import Money
from examples.shop import ACME, usd

from .ladders import (
    CLOSED_TODAY,
    NARROW,
    OLD,
    THEIRS_INVOICE,
    THEIRS_RETURN,
    Ladder,
    eur,
    goods,
    taken_back,
)


def complete_return(ladder: Ladder) -> None:
    """Two lines, one of nothing, one too large, of a void invoice, in euros."""
    shop = ladder.shop
    shop.do(taken_back("R1", goods(value=usd("5.00"))))
    for name in ("void", "A"):
        shop.bill(name, "10.00", quantity="4")
    shop.do(VoidInvoice(customer_id=ACME, invoice_id=InvoiceId("void")))
    nothing = goods(quantity="0", value=eur("1.00"), sold_as="1")
    too_much = goods(quantity="9", value=eur("1.00"), sold_as="1", called="2")
    more = goods(quantity="9", value=eur("1.00"), sold_as="1", called="3")
    command = CompleteReturn(
        customer_id=ACME,
        return_id=ReturnId("R1"),
        invoice_id=THEIRS_INVOICE,
        lines=(nothing, too_much),
    )

    ladder.refuse(command, NARROW)
    ladder.refuse(evolve(command, lines=(too_much, more)), NARROW)
    ladder.refuse(command := evolve(command, lines=(too_much,)), CLOSED_TODAY)
    ladder.refuse(command := evolve(command, return_id=ReturnId("R2")), CLOSED_TODAY)
    for name in ("nobody's", "void", "A"):
        command = evolve(command, invoice_id=InvoiceId(name))
        ladder.refuse(command, CLOSED_TODAY)
    for line in (evolve(too_much, value=None), goods(sold_as="1")):
        ladder.refuse(evolve(command, lines=(line,)), CLOSED_TODAY)


def reopen_return(ladder: Ladder) -> None:
    """A return of which the credit was used in a closed period."""
    _returns_of_every_kind(ladder)
    command = ReopenReturn(customer_id=ACME, return_id=THEIRS_RETURN)

    ladder.refuse(command, NARROW)
    for name in ("nobody's", "reopened", "cancelled", "used"):
        ladder.refuse(command := evolve(command, return_id=ReturnId(name)), NARROW)
    ladder.refuse(command)
    ladder.refuse(evolve(command, mode=Mode.CASCADE))


def correct_return(ladder: Ladder) -> None:
    """A return of which the credit was used, corrected to nonsense."""
    _returns_of_every_kind(ladder)
    command = CorrectReturn(
        customer_id=ACME,
        return_id=THEIRS_RETURN,
        lines=(goods(quantity="0", value=eur("1.00"), sold_as="1"),),
    )

    def with_line(quantity: str, amount: Money) -> CorrectReturn:
        line = goods(quantity=quantity, value=amount, sold_as="1")
        return evolve(command, lines=(line,))

    ladder.refuse(command, NARROW)
    long = with_line("99", eur("1.00"))
    second = evolve(long.lines[0], id=LineId("2"))
    ladder.refuse(evolve(long, lines=(*long.lines, second)), NARROW)
    ladder.refuse(command := long, NARROW)
    for name in ("nobody's", "reopened", "cancelled", "used"):
        ladder.refuse(command := evolve(command, return_id=ReturnId(name)), NARROW)
    ladder.refuse(command := with_line("99", usd("1.00")), NARROW)
    ladder.refuse(command := with_line("1", usd("1.00")))
    ladder.refuse(evolve(command, mode=Mode.CASCADE))


def _returns_of_every_kind(ladder: Ladder) -> None:
    """A reopened one, one with a cancelled credit, one with a used credit."""
    shop = ladder.shop
    shop.bill("A", "90.00", quantity="9")
    for name in ("reopened", "cancelled", "used"):
        shop.do(taken_back(name, goods(sold_as="1"), invoice_id="A"))
    shop.do(ReopenReturn(customer_id=ACME, return_id=ReturnId("reopened")))
    shop.do(CancelCredit(customer_id=ACME, credit_id=CreditId("return:cancelled")))
    shop.bill("B", "10.00")
    shop.receive("with the other", "B", credits=Exact(usd("10.00")), on=OLD)
