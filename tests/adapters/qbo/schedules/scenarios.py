"""What happens on both sides, before anything goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    EditCredit,
    EditPayment,
    VoidPayment,
)
from credits_core.identity import CreditId, PaymentId
from credits_qbo.store import Tie

from ..bench import ACME, usd
from .lab import Act, Lab


def _grant(lab: Lab) -> None:
    lab.grant(30)


def _grant_and_use(lab: Lab) -> None:
    lab.grant(30)
    lab.use(20)


def _raise(lab: Lab) -> None:
    lab.here(EditCredit(customer_id=ACME, credit_id=CreditId("C"), amount=usd(45)))


def _revert(lab: Lab) -> None:
    mode = CancelMode.REVERT
    lab.here(CancelCredit(customer_id=ACME, credit_id=CreditId("C"), mode=mode))


def _pay_too_much(lab: Lab) -> None:
    lab.pay(120)


def _use_what_is_left(lab: Lab) -> None:
    lab.use(15, credit="overpayment:P", invoice="B")


def _pay_less(lab: Lab) -> None:
    lab.here(EditPayment(customer_id=ACME, payment_id=PaymentId("P"), amount=usd(90)))


def _void(lab: Lab) -> None:
    lab.here(VoidPayment(customer_id=ACME, payment_id=PaymentId("P")))


def _memo_there(lab: Lab) -> None:
    lab.there("CreditMemo", lab.sale("40.00"))


def _on_memos_there(how: str) -> Act:
    """Somebody does it to each memo there, as soon as both sides know it."""

    def act(lab: Lab) -> bool:
        memos = list(lab.company.custody.books.shelves["CreditMemo"].records)
        with lab.store.unit() as unit:
            known = {one.remote_id for one in unit.find(Tie) if one.base}
        if known.issuperset(memos):
            for name in memos:
                lab.meddle(f"memo {name}: {how}", is_planned=True)
            return bool(memos or lab.edits)
        return bool(lab.edits)

    return act


def _pay_there(lab: Lab) -> None:
    line = {
        "Amount": "60.00",
        "LinkedTxn": [{"TxnId": lab.invoices["A"], "TxnType": "Invoice"}],
    }
    customer = {"value": lab.customer}
    lab.there("Payment", {"CustomerRef": customer, "TotalAmt": "75.00", "Line": [line]})


SCENARIOS: Final[Mapping[str, tuple[Act, ...]]] = {
    "a credit is granted": (_grant,),
    "a credit is granted and used": (_grant_and_use,),
    "a credit is raised": (_grant, _raise),
    "a use is taken back": (_grant_and_use, _revert),
    "too much is paid, and used": (_pay_too_much, _use_what_is_left),
    "a payment becomes less": (_pay_too_much, _pay_less),
    "a payment is voided": (_pay_too_much, _void),
    "a memo is written there": (_memo_there,),
    "a memo is written and used there": (_memo_there, _on_memos_there("applied")),
    "a credit is raised there": (_grant, _on_memos_there("raised")),
    "a credit is used there": (_grant, _on_memos_there("applied")),
    "a credit is deleted there": (_grant, _on_memos_there("deleted")),
    "money is received there": (_pay_there,),
}
