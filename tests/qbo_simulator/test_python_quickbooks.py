"""A client that nobody here wrote works on the simulator as it is."""

from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
import requests

from qbo_simulator import Company, Simulator, asgi

from . import identities
from .serving import served

quickbooks = pytest.importorskip("quickbooks")

batches = import_module("quickbooks.batch")
feeds = import_module("quickbooks.cdc")
clients = import_module("quickbooks.client")
failures = import_module("quickbooks.exceptions")
objects = import_module("quickbooks.objects")

pytestmark = pytest.mark.extras


NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


class _Session(requests.Session):
    """A session that has a token, as the client wants it."""

    access_token = "token"


@pytest.fixture
def simulator() -> Simulator:
    made = Simulator()
    made.found("1")
    return made


@pytest.fixture
def company(simulator: Simulator) -> Company:
    return simulator.companies[0]


@pytest.fixture
def client(simulator: Simulator) -> Generator[Any]:
    with served(asgi(simulator)) as port, _Session() as session:
        made = clients.QuickBooks(company_id="1", minorversion=75, use_decimal=True)
        made.session = session
        made.api_url_v3 = f"http://127.0.0.1:{port}/v3"
        yield made


def _customer(client: Any, name: str) -> Any:
    customer = objects.Customer()
    customer.DisplayName = name
    return customer.save(qb=client)


def _sale(sort: Any, customer: Any, amount: int, item: Any, client: Any) -> Any:
    made = sort()
    line = objects.SalesItemLine()
    line.Amount = amount
    line.SalesItemLineDetail = objects.SalesItemLineDetail()
    line.SalesItemLineDetail.ItemRef = item.to_ref()
    made.Line.append(line)
    made.CustomerRef = customer.to_ref()
    return made.save(qb=client)


def _linked(amount: int, *pairs: tuple[str, str]) -> Any:
    line = objects.PaymentLine()
    line.Amount = amount
    for sort, object_id in pairs:
        link = objects.LinkedTxn()
        link.TxnId, link.TxnType = object_id, sort
        line.LinkedTxn.append(link)
    return line


def test_sales_payments_and_credits(client: Any, company: Company) -> None:
    """A bill of 100, a credit of 30 for it, a payment of 50 and its void."""
    acme = _customer(client, "Acme")
    item = objects.Item.get(1, qb=client)
    bill = _sale(objects.Invoice, acme, 100, item, client)
    credit = _sale(objects.CreditMemo, acme, 30, item, client)

    link = objects.Payment()
    link.CustomerRef, link.TotalAmt = acme.to_ref(), 0
    link.Line.append(_linked(30, ("Invoice", bill.Id)))
    link.Line.append(_linked(30, ("CreditMemo", credit.Id)))
    link.save(qb=client)
    cash = objects.Payment()
    cash.CustomerRef, cash.TotalAmt = acme.to_ref(), 50
    cash.Line.append(_linked(50, ("Invoice", bill.Id)))
    cash = cash.save(qb=client)

    assert objects.Invoice.get(bill.Id, qb=client).Balance == 20
    assert objects.CreditMemo.get(credit.Id, qb=client).RemainingCredit == 0
    objects.Payment.get(cash.Id, qb=client).void(qb=client)
    assert objects.Invoice.get(bill.Id, qb=client).Balance == 70
    assert objects.Payment.get(cash.Id, qb=client).PrivateNote == "Voided"
    objects.Payment.get(link.Id, qb=client).delete(qb=client)
    assert objects.CreditMemo.get(credit.Id, qb=client).RemainingCredit == 30
    objects.Invoice.get(bill.Id, qb=client).void(qb=client)
    objects.CreditMemo.get(credit.Id, qb=client).delete(qb=client)
    assert objects.CreditMemo.count(qb=client) == 0
    identities.check(company)


def test_objects_are_saved_again(client: Any) -> None:
    acme = _customer(client, "Acme")
    item = objects.Item.get(1, qb=client)
    bill = objects.Invoice.get(
        _sale(objects.Invoice, acme, 100, item, client).Id, qb=client
    )
    bill.Line[0].Amount = 120
    bill.PrivateNote = "more"
    bill.save(qb=client)
    acme = objects.Customer.get(acme.Id, qb=client)
    acme.CompanyName = "Acme Inc."
    acme.save(qb=client)
    cash = objects.Payment()
    cash.CustomerRef, cash.TotalAmt = acme.to_ref(), 10
    cash = objects.Payment.get(cash.save(qb=client).Id, qb=client)
    cash.PrivateNote = "cash"
    cash.save(qb=client)

    again = objects.Invoice.get(bill.Id, qb=client)

    assert (again.TotalAmt, again.PrivateNote) == (120, "more")
    assert objects.Customer.get(acme.Id, qb=client).CompanyName == "Acme Inc."
    assert objects.Payment.get(cash.Id, qb=client).PrivateNote == "cash"


def test_queries_changes_and_batches(client: Any) -> None:
    names = ["Acme", "Bolt", "Cora's"]
    made = []
    for name in names:
        customer = objects.Customer()
        customer.DisplayName = name
        made.append(customer)
    batch = batches.batch_create(made, qb=client)

    assert len(batch.successes) == 3
    found = objects.Customer.filter(DisplayName="Cora's", qb=client)
    assert [each.DisplayName for each in found] == ["Cora's"]
    assert [each.DisplayName for each in objects.Customer.all(qb=client)] == names
    assert len(objects.Customer.choose(names, field="DisplayName", qb=client)) == 3
    assert objects.Customer.where("Active = true", order_by="DisplayName", qb=client)
    changes = feeds.change_data_capture(
        [objects.Customer, objects.Invoice], NEW_YEAR, qb=client
    )
    assert len(changes.Customer) == 3
    assert objects.Preferences.get(qb=client).SalesFormsPrefs.AutoApplyCredit is False


def test_a_refusal_is_an_exception_of_the_client(client: Any) -> None:
    _customer(client, "Acme")

    with pytest.raises(failures.QuickbooksException) as refused:
        _customer(client, "Acme")

    assert refused.value.error_code == 6240
