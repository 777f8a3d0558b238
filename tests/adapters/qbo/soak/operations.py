"""What happens on both sides in a soak, drawn by dice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import requests
from returns.result import Success
from sqlalchemy import Engine

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    EditCredit,
    EditPayment,
    IssueCredit,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
    RegisterInvoice,
    VoidApplication,
    VoidPayment,
)
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
)
from credits_core.invoice import InvoiceLine
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.payment import Method, Tender
from credits_core.ports.ledgers import GaveWayError
from credits_qbo.store import Binding, SqlSyncStore

from ..bench import ANNA, usd
from .place import REALM, TENANT, Place

_DAY = date(2026, 11, 2)
_PATIENCE = 50
_REFUSALS_DOUBTED = 3


class Operations:
    """The people of both sides, and what they do."""

    def __init__(
        self, place: Place, engine: Engine, dice: random.Random, customers: int
    ) -> None:
        self._place = place
        self._dice = dice
        self._desk = place.desk(engine)
        self._store = SqlSyncStore(engine, TENANT, REALM)
        self._http = requests.Session()
        self._http.headers["Authorization"] = f"Bearer {place.token}"
        self._http.headers["Accept"] = "application/json"
        self._count = self._asked = 0
        self.done: Counter[str] = Counter()
        self.remote: dict[str, str] = {}
        self.invoices: dict[str, dict[str, str]] = {}
        for number in range(customers):
            self._furnish(f"K{number}")
        self._acts: tuple[Callable[[], str], ...] = (
            *(self._grant, self._grant, self._use, self._use, self._pay, self._pay),
            *(self._change, self._void, self._bill),
            *(self._memo_there, self._use_there, self._pay_there),
            *(self._raise_there, self._note_there, self._lose_there),
        )

    def _furnish(self, name: str) -> None:
        made = self._there("customer", {"DisplayName": name})
        self.remote[name] = made["Customer"]["Id"]
        with self._store.unit() as unit:
            unit.put(
                Binding(entity="Customer", local_id=name, remote_id=self.remote[name])
            )
        self.invoices[name] = {}
        for _ in range(2):
            self._bill_to(name)

    def act(self) -> None:
        """One thing happens; what cannot happen is drawn again."""
        while True:
            what = self._dice.choice(self._acts)()
            if what:
                self.done[what] += 1
                return

    # What is done here.

    def _submit(self, command: Command) -> bool:
        while True:
            try:
                return isinstance(self._desk.submit(command, ANNA), Success)
            except GaveWayError:
                continue

    def _name(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _customer(self) -> str:
        return self._dice.choice(list(self.remote))

    def _ledger(self, customer: str) -> Ledger:
        return self._desk.ledgers.load_whole(CustomerId(customer))

    def _bill_to(self, customer: str) -> bool:
        """An invoice of 200 on both sides; there first, where it may go wrong."""
        made = self._there("invoice", self._sale(customer, 20_000))
        if not made:
            return False
        name, remote = self._name("A"), made["Invoice"]["Id"]
        line = InvoiceLine(id=LineId("1"), amount=usd(200))
        with self._store.unit() as unit:
            unit.put(Binding(entity="Invoice", local_id=name, remote_id=remote))
        self._submit(
            RegisterInvoice(
                customer_id=CustomerId(customer),
                invoice_id=InvoiceId(name),
                lines=(line,),
                date=_DAY,
            )
        )
        self.invoices[customer][name] = remote
        return True

    def _bill(self) -> str:
        return "invoices on both sides" if self._bill_to(self._customer()) else ""

    def _grant(self) -> str:
        command = IssueCredit(
            customer_id=CustomerId(self._customer()),
            credit_id=CreditId(self._name("C")),
            amount=usd(self._dice.randint(1, 60)),
        )
        return "grants here" if self._submit(command) else ""

    def _use(self) -> str:
        customer = self._customer()
        found = [
            one for one in self._ledger(customer).credits.values() if one.available
        ]
        if not found:
            return ""
        credit = self._dice.choice(found)
        minor = self._dice.randint(1, credit.available.minor)
        named = NamedCredit(credit.id, Money(minor, "USD"))
        return "uses here" if self._receive(customer, Named((named,))) else ""

    def _pay(self) -> str:
        tender = Tender(Method.CASH, usd(self._dice.randint(1, 150)))
        done = self._receive(self._customer(), NoCredits(), tender)
        return "payments here" if done else ""

    def _receive(
        self, customer: str, credits: Named | NoCredits, *tenders: Tender
    ) -> bool:
        ledger = self._ledger(customer)
        names = [InvoiceId(name) for name in self.invoices[customer]]
        due = [name for name in names if ledger.invoices[name].due]
        if not due:
            return False
        return self._submit(
            ReceivePayment(
                customer_id=CustomerId(customer),
                payment_id=PaymentId(self._name("R")),
                invoices=(self._dice.choice(due),),
                tenders=tenders,
                credits=credits,
            )
        )

    def _change(self) -> str:
        customer = self._customer()
        credits = list(self._ledger(customer).credits.values())
        if not credits:
            return ""
        credit, whose = self._dice.choice(credits), CustomerId(customer)
        revert = CancelMode.REVERT
        commands: list[tuple[str, Command]] = [
            (
                "raises here",
                EditCredit(
                    customer_id=whose, credit_id=credit.id, amount=credit.live + usd(7)
                ),
            ),
            (
                "cancellations here",
                CancelCredit(customer_id=whose, credit_id=credit.id),
            ),
            (
                "reverts here",
                CancelCredit(customer_id=whose, credit_id=credit.id, mode=revert),
            ),
        ]
        what, command = self._dice.choice(commands)
        return what if self._submit(command) else ""

    def _void(self) -> str:
        customer = self._customer()
        ledger, whose = self._ledger(customer), CustomerId(customer)
        uses = [one for one in ledger.applications.values() if one.is_live]
        payments = [one for one in ledger.payments.values() if one.received]
        if uses and self._dice.random() < 0.5:
            use = self._dice.choice(uses)
            command: Command = VoidApplication(
                customer_id=whose,
                payment_id=use.payment_id,
                credit_id=use.credit_id,
                invoice_id=use.invoice_id,
            )
            return "uses voided here" if self._submit(command) else ""
        if not payments:
            return ""
        payment = self._dice.choice(payments)
        if self._dice.random() < 0.5:
            command = VoidPayment(customer_id=whose, payment_id=payment.id)
            return "payments voided here" if self._submit(command) else ""
        amount = usd(self._dice.randint(1, 150))
        command = EditPayment(customer_id=whose, payment_id=payment.id, amount=amount)
        return "payments edited here" if self._submit(command) else ""

    # What is done there.

    def _there(
        self, path: str, document: dict[str, Any], **parameters: str
    ) -> dict[str, Any]:
        """Write something there, once; nothing if it was refused.

        A person whose answer is lost asks again until it is certain what came of it.
        A refusal then is not certain at once: it may be a fault of the repetition,
        while the first one was heard.
        """
        self._asked += 1
        asked = {**parameters, "requestid": f"person-{self._asked}"}
        url = f"{self._place.url}/v3/company/{REALM}/{path}"
        refusals_left = 0
        for _ in range(_PATIENCE):
            try:
                answer = self._http.post(url, json=document, params=asked, timeout=30)
                found: dict[str, Any] = answer.json()
            except requests.RequestException:
                refusals_left = _REFUSALS_DOUBTED
                continue
            if answer.status_code == 200 and "Fault" not in found:
                return found
            if answer.status_code >= 429:
                refusals_left = _REFUSALS_DOUBTED
            elif not refusals_left:
                return {}
            else:
                refusals_left -= 1
        raise RuntimeError("The simulator does not answer.")

    def _found(self, entity: str, customer: str) -> list[dict[str, Any]]:
        text = (
            f"SELECT * FROM {entity} WHERE CustomerRef = '{self.remote[customer]}'"
            " MAXRESULTS 1000"
        )
        url = f"{self._place.url}/v3/company/{REALM}/query"
        for _ in range(_PATIENCE):
            try:
                answer = self._http.get(url, params={"query": text}, timeout=30)
                rows: list[dict[str, Any]] = answer.json()["QueryResponse"].get(
                    entity, []
                )
            except (requests.RequestException, KeyError):
                continue
            return rows
        raise RuntimeError("The simulator does not answer.")

    def _sale(self, customer: str, minor: int) -> dict[str, Any]:
        line = {
            "Amount": _text(minor),
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
        }
        return {"CustomerRef": {"value": self.remote[customer]}, "Line": [line]}

    def _memo_there(self) -> str:
        minor = 100 * self._dice.randint(1, 60)
        made = self._there("creditmemo", self._sale(self._customer(), minor))
        return "memos there" if made else ""

    def _use_there(self) -> str:
        customer = self._customer()
        memos = [one for one in self._found("CreditMemo", customer) if one["Balance"]]
        invoices = [one for one in self._found("Invoice", customer) if one["Balance"]]
        if not memos or not invoices:
            return ""
        memo, invoice = self._dice.choice(memos), self._dice.choice(invoices)
        most = min(_minor(memo["Balance"]), _minor(invoice["Balance"]))
        amount = _text(self._dice.randint(1, most))
        ends = (("Invoice", invoice["Id"]), ("CreditMemo", memo["Id"]))
        lines = [
            {"Amount": amount, "LinkedTxn": [{"TxnId": one, "TxnType": kind}]}
            for kind, one in ends
        ]
        made = self._there("payment", self._payment(customer, "0", lines))
        return "uses there" if made else ""

    def _payment(
        self, customer: str, total: str, lines: list[dict[str, Any]]
    ) -> dict[str, Any]:
        whose = {"value": self.remote[customer]}
        return {"CustomerRef": whose, "TotalAmt": total, "Line": lines}

    def _pay_there(self) -> str:
        customer = self._customer()
        invoices = [one for one in self._found("Invoice", customer) if one["Balance"]]
        if not invoices:
            return ""
        invoice = self._dice.choice(invoices)
        most = _minor(invoice["Balance"])
        minor = self._dice.randint(1, most)
        link = {"TxnId": invoice["Id"], "TxnType": "Invoice"}
        lines = [{"Amount": _text(minor), "LinkedTxn": [link]}]
        more = self._dice.choice([0, 0, 500])
        made = self._there(
            "payment", self._payment(customer, _text(minor + more), lines)
        )
        return "payments there" if made else ""

    def _raise_there(self) -> str:
        customer = self._customer()
        memos = self._found("CreditMemo", customer)
        if not memos:
            return ""
        memo = self._dice.choice(memos)
        sale = self._sale(customer, _minor(memo["TotalAmt"]) + 500)
        return "raises there" if self._edit(memo, sale) else ""

    def _note_there(self) -> str:
        memos = self._found("CreditMemo", self._customer())
        if not memos:
            return ""
        memo = self._dice.choice(memos)
        note = f"{memo.get('PrivateNote', '')}\nseen"[:3_900]
        return "notes there" if self._edit(memo, {"PrivateNote": note}) else ""

    def _edit(self, memo: dict[str, Any], changes: dict[str, Any]) -> bool:
        head = {"Id": memo["Id"], "SyncToken": memo["SyncToken"], "sparse": True}
        return bool(self._there("creditmemo", {**head, **changes}))

    def _lose_there(self) -> str:
        customer = self._customer()
        entity = self._dice.choice(["CreditMemo", "Payment"])
        found = self._found(entity, customer)
        if not found:
            return ""
        one = self._dice.choice(found)
        head = {"Id": one["Id"], "SyncToken": one["SyncToken"]}
        made = self._there(entity.lower(), head, operation="delete")
        return f"{entity.lower()}s deleted there" if made else ""

    # What is to be seen there.

    def open_there(self, customer: str) -> dict[str, int]:
        """What is open of each invoice of the customer there, in cents."""
        found = self._found("Invoice", customer)
        return {one["Id"]: _minor(one["Balance"]) for one in found}

    def worth_there(self, customer: str) -> int:
        """What is open of all memos and payments of the customer, in cents."""
        memos = self._found("CreditMemo", customer)
        payments = self._found("Payment", customer)
        return sum(_minor(one["Balance"]) for one in memos) + sum(
            _minor(one.get("UnappliedAmt", 0)) for one in payments
        )


def _minor(amount: float) -> int:
    """An amount of the simulator in cents."""
    return round(float(amount) * 100)


def _text(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"
