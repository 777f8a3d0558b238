"""What is given to another customer there is spent by nobody until a person decides."""

from __future__ import annotations

import pytest

from credits_core.commands import IssueCredit, VoidApplication
from credits_core.identity import CreditId, CustomerId, InvoiceId, PaymentId
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_qbo.engine import BUSY, Choice, Parity, parity, resolve
from credits_qbo.store import Binding, Conflict
from credits_qbo.translate import image_from

from .acts import edit_there, only, pay_there, reprice
from .bench import ACME, Bench, DiedError, Stage, usd
from .dying import DyingStore

pytestmark = pytest.mark.extras

BOLT = CustomerId("BOLT")


@pytest.fixture
def bolt(bench: Bench) -> str:
    """Another customer, whom both sides know; their id there."""
    return _bolt(bench)


def _bolt(bench: Bench) -> str:
    remote_id = str(bench.there("Customer", {"DisplayName": "Bolt"})["Id"])
    with bench.store.unit() as unit:
        unit.put(Binding(entity="Customer", local_id=BOLT, remote_id=remote_id))
    return remote_id


def _give(bench: Bench, entity: str, remote_id: str, customer: str) -> None:
    edit_there(bench, entity, remote_id, CustomerRef={"value": customer})


def _open_of(ledger: Ledger) -> Money:
    left = sum(one.available.minor for one in ledger.credits.values())
    return Money(left, "USD")


def _bolts(bench: Bench) -> Money:
    return _open_of(bench.desk.ledgers.load_whole(BOLT))


def _asked(bench: Bench) -> Conflict:
    (conflict,) = bench.conflicts
    assert conflict.kind == "moved"
    there = image_from(conflict.there)
    assert there is not None
    assert there.customer != bench.customer
    found = parity(bench.world)
    assert isinstance(found, Parity)
    assert found.is_explained
    return conflict


def _agree(bench: Bench) -> None:
    assert bench.conflicts == ()
    found = parity(bench.world)
    assert isinstance(found, Parity)
    assert found.differences == ()


def _memo(bench: Bench) -> str:
    return str(only(bench.all_there("CreditMemo"))["Id"])


@pytest.mark.parametrize("began", ["here", "there"])
def test_a_memo_of_another_customer_is_frozen_and_handed_over(
    bench: Bench, bolt: str, began: str
) -> None:
    if began == "here":
        bench.grant(30)
    else:
        bench.memo_there("30.00")
    bench.until_quiet()
    _give(bench, "CreditMemo", _memo(bench), bolt)
    bench.until_quiet()
    conflict = _asked(bench)
    assert (_open_of(bench.ledger), _bolts(bench)) == (usd(0), usd(0))

    assert resolve(bench.world, conflict.key, Choice.TAKE_THEIRS) == ""
    bench.until_quiet()

    assert (_open_of(bench.ledger), _bolts(bench)) == (usd(0), usd(30))
    assert only(bench.all_there("CreditMemo"))["CustomerRef"]["value"] == bolt
    _agree(bench)


def test_a_memo_that_a_person_wants_back_is_given_back_there(
    bench: Bench, bolt: str
) -> None:
    bench.grant(30)
    bench.until_quiet()
    _give(bench, "CreditMemo", _memo(bench), bolt)
    bench.until_quiet()

    assert resolve(bench.world, _asked(bench).key, Choice.KEEP_HERE) == ""
    bench.until_quiet()

    assert bench.credit().available == usd(30)
    memo = only(bench.all_there("CreditMemo"))
    assert memo["CustomerRef"]["value"] == bench.customer
    _agree(bench)


@pytest.mark.parametrize("entity", ["CreditMemo", "Payment"])
def test_what_comes_back_by_itself_is_as_it_was(
    bench: Bench, bolt: str, entity: str
) -> None:
    if entity == "CreditMemo":
        remote_id = bench.memo_there("30.00")
    else:
        remote_id = pay_there(bench, "30.00")
    bench.until_quiet()
    _give(bench, entity, remote_id, bolt)
    bench.until_quiet()
    _asked(bench)
    assert _open_of(bench.ledger) == usd(0)

    _give(bench, entity, remote_id, bench.customer)
    bench.until_quiet()

    assert _open_of(bench.ledger) == usd(30)
    _agree(bench)


def test_what_was_used_here_stays_and_keeps_it_from_being_handed_over(
    bench: Bench, bolt: str
) -> None:
    """20 of 30 are on an invoice here, which is not told there yet."""
    bench.grant(30)
    bench.until_quiet()
    _give(bench, "CreditMemo", _memo(bench), bolt)
    bench.use(20)
    bench.until_quiet()
    conflict = _asked_of(bench, "memo")
    assert (bench.credit().available, bench.due()) == (usd(0), usd(80))

    hindrance = resolve(bench.world, conflict.key, Choice.TAKE_THEIRS)

    assert hindrance == "20.00 USD of it is used here, which has to be taken back first"
    bench.do(
        VoidApplication(
            customer_id=ACME,
            payment_id=PaymentId("R"),
            credit_id=CreditId("C"),
            invoice_id=InvoiceId("A"),
        )
    )
    bench.until_quiet()
    assert (bench.credit().available, bench.due()) == (usd(0), usd(100))
    again = _asked_of(bench, "memo")
    assert resolve(bench.world, again.key, Choice.TAKE_THEIRS) == ""
    bench.until_quiet(20)
    assert (_open_of(bench.ledger), bench.due()) == (usd(0), usd(100))
    assert _bolts(bench) == usd(30)
    _agree(bench)


def _asked_of(bench: Bench, kind: str) -> Conflict:
    (found,) = [one for one in bench.conflicts if f'"{kind}"' in one.key]
    assert found.kind == "moved"
    return found


@pytest.mark.parametrize("choice", [Choice.TAKE_THEIRS, Choice.KEEP_HERE])
@pytest.mark.parametrize("began", ["here", "there"])
def test_a_payment_of_another_customer_is_frozen_until_it_is_decided(
    bench: Bench, bolt: str, began: str, choice: Choice
) -> None:
    if began == "here":
        bench.pay(120)
        bench.until_quiet()
        payment = str(only(bench.all_there("Payment"))["Id"])
        edit_there(bench, "Payment", payment, Line=[])
        bench.until_quiet()
        total = usd(120)
    else:
        payment, total = pay_there(bench, "20.00"), usd(20)
    bench.until_quiet()
    assert _open_of(bench.ledger) + usd(100) - bench.due() == total
    _give(bench, "Payment", payment, bolt)
    bench.until_quiet()
    conflict = _asked(bench)
    assert (_open_of(bench.ledger), _bolts(bench)) == (usd(0), usd(0))

    assert resolve(bench.world, conflict.key, choice) == ""
    bench.until_quiet()

    if choice is Choice.TAKE_THEIRS:
        assert (_open_of(bench.ledger), _bolts(bench)) == (usd(0), total)
    else:
        assert (_open_of(bench.ledger), _bolts(bench)) == (total, usd(0))
        whose = only(bench.all_there("Payment"))["CustomerRef"]["value"]
        assert whose == bench.customer
    _agree(bench)


@pytest.mark.parametrize("entity", ["CreditMemo", "Payment"])
def test_what_moved_while_a_process_was_dead_is_not_the_first_customers(
    stage_and_url: tuple[Stage, str], entity: str
) -> None:
    """It died after it had read it in, and before it noted that it had."""
    store = DyingStore()
    bench = Bench(*stage_and_url, store=store)
    bolt = _bolt(bench)
    if entity == "CreditMemo":
        remote_id = bench.memo_there("30.00")
    else:
        remote_id = pay_there(bench, "30.00")
    store.is_to_die = True
    with pytest.raises(DiedError):
        bench.step()
    _give(bench, entity, remote_id, bolt)
    bench.timer.wait(3_600)
    bench.sync = bench.another("the next one")

    bench.until_quiet(20)

    assert (_open_of(bench.ledger), _bolts(bench)) == (usd(0), usd(0))
    assert resolve(bench.world, _asked(bench).key, Choice.TAKE_THEIRS) == ""
    bench.until_quiet(20)
    assert (_open_of(bench.ledger), _bolts(bench)) == (usd(0), usd(30))
    _agree(bench)


def test_a_memo_that_moves_as_soon_as_it_is_made_is_asked_about(
    bench: Bench, bolt: str
) -> None:
    bench.grant(30)
    bench.strike("answer lost")
    bench.strike("request lost", matching="cdc")
    bench.step()
    _give(bench, "CreditMemo", _memo(bench), bolt)

    bench.until_quiet(20)

    assert _open_of(bench.ledger) == usd(0)
    assert len(bench.all_there("CreditMemo")) == 1
    _asked(bench)


@pytest.mark.usefixtures("bolt")
def test_a_memo_whose_name_is_taken_here_is_refused_and_stops_nobody(
    bench: Bench,
) -> None:
    """Somebody has granted another customer a credit of the very id that it gets."""
    memo = bench.memo_there("20.00")
    name = CreditId(f"qbo-9130-memo-{memo}")
    bench.do(IssueCredit(customer_id=BOLT, credit_id=name, amount=usd(5)))
    bench.until_quiet()
    (conflict,) = bench.conflicts
    assert conflict.kind == "refused_here"
    reprice(bench, "CreditMemo", memo, "25.00")

    bench.until_quiet(4)

    assert _open_of(bench.ledger) == usd(0)
    assert [one.kind for one in bench.conflicts] == ["refused_here"]
    assert resolve(bench.world, conflict.key, Choice.TAKE_THEIRS) != ""


def test_nobody_decides_while_somebody_else_is_at_work(bench: Bench, bolt: str) -> None:
    bench.grant(30)
    bench.until_quiet()
    _give(bench, "CreditMemo", _memo(bench), bolt)
    bench.until_quiet()
    key = _asked(bench).key
    with bench.another("somebody else").alone():
        assert bench.sync.resolve(key, Choice.KEEP_HERE) == BUSY

    assert bench.sync.resolve(key, Choice.KEEP_HERE) == ""
    bench.until_quiet()

    assert bench.credit().available == usd(30)
    _agree(bench)
