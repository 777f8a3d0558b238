"""python-quickbooks and intuit-oauth as they are: from consent to a credit's end.

Both are given an address and nothing else; neither is patched.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from qbo_simulator import SimulatedClock
from qbo_simulator.control import Running
from qbo_simulator.faults import Drop, ServerError, Stale, Unauthorized
from qbo_simulator.oauth import PLAYGROUND
from qbo_simulator.service import Service

from ..around.asking import REALM

pytest.importorskip("quickbooks")

oauth = import_module("intuitlib.client")
scopes = import_module("intuitlib.enums")
oauth_failures = import_module("intuitlib.exceptions")
batches = import_module("quickbooks.batch")
feeds = import_module("quickbooks.cdc")
clients = import_module("quickbooks.client")
failures = import_module("quickbooks.exceptions")
objects = import_module("quickbooks.objects")

CALLBACK = PLAYGROUND.redirect_uris[0]
PLAIN_HTTP = "OAUTHLIB_INSECURE_TRANSPORT"
SINCE = "2026-01-01T00:00:00-00:00"


@pytest.fixture
def auth(running: Running) -> Iterator[Any]:
    """The client of OAuth, which finds every address in the discovery document.

    Its session refuses plain HTTP unless the environment says that it is meant.
    """
    os.environ[PLAIN_HTTP] = "1"
    yield oauth.AuthClient(
        PLAYGROUND.client_id, PLAYGROUND.client_secret, CALLBACK, running.discovery
    )
    del os.environ[PLAIN_HTTP]


def _consent(auth: Any) -> None:
    """A person clicks; the app's callback reads the code and the company."""
    url = auth.get_authorization_url([scopes.Scopes.ACCOUNTING], state_token="s1")
    fields = dict(parse_qs(urlsplit(url).query))
    decision = {"realm": REALM, "decision": "connect"}
    seen = requests.post(url, {**fields, **decision}, allow_redirects=False, timeout=5)
    back = parse_qs(urlsplit(seen.headers["location"]).query)
    assert back["state"] == ["s1"]
    auth.get_bearer_token(back["code"][0], realm_id=back["realmId"][0])


@pytest.fixture
def books(running: Running, auth: Any) -> Any:
    """The client of the accounting API, connected."""
    _consent(auth)
    made = clients.QuickBooks(
        auth_client=auth,
        refresh_token=auth.refresh_token,
        company_id=auth.realm_id,
        minorversion=75,
    )
    made.api_url_v3 = made.sandbox_api_url_v3 = running.v3
    return made


def _customer(books: Any, name: str = "Anna") -> Any:
    customer = objects.Customer()
    customer.DisplayName = name
    return customer.save(qb=books)


def _sale(kind: Any, books: Any, customer: Any, amount: int) -> Any:
    sale, line = kind(), objects.SalesItemLine()
    line.Amount = amount
    line.SalesItemLineDetail = objects.SalesItemLineDetail()
    line.SalesItemLineDetail.ItemRef = objects.Item.get(1, qb=books).to_ref()
    sale.Line.append(line)
    sale.CustomerRef = customer.to_ref()
    return kind.get(sale.save(qb=books).Id, qb=books)


def _payment(
    books: Any, customer: Any, total: int, *links: tuple[int, str, Any]
) -> Any:
    payment = objects.Payment()
    payment.CustomerRef, payment.TotalAmt = customer.to_ref(), total
    for amount, kind, document in links:
        line, link = objects.PaymentLine(), objects.LinkedTxn()
        line.Amount, link.TxnId, link.TxnType = amount, document.Id, kind
        line.LinkedTxn.append(link)
        payment.Line.append(line)
    return objects.Payment.get(payment.save(qb=books).Id, qb=books)


def test_consent_gives_tokens_and_a_refresh_gives_new_ones(
    auth: Any, clock: SimulatedClock
) -> None:
    _consent(auth)
    first = auth.access_token, auth.refresh_token
    assert (auth.realm_id, auth.expires_in) == (REALM, 3600)
    assert auth.x_refresh_token_expires_in == 8_726_400

    clock.advance(86_400)
    auth.refresh()

    assert auth.access_token != first[0]
    assert auth.refresh_token != first[1]


def test_a_consent_that_was_taken_back_cannot_be_refreshed(auth: Any) -> None:
    _consent(auth)
    assert auth.revoke() is True

    with pytest.raises(oauth_failures.AuthClientError) as refused:
        auth.refresh()

    assert refused.value.status_code == 400
    assert b"invalid_grant" in refused.value.content


def test_a_credit_is_made_used_and_given_back(books: Any) -> None:
    """100 of a bill of 300 are paid by a credit, until that payment is voided."""
    anna = _customer(books)
    bill = _sale(objects.Invoice, books, anna, 300)
    memo = _sale(objects.CreditMemo, books, anna, 100)

    use = _payment(books, anna, 0, (100, "Invoice", bill), (100, "CreditMemo", memo))

    assert objects.Invoice.get(bill.Id, qb=books).Balance == 200
    assert objects.CreditMemo.get(memo.Id, qb=books).RemainingCredit == 0
    use.void(qb=books)
    assert objects.Invoice.get(bill.Id, qb=books).Balance == 300
    assert objects.CreditMemo.get(memo.Id, qb=books).RemainingCredit == 100
    objects.Payment.get(use.Id, qb=books).delete(qb=books)
    objects.CreditMemo.get(memo.Id, qb=books).delete(qb=books)
    objects.Invoice.get(bill.Id, qb=books).void(qb=books)
    assert objects.Invoice.get(bill.Id, qb=books).PrivateNote == "Voided"
    objects.Invoice.get(bill.Id, qb=books).delete(qb=books)
    assert objects.Invoice.count(qb=books) == objects.Payment.count(qb=books) == 0


def test_items_are_created_listed_changed_and_made_inactive(books: Any) -> None:
    """The list of items names a property besides the star."""
    item = objects.Item()
    item.Name, item.Type = "Credit for returns", "Service"
    item.IncomeAccountRef = objects.Ref()
    item.IncomeAccountRef.value = "1"
    made = objects.Item.get(item.save(qb=books).Id, qb=books)
    assert made.Name in [each.Name for each in objects.Item.all(qb=books)]

    made.Description = "for goods that came back"
    made.save(qb=books)
    made = objects.Item.get(made.Id, qb=books)
    made.Active = False
    made.save(qb=books)

    again = objects.Item.get(made.Id, qb=books)
    assert (again.Active, again.Description) == (False, "for goods that came back")
    assert made.Id not in [each.Id for each in objects.Item.all(qb=books)]


def test_a_credit_memo_is_changed_and_a_stale_one_is_refused(books: Any) -> None:
    memo = _sale(objects.CreditMemo, books, _customer(books), 100)
    memo.PrivateNote = "for the broken jar"
    memo.save(qb=books)

    with pytest.raises(failures.QuickbooksException) as refused:
        memo.save(qb=books)

    assert refused.value.error_code == 5010
    again = objects.CreditMemo.get(memo.Id, qb=books)
    assert (again.PrivateNote, again.TotalAmt) == ("for the broken jar", 100)


def test_batches_create_change_and_delete(books: Any) -> None:
    anna = _customer(books)
    memos = [_sale(objects.CreditMemo, books, anna, amount) for amount in (10, 20)]
    for memo in memos:
        memo.PrivateNote = "changed together"

    changed = batches.batch_update(memos, qb=books)
    fresh = [objects.CreditMemo.get(each.Id, qb=books) for each in memos]
    gone = batches.batch_delete(fresh, qb=books)
    refused = batches.batch_create([_named("Anna"), _named("Berta")], qb=books)

    assert [each.PrivateNote for each in fresh] == ["changed together"] * 2
    assert (len(changed.successes), len(gone.successes)) == (2, 2)
    assert objects.CreditMemo.count(qb=books) == 0
    assert (len(refused.successes), len(refused.faults)) == (1, 1)


def _named(name: str) -> Any:
    customer = objects.Customer()
    customer.DisplayName = name
    return customer


def test_what_changed_comes_by_kind_with_what_was_deleted(books: Any) -> None:
    anna = _customer(books)
    memo = _sale(objects.CreditMemo, books, anna, 10)
    memo.delete(qb=books)

    kinds = [objects.Customer, objects.CreditMemo, objects.Payment]
    changes = feeds.change_data_capture(kinds, SINCE, qb=books)

    assert [each.Id for each in changes.Customer._object_list] == [anna.Id]
    [tombstone] = changes.CreditMemo._object_list
    assert (tombstone.Id, tombstone.status) == (memo.Id, "Deleted")
    assert not hasattr(changes, "Payment")


def test_queries_filter_order_count_and_page(books: Any) -> None:
    for name in ("Cora", "Anna", "Berta"):
        _customer(books, name)

    by_name = objects.Customer.all(order_by="DisplayName DESC", qb=books)
    page = objects.Customer.where(
        "Active = true", "DisplayName", start_position=2, max_results=1, qb=books
    )

    assert [each.DisplayName for each in by_name] == ["Cora", "Berta", "Anna"]
    assert [each.DisplayName for each in page] == ["Berta"]
    assert objects.Customer.count("DisplayName LIKE '%a'", qb=books) == 3
    assert len(objects.Customer.choose(["Anna", "x"], "DisplayName", qb=books)) == 1


def test_faults_arrive_as_the_exceptions_of_the_client(
    books: Any, service: Service
) -> None:
    """What python-quickbooks makes of each is its own affair, and known."""
    expected = (
        (Drop(), requests.exceptions.ConnectionError),
        (ServerError(503, "html"), failures.QuickbooksException),
        (Unauthorized(), failures.AuthorizationException),
        (Stale(), failures.QuickbooksException),
    )
    for fault, raised in expected:
        service.faults.strike(fault, entity="customer", operation="create")
        with pytest.raises(raised):
            _customer(books)

    assert _customer(books).DisplayName == "Anna"


def test_a_create_whose_answer_was_lost_is_found_again_by_its_request_id(
    books: Any, service: Service
) -> None:
    service.faults.strike(Drop(when="after"), operation="create")
    with pytest.raises(requests.exceptions.ConnectionError):
        _named("Anna").save(qb=books, request_id="anna-g1")

    again = _named("Anna").save(qb=books, request_id="anna-g1")

    assert objects.Customer.count(qb=books) == 1
    assert objects.Customer.get(again.Id, qb=books).DisplayName == "Anna"


def test_a_token_that_has_ended_is_refused_until_the_client_connects_anew(
    books: Any, auth: Any, running: Running, clock: SimulatedClock
) -> None:
    clock.advance(3600)
    with pytest.raises(failures.AuthorizationException):
        _customer(books)

    auth.refresh()
    again = clients.QuickBooks(
        auth_client=auth,
        refresh_token=auth.refresh_token,
        company_id=REALM,
        minorversion=75,
    )
    again.api_url_v3 = again.sandbox_api_url_v3 = running.v3

    assert _customer(again).DisplayName == "Anna"
