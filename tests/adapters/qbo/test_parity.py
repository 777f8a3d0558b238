"""At the end both sides are worth the same, whatever happened on either."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from returns.result import Result

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    DeleteCredit,
    EditCredit,
    EditPayment,
    IssueCredit,
    Named,
    NamedCredit,
    NoCredits,
    ReceivePayment,
    VoidApplication,
    VoidPayment,
)
from credits_core.identity import CreditId, InvoiceId, PaymentId
from credits_core.payment import Method, Tender
from credits_qbo.engine import Parity, parity

from .acts import check_there, lower_here, lower_there, pay_there, relink
from .bench import ACME, ANNA, Bench, Stage, usd

pytestmark = pytest.mark.extras


def _parity(bench: Bench) -> Parity:
    found = parity(bench.world)
    assert isinstance(found, Parity)
    return found


def test_what_is_on_its_way_is_a_difference_with_a_reason(bench: Bench) -> None:
    bench.grant(30)
    bench.sync.step()
    bench.grant(12, "D")
    memo = bench.memo_there("7.00")
    before = _parity(bench)

    bench.until_quiet()

    here, there = before.differences
    assert (here.here, here.there) == (usd(12), None)
    assert here.reason == "not read from the journal yet"
    assert there.reason == "changed there since it was asked last"
    assert (there.here, there.there, there.remote_id) == (None, usd(7), memo)
    assert _parity(bench) == Parity(equal=3, differences=())


def test_a_cent_that_nothing_explains_is_told(bench: Bench) -> None:
    """The rows are forgotten, and the memo there stands alone."""
    from credits_qbo.store import Tie

    bench.grant(30)
    bench.until_quiet()
    with bench.store.unit() as unit:
        (tie,) = unit.find(Tie)
        unit.drop(Tie, tie.key)

    found = _parity(bench)

    assert [(one.here, one.there) for one in found.differences] == [
        (usd(30), None),
        (None, usd(30)),
    ]
    assert not found.is_explained


class Story:
    """Things that may happen on either side, drawn by dice."""

    def __init__(self, bench: Bench, seed: int) -> None:
        self.bench = bench
        self.dice = random.Random(seed)
        self.count = 0
        self.totals = {"A": 100, "B": 100}

    def turn(self) -> None:
        """One thing happens: here, there, on the way between, or time passes."""
        acts: list[Callable[[], object]] = [
            *(self._grant, self._use, self._use, self._pay, self._change),
            *(self._void, self._memo_there, self._use_there, self._lose_there),
            *(self._strike, self._step, self._step),
            *(self._reprice_here, self._reprice_there, self._relink_there),
            *(self._refund_there, self._mix_there),
        ]
        self.dice.choice(acts)()

    def _try(self, command: Command) -> Result[object, object]:
        return self.bench.desk.submit(command, ANNA)

    def _name(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"

    def _amount(self) -> int:
        return self.dice.randint(1, 40)

    def _grant(self) -> None:
        name = CreditId(self._name("C"))
        amount = usd(self._amount())
        self._try(IssueCredit(customer_id=ACME, credit_id=name, amount=amount))

    def _use(self) -> None:
        credits = [one for one in self.bench.ledger.credits.values() if one.available]
        if credits:
            credit = self.dice.choice(credits)
            named = NamedCredit(credit.id, usd(self.dice.randint(1, 20)))
            self._receive(Named((named,)))

    def _pay(self) -> None:
        tender = Tender(Method.CASH, usd(self.dice.randint(1, 130)))
        self._receive(NoCredits(), tender)

    def _receive(self, credits: Named | NoCredits, *tenders: Tender) -> None:
        self._try(
            ReceivePayment(
                customer_id=ACME,
                payment_id=PaymentId(self._name("R")),
                invoices=(InvoiceId(self.dice.choice("AB")),),
                tenders=tenders,
                credits=credits,
            )
        )

    def _change(self) -> None:
        credits = list(self.bench.ledger.credits.values())
        if not credits:
            return
        credit = self.dice.choice(credits)
        revert = CancelMode.REVERT
        commands: list[Command] = [
            EditCredit(customer_id=ACME, credit_id=credit.id, amount=usd(50)),
            CancelCredit(customer_id=ACME, credit_id=credit.id),
            CancelCredit(customer_id=ACME, credit_id=credit.id, mode=revert),
            DeleteCredit(customer_id=ACME, credit_id=credit.id),
        ]
        self._try(self.dice.choice(commands))

    def _void(self) -> None:
        ledger = self.bench.ledger
        uses = [one for one in ledger.applications.values() if one.is_live]
        payments = [one for one in ledger.payments.values() if one.received]
        if uses and self.dice.random() < 0.5:
            use = self.dice.choice(uses)
            self._try(
                VoidApplication(
                    customer_id=ACME,
                    payment_id=use.payment_id,
                    credit_id=use.credit_id,
                    invoice_id=use.invoice_id,
                )
            )
        elif payments:
            payment = self.dice.choice(payments)
            void: Command = VoidPayment(customer_id=ACME, payment_id=payment.id)
            less = EditPayment(
                customer_id=ACME, payment_id=payment.id, amount=usd(self._amount())
            )
            self._try(self.dice.choice([void, less]))

    def _memo_there(self) -> None:
        self.bench.memo_there(f"{self._amount()}.00")

    def _use_there(self) -> None:
        memos = [one for one in self.bench.all_there("CreditMemo") if one["Balance"]]
        name = self.dice.choice("AB")
        open_minor = self.bench.open_there(name).minor
        if memos and open_minor:
            memo = self.dice.choice(memos)
            minor = min(int(memo["Balance"]), open_minor)
            amount = f"{minor // 100}.{minor % 100:02d}"
            ends = (("Invoice", self.bench.invoices[name]), ("CreditMemo", memo["Id"]))
            self.bench.there(
                "Payment",
                {
                    "CustomerRef": {"value": self.bench.customer},
                    "TotalAmt": 0,
                    "Line": [
                        {"Amount": amount, "LinkedTxn": [{"TxnId": i, "TxnType": t}]}
                        for t, i in ends
                    ],
                },
            )

    def _lose_there(self) -> None:
        entity = self.dice.choice(["CreditMemo", "Payment"])
        found = self.bench.all_there(entity)
        if found:
            self.bench.company.person.delete(entity, self.dice.choice(found)["Id"])

    def _reprice_here(self) -> None:
        """The invoice gets another total here; there it follows later."""
        name = self.dice.choice("AB")
        self.totals[name] = self.dice.randint(0, 120)
        lower_here(self.bench, name, self.totals[name])

    def _reprice_there(self) -> None:
        for name, total in self.totals.items():
            lower_there(self.bench, name, f"{total}.00")

    def _relink_there(self) -> None:
        """A payment gets other lines: less on one invoice, or on another one."""
        payments = [one for one in self.bench.all_there("Payment") if one["TotalAmt"]]
        if not payments:
            return
        payment = self.dice.choice(payments)
        name = self.dice.choice("AB")
        total = min(int(payment["TotalAmt"]), self.bench.open_there(name).minor)
        part = self.dice.randint(0, total // 100)
        told = [("Invoice", self.bench.invoices[name], f"{part}.00")] if part else []
        if not any(
            link["TxnType"] != "Invoice"
            for line in payment.get("Line", ())
            for link in line["LinkedTxn"]
        ):
            relink(self.bench, payment["Id"], *told)

    def _refund_there(self) -> None:
        """A check pays out what is open of a memo."""
        memos = [one for one in self.bench.all_there("CreditMemo") if one["Balance"]]
        if memos:
            memo = self.dice.choice(memos)
            minor = self.dice.randint(1, int(memo["Balance"]))
            amount = f"{minor // 100}.{minor % 100:02d}"
            check = check_there(self.bench, amount)
            told = (("CreditMemo", memo["Id"], amount), ("Check", check, amount))
            pay_there(self.bench, "0", *told)

    def _mix_there(self) -> None:
        """Money and a memo in one payment, and more than is needed."""
        memos = [one for one in self.bench.all_there("CreditMemo") if one["Balance"]]
        name = self.dice.choice("AB")
        due = self.bench.open_there(name).minor
        if memos and due > 1:
            memo = self.dice.choice(memos)
            minor = min(int(memo["Balance"]), due - 1)
            told = [
                ("Invoice", self.bench.invoices[name], minor + 1),
                ("CreditMemo", memo["Id"], minor),
            ]
            written = [(k, i, f"{m // 100}.{m % 100:02d}") for k, i, m in told]
            pay_there(self.bench, "7.00", *written)

    def _strike(self) -> None:
        how = self.dice.choice(["request lost", "answer lost", "throttled"])
        self.bench.strike(how, matching=self.dice.choice(["POST ", "GET ", "cdc"]))

    def _step(self) -> None:
        self.bench.step()


def told_at_random(place: tuple[Stage, str], seed: int, turns: int) -> Bench:
    """A bench on which that many things happened, and then nothing more."""
    bench = Bench(*place)
    story = Story(bench, seed)
    for _ in range(turns):
        story.turn()
    bench.stage.strikes.clear()
    story._reprice_there()
    for _ in range(12):
        bench.step()
        bench.timer.wait(3_600)
    return bench


@pytest.mark.parametrize("seed", range(12))
def test_both_sides_are_worth_the_same_after_any_story(
    stage_and_url: tuple[Stage, str], seed: int
) -> None:
    """Every cent is equal or explained, and without a conflict it is equal."""
    bench = told_at_random(stage_and_url, seed, turns=25)

    found = _parity(bench)

    assert found.is_explained, found
    if not bench.conflicts:
        assert found.differences == ()
        for name in ("A", "B"):
            assert bench.due(name) == bench.open_there(name)
