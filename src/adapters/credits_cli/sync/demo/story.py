"""The chapters in their order; each leaves both sides as the next one finds them."""

from __future__ import annotations

from typing import Final

from credits_core.commands import (
    EditCredit,
    Named,
    NamedCredit,
    ReceivePayment,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.payment import Method, Tender
from credits_qbo.engine import Choice, Parity, conflicts, parity, resolve
from credits_qbo.opening import Plan, draw_up, enable
from qbo_simulator.faults import Drop

from ...screen import a_table
from ..printing import image_in_words, show_plan
from ..telling import show_parity
from .acting import bill, grant
from .pictures import sides
from .stage import CUSTOMER, BothSides, sale, usd


def first_connection(stage: BothSides) -> None:
    """A plan of what was there before, and then carrying it out."""
    stage.say(
        "Blue Bakery is a customer on both sides. Here it has a credit of 40.00, and in"
        " QuickBooks Online a credit memo of 15.00 of which this side knows nothing."
        " Before anything is exchanged, a plan is shown:"
    )
    for name, amount in (("INV-1", "100.00"), ("INV-2", "100.00"), ("INV-3", "80.00")):
        bill(stage, name, amount)
    grant(stage, "CR-1", "40.00")
    stage.there("CreditMemo", sale(stage.customer_there, "15.00"))
    plan = draw_up(stage.sync.world)
    if not isinstance(plan, Plan):
        raise TypeError(f"The story broke off: {plan}")
    stage.console.print()
    show_plan(stage.console, plan)
    stage.say("Somebody confirms exactly this plan, and it is carried out:")
    enable(stage.sync, plan.mark)
    stage.exchange()
    stage.show(sides(stage))


def credit_here(stage: BothSides) -> None:
    """A credit of this side becomes a memo."""
    stage.say("Mara grants 25.00 here. It becomes a credit memo there:")
    grant(stage, "CR-2", "25.00")
    stage.exchange()
    stage.show(sides(stage))


def memo_there(stage: BothSides) -> None:
    """A memo of the other side becomes a credit."""
    stage.say("A bookkeeper writes a credit memo of 12.00 there. It is a credit here:")
    stage.there("CreditMemo", sale(stage.customer_there, "12.00"))
    stage.exchange()
    stage.show(sides(stage))


def credit_used(stage: BothSides) -> None:
    """A credit on an invoice is a payment of nothing there."""
    stage.say(
        "30.00 of CR-1 are used here on INV-1. There it is a payment of nothing that"
        " links the memo and the invoice:"
    )
    used = Named((NamedCredit(CreditId("CR-1"), usd("30.00")),))
    stage.here(
        ReceivePayment(
            customer_id=CUSTOMER,
            payment_id=PaymentId("R-1"),
            invoices=(InvoiceId("INV-1"),),
            credits=used,
        )
    )
    stage.exchange()
    stage.show(sides(stage))


def overpayment(stage: BothSides) -> None:
    """Money that is too much is no memo."""
    stage.say(
        "Blue Bakery pays 120.00 on INV-2, which is 100.00. 20.00 are a credit here,"
        " and there what is not applied of the payment; never a memo:"
    )
    stage.here(
        ReceivePayment(
            customer_id=CUSTOMER,
            payment_id=PaymentId("R-2"),
            invoices=(InvoiceId("INV-2"),),
            tenders=(Tender(Method.TRANSFER, usd("120.00")),),
        )
    )
    stage.exchange()
    stage.show(sides(stage))


def applied_there(stage: BothSides) -> None:
    """The other side uses credits by itself."""
    stage.say(
        "The company has QuickBooks Online apply credits by itself. Mara grants 10.00;"
        " its memo is used there at once on the oldest invoice, and so it is here:"
    )
    stage.company.person.prefer("SalesFormsPrefs", AutoApplyCredit=True)
    grant(stage, "CR-3", "10.00")
    stage.exchange()
    stage.company.person.prefer("SalesFormsPrefs", AutoApplyCredit=False)
    stage.show(sides(stage))


def lost_answer(stage: BothSides) -> None:
    """What was done, and nobody was told of."""
    stage.say(
        "Mara grants 5.00. The memo is written there, but the connection breaks before"
        " the answer arrives. It is looked for, found, and not written twice:"
    )
    stage.service.faults.strike(
        Drop(when="after"), entity="creditmemo", operation="create"
    )
    grant(stage, "CR-4", "5.00")
    stage.exchange()
    stage.show(sides(stage))


def both_changed(stage: BothSides) -> None:
    """A person decides what nobody else can."""
    stage.say(
        "Before anybody is told, CR-2 becomes 30.00 here and its memo 28.00 there."
    )
    new = EditCredit(
        customer_id=CUSTOMER, credit_id=CreditId("CR-2"), amount=usd("30.00")
    )
    stage.here(new)
    memo = next(one for one in stage.all_there("CreditMemo") if one["TotalAmt"] == 2500)
    line = sale(stage.customer_there, "28.00")["Line"]
    stage.company.person.edit("CreditMemo", memo["Id"], {"Line": line})
    stage.exchange()
    _decide(stage)
    stage.exchange()
    stage.show(sides(stage))


def _decide(stage: BothSides) -> None:
    table = a_table("Conflicts", ("Kind", "Here", "There", "Why"))
    found = conflicts(stage.sync.world)
    for one in found:
        images = image_in_words(one.here), image_in_words(one.there)
        table.add_row(one.kind, *images, one.reason)
    stage.show(table)
    stage.say("Mara decides that it stays as it is here:")
    for one in found:
        resolve(stage.sync.world, one.key, Choice.KEEP_HERE)


def at_the_end(stage: BothSides) -> None:
    """Both sides added up."""
    stage.say("Both sides are added up against one another:")
    found = parity(stage.sync.world)
    if isinstance(found, Parity):
        show_parity(stage.console, found)
    stage.say(f"It took {stage.sync.world.gateway.calls} requests.")


CHAPTERS: Final = (
    ("The first connection", first_connection),
    ("A credit here, a memo there", credit_here),
    ("A memo there, a credit here", memo_there),
    ("A credit pays an invoice", credit_used),
    ("120 is paid on an invoice of 100", overpayment),
    ("QuickBooks Online applies credits by itself", applied_there),
    ("An answer is lost", lost_answer),
    ("Both sides change the same", both_changed),
    ("Are both sides equal?", at_the_end),
)


def tell_story(stage: BothSides) -> None:
    """Play all chapters on *stage*."""
    for title, play in CHAPTERS:
        stage.chapter(title)
        play(stage)
