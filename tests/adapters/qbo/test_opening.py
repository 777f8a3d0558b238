"""The first connection: what there was on both sides comes together as it was shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from typing_extensions import override

from credits_core.commands import (
    CancelCredit,
    CancelMode,
    Command,
    IssueCredit,
    RegisterInvoice,
    VoidApplication,
)
from credits_core.identity import (
    CreditId,
    CustomerId,
    InvoiceId,
    LineId,
    PaymentId,
)
from credits_core.invoice import InvoiceLine
from credits_core.rejections import Rejection
from credits_qbo.engine import Parity, World, parity
from credits_qbo.gateway import Transient
from credits_qbo.opening import Action, Changed, Enabled, Plan, draw_up, enable
from credits_qbo.schema import upgrade
from credits_qbo.store import MemorySyncStore, Place, SqlSyncStore, Tie

from .bench import ACME, DAY, Bench, DiedError, Stage, Strike, usd
from .places import new_database

pytestmark = pytest.mark.extras

Row = tuple[str, str, str, str, str]


@pytest.fixture
def bench(stage_and_url: tuple[Stage, str]) -> Bench:
    """Both sides know the customer and the invoices, and have not met yet."""
    bench = Bench(*stage_and_url)
    with bench.store.unit() as unit:
        unit.drop(Place, "changes")
    return bench


def _plan(bench: Bench) -> Plan:
    found = draw_up(bench.world)
    assert isinstance(found, Plan), found
    return found


def _rows(plan: Plan) -> list[Row]:
    return [
        (one.action.value, one.entity, one.here, one.remote_id, one.reason)
        for one in plan.lines
    ]


def _enable(bench: Bench) -> Enabled:
    done = enable(bench.sync, _plan(bench).mark)
    assert isinstance(done, Enabled), done
    assert done.refused == ()
    return done


def _parity(bench: Bench) -> Parity:
    found = parity(bench.world)
    assert isinstance(found, Parity), found
    return found


def _apply_there(bench: Bench, memo: str, amount: str, invoice: str) -> str:
    lines = [
        {"Amount": amount, "LinkedTxn": [{"TxnType": kind, "TxnId": one}]}
        for kind, one in (("Invoice", invoice), ("CreditMemo", memo))
    ]
    return _pay_there(bench, "0", lines)


def _pay_there(bench: Bench, total: str, lines: list[dict[str, Any]]) -> str:
    payment = {
        "CustomerRef": {"value": bench.customer},
        "TotalAmt": total,
        "TxnDate": DAY.isoformat(),
        "Line": lines,
    }
    return str(bench.there("Payment", payment)["Id"])


def _on_invoice(amount: str, invoice: str) -> dict[str, Any]:
    linked = {"TxnType": "Invoice", "TxnId": invoice}
    return {"Amount": amount, "LinkedTxn": [linked]}


def _other_invoice(bench: Bench, number: str = "") -> str:
    line = {
        "Amount": "500.00",
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    document = {"CustomerRef": {"value": bench.customer}, "Line": [line]}
    if number:
        document["DocNumber"] = number
    return str(bench.there("Invoice", document)["Id"])


def test_an_open_credit_here_would_become_a_memo_and_does(bench: Bench) -> None:
    bench.grant(30)

    plan = _plan(bench)

    assert _rows(plan) == [("export", "CreditMemo", "C", "", "")]
    assert bench.all_there("CreditMemo") == []
    _enable(bench)
    bench.until_quiet()
    (memo,) = bench.all_there("CreditMemo")
    assert memo["TotalAmt"] == 3000
    assert _parity(bench) == Parity(equal=1, differences=())


def test_an_open_memo_there_would_become_a_credit_and_does(bench: Bench) -> None:
    memo = bench.memo_there("30.00")

    plan = _plan(bench)

    here = f"qbo-9130-memo-{memo}"
    assert _rows(plan) == [("import", "CreditMemo", here, memo, "")]
    assert not bench.ledger.credits
    _enable(bench)
    assert bench.credit(here).available == usd(30)
    bench.until_quiet()
    assert len(bench.all_there("CreditMemo")) == 1
    assert _parity(bench) == Parity(equal=1, differences=())


def test_what_both_sides_have_alike_is_one_thing_from_then_on(bench: Bench) -> None:
    """A credit that is partly used, its use, and an overpayment."""
    bench.grant(30)
    bench.use(10)
    bench.pay(120, invoice="B")
    bench.timer.wait(1)
    memo = bench.memo_there("30.00")
    use = _apply_there(bench, memo, "10.00", bench.invoices["A"])
    money = _pay_there(bench, "120.00", [_on_invoice("100.00", bench.invoices["B"])])

    plan = _plan(bench)

    alike = "both sides have it alike"
    assert _rows(plan) == [
        ("match", "CreditMemo", "C", memo, alike),
        ("match", "Payment", "C on A by R", use, alike),
        ("match", "Payment", "P", money, alike),
    ]
    _enable(bench)
    bench.use(5, receipt="S")
    bench.until_quiet()
    assert bench.conflicts == ()
    assert len(bench.all_there("CreditMemo")) == 1
    assert len(bench.all_there("Payment")) == 3
    assert _parity(bench) == Parity(equal=2, differences=())


def test_what_is_not_quite_alike_is_not_taken_for_the_same(bench: Bench) -> None:
    bench.grant(30)
    memo = bench.memo_there("30.01")

    assert [(one.action, one.remote_id) for one in _plan(bench).lines] == [
        (Action.EXPORT, ""),
        (Action.IMPORT, memo),
    ]


def test_of_two_that_are_alike_each_is_matched_once(bench: Bench) -> None:
    bench.grant(30, "C")
    bench.grant(30, "D")
    bench.grant(30, "E")
    one, two = bench.memo_there(), bench.memo_there()

    _enable(bench)
    bench.until_quiet()

    assert len(bench.all_there("CreditMemo")) == 3
    assert {one, two} <= {each["Id"] for each in bench.all_there("CreditMemo")}
    assert _parity(bench) == Parity(equal=3, differences=())


def test_a_memo_is_read_in_with_its_uses_on_invoices_that_are_known(
    bench: Bench,
) -> None:
    memo = bench.memo_there("50.00")
    use = _apply_there(bench, memo, "20.00", bench.invoices["A"])

    _enable(bench)

    credit = bench.credit(f"qbo-9130-memo-{memo}")
    assert (credit.available, credit.opening) == (usd(30), usd(0))
    assert bench.due("A") == usd(80)
    bench.company.person.delete("Payment", use)
    bench.until_quiet()
    assert bench.credit(f"qbo-9130-memo-{memo}").available == usd(50)
    assert bench.due("A") == usd(100)
    assert _parity(bench) == Parity(equal=1, differences=())


def test_hc77_what_was_used_on_unknown_invoices_is_used_and_stays_so(
    bench: Bench,
) -> None:
    memo = bench.memo_there("50.00")
    other = _other_invoice(bench)
    use = _apply_there(bench, memo, "20.00", other)

    plan = _plan(bench)
    _enable(bench)

    assert [one.reason for one in plan.lines] == [
        "20.00 USD of it was used on what is not known here",
        "it is on what is not known here",
    ]
    credit = bench.credit(f"qbo-9130-memo-{memo}")
    assert (credit.available, credit.opening) == (usd(30), usd(20))
    assert _parity(bench) == Parity(equal=1, differences=())
    bench.company.person.delete("Payment", use)
    bench.until_quiet()
    (conflict,) = bench.conflicts
    assert (conflict.kind, conflict.remote_id) == ("refused_here", use)
    assert _parity(bench).is_explained


def test_money_that_is_too_much_there_is_read_in(bench: Bench) -> None:
    other = _other_invoice(bench)
    lines = [_on_invoice("100.00", bench.invoices["A"]), _on_invoice("30.00", other)]
    money = _pay_there(bench, "150.00", lines)

    _enable(bench)

    payment = bench.ledger.payments[PaymentId(f"qbo-9130-{money}")]
    assert (payment.unapplied, payment.opening) == (usd(20), usd(30))
    assert bench.due("A") == usd(0)
    assert _parity(bench) == Parity(equal=1, differences=())


def test_what_is_used_up_is_left_on_both_sides(bench: Bench) -> None:
    bench.grant(30)
    bench.use(30)
    bench.pay(50, invoice="B")
    memo = bench.memo_there("12.00")
    _apply_there(bench, memo, "12.00", bench.invoices["B"])

    plan = _plan(bench)
    _enable(bench)
    bench.until_quiet()

    assert {one.action for one in plan.lines} == {Action.LEAVE}
    assert all(one.reason for one in plan.lines)
    assert len(bench.all_there("CreditMemo")) == len(bench.all_there("Payment")) == 1
    assert _parity(bench).differences == ()


def test_a_credit_on_an_invoice_that_is_not_known_there_is_left(bench: Bench) -> None:
    line = InvoiceLine(id=LineId("1"), amount=usd(100))
    bench.do(
        RegisterInvoice(
            customer_id=ACME, invoice_id=InvoiceId("Z"), lines=(line,), date=DAY
        )
    )
    bench.grant(30)
    bench.use(10, invoice="Z")

    plan = _plan(bench)
    _enable(bench)
    bench.until_quiet()

    reasons = {one.here: one.reason for one in plan.lines}
    assert reasons["C"] == "part of it is on invoice Z, which is not known there"
    assert bench.all_there("CreditMemo") == []
    (difference,) = _parity(bench).differences
    assert difference.reason == "it was left at the first connection"


def test_customers_and_invoices_of_the_same_name_are_matched(
    stage_and_url: tuple[Stage, str],
) -> None:
    """Nothing was bound by the host, and the customer there is called as it is here."""
    bench = _unbound(stage_and_url)
    bench.grant(30)
    memo = bench.memo_there("7.00")
    names = bench.there("Customer", {"DisplayName": "Nobody here"})["Id"]
    assert names

    plan = _plan(bench)

    assert _rows(plan)[:3] == [
        ("match", "Customer", "ACME", bench.customer, "it has the same name"),
        (
            "leave",
            "Invoice",
            "B",
            "",
            "no invoice there has its number, customer and total",
        ),
        (
            "match",
            "Invoice",
            "A",
            bench.invoices["A"],
            "it has the same number, customer and total",
        ),
    ]
    _enable(bench)
    bench.use(10)
    bench.until_quiet()
    assert bench.open_there("A") == usd(90)
    assert bench.credit(f"qbo-9130-memo-{memo}").available == usd(7)
    assert _parity(bench) == Parity(equal=2, differences=())


def _unbound(stage_and_url: tuple[Stage, str]) -> Bench:
    bench = Bench(*stage_and_url)
    bench.store = MemorySyncStore()
    bench.sync = bench.another("worker")
    person = bench.company.person
    person.edit("Customer", bench.customer, {"DisplayName": "ACME"})
    person.edit("Invoice", bench.invoices["A"], {"DocNumber": "A"})
    person.edit("Invoice", bench.invoices["B"], {"DocNumber": "B-2"})
    return bench


def test_what_belongs_to_customers_of_one_side_is_left_and_told(bench: Bench) -> None:
    stranger = bench.there("Customer", {"DisplayName": "Stranger"})["Id"]
    bench.customer, acme = stranger, bench.customer
    memo = bench.memo_there("7.00")
    bench.customer = acme
    bench.do(
        IssueCredit(
            customer_id=CustomerId("BOLT"), credit_id=CreditId("D"), amount=usd(5)
        )
    )

    bench.timer.wait(2)
    plan = _plan(bench)
    _enable(bench)
    bench.until_quiet()

    assert bench.conflicts == ()
    assert _rows(plan) == [
        ("leave", "Customer", "BOLT", "", "no customer there has this name"),
        ("leave", "CreditMemo", "", memo, "its customer is not known here"),
    ]
    assert [one.reason for one in _parity(bench).differences] == [
        "the customer is not known there",
        "its customer is not known here",
    ]


def test_only_the_plan_that_was_shown_is_carried_out(bench: Bench) -> None:
    bench.grant(30)
    shown = _plan(bench)
    memo = bench.memo_there("7.00")

    changed = enable(bench.sync, shown.mark)

    assert isinstance(changed, Changed)
    assert changed.plan.of(Action.IMPORT)[0].remote_id == memo
    assert not bench.ledger.credits.keys() - {CreditId("C")}
    with bench.store.unit() as unit:
        assert unit.find(Tie) == ()
    with pytest.raises(ValueError, match="from when on"):
        bench.sync.step()
    assert isinstance(enable(bench.sync, changed.plan.mark), Enabled)


def test_the_same_plan_has_the_same_mark_in_every_process(bench: Bench) -> None:
    bench.grant(30)
    bench.memo_there("7.00")

    assert _plan(bench).mark == _plan(bench).mark


def test_the_plan_is_data_as_well(bench: Bench) -> None:
    bench.memo_there("7.00")

    data = json.loads(json.dumps(_plan(bench).data))

    assert data["counts"] == {"match": 0, "import": 1, "export": 0, "leave": 0}
    assert data["lines"][0]["amount"] == "7.00 USD"
    assert data["lines"][0]["action"] == "import"


def test_a_plan_with_troubles_is_not_carried_out(bench: Bench) -> None:
    world = bench.world
    settings = attrs.evolve(world.settings, item_id="0")
    sync = attrs.evolve(bench.sync, world=attrs.evolve(world, settings=settings))
    plan = draw_up(sync.world)

    assert isinstance(plan, Plan)
    told = "No item is chosen that lines of memos sell; there are the items 1."
    assert plan.troubles == (told,)
    with pytest.raises(ValueError, match="No item is chosen"):
        enable(sync, plan.mark)


def test_it_is_told_that_the_company_applies_credits_by_itself(bench: Bench) -> None:
    bench.company.person.apply_credits_automatically(True)

    assert "by itself" in _plan(bench).warnings[0]


def test_nothing_is_enabled_while_somebody_else_is_at_work(bench: Bench) -> None:
    mark = _plan(bench).mark
    with bench.another("other").alone() as is_alone:
        assert is_alone
        refused = enable(bench.sync, mark)

    assert refused == Transient(reason="somebody else is at work")


def test_a_plan_is_no_plan_if_the_other_side_does_not_answer(bench: Bench) -> None:
    bench.stage.strikes.append(_lost("query"))

    assert not isinstance(draw_up(bench.world), Plan)


def _lost(matching: str) -> Strike:
    return Strike("request lost", lambda _, told: matching in told)


@attrs.frozen(kw_only=True)
class _Dying(World):
    """A process that dies when it takes over one thing more than *left*."""

    left: list[int]

    @override
    def take_over(self, command: Command) -> Rejection | None:
        if not self.left[0]:
            raise DiedError
        self.left[0] -= 1
        return super().take_over(command)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_process_that_dies_while_it_reads_in_is_followed_by_one_that_ends_it(
    bench: Bench, after: int
) -> None:
    for amount in ("7.00", "8.00"):
        bench.memo_there(amount)
    bench.grant(30)
    fields = {name: getattr(bench.world, name) for name in attrs.fields_dict(World)}
    sync = attrs.evolve(bench.sync, world=_Dying(**fields, left=[after]))
    mark = _plan(bench).mark
    if after < 2:
        with pytest.raises(DiedError):
            enable(sync, mark)
    else:
        enable(sync, mark)

    again = enable(bench.sync, _plan(bench).mark)

    assert isinstance(again, Enabled)
    bench.until_quiet()
    assert _parity(bench) == Parity(equal=3, differences=())
    assert len(bench.all_there("CreditMemo")) == 3


def test_what_happens_between_is_exchanged_as_always(bench: Bench) -> None:
    bench.memo_there("7.00")
    bench.timer.wait(2)
    _enable(bench)
    bench.timer.wait(2)
    bench.grant(30)
    later = bench.memo_there("8.00")

    bench.until_quiet()

    assert bench.credit(f"qbo-9130-memo-{later}").available == usd(8)
    assert _parity(bench) == Parity(equal=3, differences=())


def test_what_was_left_and_changes_there_is_for_a_person(bench: Bench) -> None:
    memo = bench.memo_there("30.00")
    use = _apply_there(bench, memo, "30.00", bench.invoices["A"])
    bench.timer.wait(2)
    _enable(bench)
    bench.timer.wait(2)

    bench.company.person.delete("Payment", use)
    bench.until_quiet()

    (conflict,) = bench.conflicts
    assert (conflict.kind, conflict.remote_id) == ("from_before", memo)
    assert _parity(bench).is_explained
    (line,) = _plan(bench).of(Action.IMPORT)
    assert line.remote_id == memo
    _enable(bench)
    bench.until_quiet()
    assert bench.conflicts == ()
    assert _parity(bench) == Parity(equal=1, differences=())


def test_what_was_left_and_changes_here_is_for_a_person(bench: Bench) -> None:
    bench.grant(30)
    bench.use(30)
    _enable(bench)

    bench.do(
        VoidApplication(
            customer_id=ACME,
            payment_id=PaymentId("R"),
            credit_id=CreditId("C"),
            invoice_id=InvoiceId("A"),
        )
    )
    bench.until_quiet()

    assert {one.kind for one in bench.conflicts} == {"from_before"}
    assert bench.all_there("CreditMemo") == []
    assert _parity(bench).is_explained
    assert [one.here for one in _plan(bench).of(Action.EXPORT)] == ["C"]
    _enable(bench)
    bench.until_quiet()
    assert _parity(bench) == Parity(equal=1, differences=())


def test_what_was_left_and_did_not_change_is_no_news(bench: Bench) -> None:
    """The first poll looks back a little, to before the first connection."""
    memo = bench.memo_there("30.00")
    _apply_there(bench, memo, "30.00", bench.invoices["A"])
    bench.timer.wait(2)
    _enable(bench)

    step = bench.step()

    assert (step.rows, step.looked) == (2, 2)
    assert (bench.step().left, bench.conflicts) == (0, ())


def test_a_credit_that_was_exported_goes_on_as_any_other(bench: Bench) -> None:
    bench.grant(30)
    bench.use(10)
    _enable(bench)
    bench.until_quiet()

    bench.do(
        CancelCredit(
            customer_id=ACME, credit_id=CreditId("C"), mode=CancelMode.BALANCE_ONLY
        )
    )
    bench.until_quiet()

    assert bench.open_there("A") == usd(90)
    assert [each["TotalAmt"] for each in bench.all_there("CreditMemo")] == [1000]
    assert _parity(bench).differences == ()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlSyncStore]:
    engine = new_database(request, request.param, tmp_path)
    upgrade(engine)
    yield SqlSyncStore(engine, "default", "9130")
    engine.dispose()


def test_it_is_the_same_in_a_database(
    stage_and_url: tuple[Stage, str], database: SqlSyncStore
) -> None:
    bench = _unbound(stage_and_url)
    bench.store = database
    bench.sync = bench.another("worker")
    bench.grant(30)
    bench.use(10)
    bench.memo_there("7.00")

    _enable(bench)
    bench.until_quiet()

    assert _parity(bench) == Parity(equal=2, differences=())
