"""The ladders of the commands about one credit."""

from __future__ import annotations

from attrs import evolve

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    DeleteCredit,
    EditCredit,
    Exact,
    IssueCredit,
    Named,
    NamedCredit,
    ReleaseHold,
    VoidApplication,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from examples.shop import ACME, usd

from .ladders import (
    NARROW,
    OLD,
    THEIRS_CREDIT,
    Ladder,
    eur,
)


def issue_credit(ladder: Ladder) -> None:
    """An amount of nothing, under an id that is taken, in a closed period."""
    ladder.shop.grant("gift", "10.00")
    command = IssueCredit(
        customer_id=ACME,
        credit_id=CreditId("gift"),
        amount=usd("0.00"),
        effective_date=OLD,
    )

    ladder.refuse(command)
    ladder.refuse(command := evolve(command, amount=usd("5.00")))
    ladder.refuse(evolve(command, credit_id=CreditId("new")))


def edit_credit(ladder: Ladder) -> None:
    """A stale edit to a negative amount in another currency."""
    _credits_of_every_kind(ladder)
    command = EditCredit(
        customer_id=ACME, credit_id=THEIRS_CREDIT, amount=eur("-1.00"), revision=99
    )

    ladder.refuse(command)
    for name in ("nobody's", "deleted", "overpayment:P1", "reduction:e1", "cancelled"):
        ladder.refuse(evolve(command, credit_id=CreditId(name)))
    ladder.refuse(command := evolve(command, credit_id=CreditId("half used")))
    ladder.refuse(command := evolve(command, revision=None))
    ladder.refuse(command := evolve(command, amount=usd("-1.00")))
    ladder.refuse(evolve(command, amount=usd("1.00")))


def cancel_credit(ladder: Ladder) -> None:
    """A credit that is all used, in a closed period, and backs another one."""
    _credits_of_every_kind(ladder)
    _backing(ladder)
    command = CancelCredit(customer_id=ACME, credit_id=THEIRS_CREDIT)

    ladder.refuse(command)
    for name in ("nobody's", "deleted", "overpayment:P1", "cancelled", "all used"):
        ladder.refuse(command := evolve(command, credit_id=CreditId(name)))
    backing = evolve(command, credit_id=CreditId("backing"), mode=CancelMode.REVERT)
    ladder.refuse(backing, NARROW)
    ladder.refuse(backing)


def delete_credit(ladder: Ladder) -> None:
    """A credit that is used and cancelled."""
    _credits_of_every_kind(ladder)
    ladder.shop.do(CancelCredit(customer_id=ACME, credit_id=CreditId("half used")))
    command = DeleteCredit(customer_id=ACME, credit_id=THEIRS_CREDIT)

    ladder.refuse(command)
    for name in ("nobody's", "deleted", "overpayment:P1", "reduction:e1"):
        ladder.refuse(evolve(command, credit_id=CreditId(name)))
    for name in ("half used", "cancelled"):
        ladder.refuse(evolve(command, credit_id=CreditId(name)))


def release_hold(ladder: Ladder) -> None:
    """A hold that is somebody else's, of nothing, or not there."""
    ladder.shop.grant("gift", "10.00")
    command = ReleaseHold(customer_id=ACME, credit_id=THEIRS_CREDIT)

    ladder.refuse(command)
    for name in ("nobody's", "gift"):
        ladder.refuse(evolve(command, credit_id=CreditId(name)))


def void_application(ladder: Ladder) -> None:
    """A use of a credit in a closed period that backs another one."""
    _credits_of_every_kind(ladder)
    _backing(ladder)
    command = VoidApplication(
        customer_id=ACME,
        payment_id=PaymentId("with all used"),
        credit_id=THEIRS_CREDIT,
        invoice_id=InvoiceId("large"),
    )
    voided = evolve(
        command,
        payment_id=PaymentId("with half used"),
        credit_id=CreditId("half used"),
    )
    ladder.shop.do(voided)

    ladder.refuse(command)
    ladder.refuse(evolve(command, credit_id=CreditId("nobody's")))
    ladder.refuse(voided, NARROW)
    backing = evolve(
        command,
        payment_id=PaymentId("P2"),
        credit_id=CreditId("backing"),
        invoice_id=InvoiceId("lowered"),
    )
    ladder.refuse(backing, NARROW)
    ladder.refuse(backing)


def _credits_of_every_kind(ladder: Ladder) -> None:
    """Used, half used, cancelled and deleted ones, an overpayment, a reduction."""
    shop = ladder.shop
    shop.bill("large", "900.00")
    shop.grant("all used", "10.00")
    shop.receive("with all used", "large", credits=Exact(usd("10.00")), on=OLD)
    shop.grant("half used", "10.00")
    shop.receive("with half used", "large", credits=Exact(usd("5.00")), on=OLD)
    shop.grant("cancelled", "10.00")
    shop.do(CancelCredit(customer_id=ACME, credit_id=CreditId("cancelled")))
    shop.grant("deleted", "10.00")
    shop.do(DeleteCredit(customer_id=ACME, credit_id=CreditId("deleted")))
    shop.bill("small", "50.00")
    shop.receive("P1", "small", cash="60.00")
    shop.change("small", "e1", "-20.00")
    shop.do(CancelCredit(customer_id=ACME, credit_id=CreditId("reduction:e1")))


def _backing(ladder: Ladder) -> None:
    """A credit behind a reduction credit that is spent to the last cent."""
    shop = ladder.shop
    shop.grant("backing", "40.00")
    shop.bill("lowered", "100.00")
    backing = Named((NamedCredit(CreditId("backing"), usd("40.00")),))
    shop.receive("P2", "lowered", cash="60.00", credits=backing, on=OLD)
    shop.change("lowered", "e2", "-100.00")
    reduction = Named((NamedCredit(CreditId("reduction:e2"), usd("100.00")),))
    shop.receive("P3", "large", credits=reduction)
