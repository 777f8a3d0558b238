"""What is written is read again as the same, whatever else stands beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits_core.money import Money
from credits_qbo.documents import parse, render
from credits_qbo.engine.attribution import attributed
from credits_qbo.settings import Settings
from credits_qbo.translate import (
    Gone,
    Link,
    LinkKind,
    Marker,
    MemoImage,
    PaymentImage,
    SeenMemo,
    SeenPayment,
    Unreadable,
    image_from,
    image_text,
    marked,
    marker_in,
    memo_document,
    payment_document,
    read_object,
)
from credits_qbo.translate.writing import dated, number

from .scripted import recorded

pytestmark = pytest.mark.extras

SETTINGS = Settings(realm_id="9130", installation="ours", item_id="1")
IDS = st.integers(1, 10**9).map(str)
AMOUNTS = st.integers(1, 10**13).map(lambda minor: Money(minor, "USD"))
LINKS = st.builds(
    Link,
    kind=st.sampled_from([LinkKind.INVOICE, LinkKind.MEMO]),
    id=IDS,
    amount=AMOUNTS,
)
MEMOS = st.builds(MemoImage, customer=IDS, total=AMOUNTS)
PAYMENTS = st.builds(
    PaymentImage,
    customer=IDS,
    total=AMOUNTS,
    links=st.lists(LINKS, max_size=4).map(tuple),
)
STRANGE = st.recursive(
    st.none()
    | st.booleans()
    | st.text(max_size=6)
    | st.decimals(allow_nan=False, allow_infinity=False, places=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.text(max_size=6), inner, max_size=2)
    ),
    max_leaves=5,
)
FIELDS = st.sampled_from(
    [
        *("Id", "SyncToken", "TotalAmt", "Balance", "CustomerRef", "Line"),
        *("CurrencyRef", "TxnDate", "PrivateNote", "UnappliedAmt", "status"),
        "NewField",
    ]
)


def _stored(document: object, **more: object) -> dict[str, object]:
    """The document as it comes back over the wire, with what the server adds."""
    told = dict(parse(render(document)))
    total = sum((line["Amount"] for line in told["Line"]), Decimal(0))
    given = {"TotalAmt": total, "Balance": total, "NewField": {"a": [1]}}
    return {"Id": "7", "SyncToken": "2", **given, **told, **more}


@given(MEMOS)
def test_a_memo_comes_back_as_it_was_written(image: MemoImage) -> None:
    seen = read_object("CreditMemo", _stored(memo_document(image, SETTINGS)), SETTINGS)

    assert isinstance(seen, SeenMemo)
    assert (seen.image, seen.balance, seen.token) == (image, image.total, 2)


@given(PAYMENTS)
def test_a_payment_comes_back_as_it_was_written(image: PaymentImage) -> None:
    stored = _stored(payment_document(image, SETTINGS))

    seen = read_object("Payment", stored, SETTINGS)

    assert isinstance(seen, SeenPayment)
    assert seen.image == image


@given(st.none() | MEMOS | PAYMENTS)
def test_an_image_is_stored_and_read_again(image: MemoImage | PaymentImage) -> None:
    assert image_from(image_text(image)) == image


@given(st.sampled_from(["CreditMemo", "Payment"]), st.dictionaries(FIELDS, STRANGE))
def test_nothing_that_comes_makes_the_reader_fall_over(
    entity: str, strange: dict[str, object]
) -> None:
    image = MemoImage(customer="5", total=Money(3000, "USD"))
    stored = {**_stored(memo_document(image, SETTINGS)), **strange}

    seen = read_object(entity, stored, SETTINGS)

    assert isinstance(seen, (SeenMemo, SeenPayment, Gone, Unreadable))


@given(st.text(max_size=5_000), st.from_regex(r"[0-9a-f]{28}-g[1-9]", fullmatch=True))
def test_a_mark_is_found_again_in_any_note(note: str, request_id: str) -> None:
    marker = Marker(installation="ours", request_id=request_id)

    written = marked(note, marker, "9130")

    assert marker_in(written, "9130") == marker
    assert marker_in(written, "9131") is None
    assert len(written) <= 4_000


@given(PAYMENTS)
def test_attribution_neither_makes_nor_loses_a_cent(image: PaymentImage) -> None:
    """Each invoice gets what the payment says, and no memo gives more than it has."""
    parts = attributed(image)

    for link in image.links:
        of_link = [
            part.amount.minor
            for part in parts
            if link.id == (part.invoice if link.kind is LinkKind.INVOICE else part.memo)
        ]
        if link.kind is LinkKind.INVOICE:
            assert sum(of_link) == link.amount.minor
        else:
            assert sum(of_link) <= link.amount.minor


def test_a_line_that_names_both_of_its_ends_is_read_as_two_links() -> None:
    """Some programs write one line with the memo and the invoice in it."""
    both = [
        {"TxnId": "1", "TxnType": "CreditMemo"},
        {"TxnId": "2", "TxnType": "Invoice"},
    ]
    stored = {
        "Id": "9",
        "SyncToken": "0",
        "CustomerRef": {"value": "5"},
        "TotalAmt": Decimal(0),
        "Line": [{"Amount": Decimal("3.50"), "LinkedTxn": both}],
    }

    seen = read_object("Payment", stored, SETTINGS)

    assert isinstance(seen, SeenPayment)
    assert seen.image is not None
    assert [(one.kind.value, one.id, one.amount.minor) for one in seen.image.links] == [
        ("CreditMemo", "1", 350),
        ("Invoice", "2", 350),
    ]


def test_a_voided_document_of_the_real_service_is_nothing() -> None:
    """The recording is of an invoice; a voided memo has the same fields."""
    raw = recorded("vcr_void_invoice_1.json")["response"]["body_raw"]
    document = parse(raw)["Invoice"]

    seen = read_object("CreditMemo", document, SETTINGS)

    assert isinstance(seen, SeenMemo)
    assert (seen.image, seen.note) == (None, "Voided")


@pytest.mark.parametrize(
    "amount", [Money(10**15, "USD"), Money(-1, "USD"), Money(1, "KWD")]
)
def test_an_amount_that_is_none_there_is_not_written(amount: Money) -> None:
    with pytest.raises(ValueError, match="can't be written"):
        number(amount)


def test_a_document_has_its_day_and_its_note() -> None:
    assert dated({}, date(2026, 11, 2), "n") == {
        "TxnDate": "2026-11-02",
        "PrivateNote": "n",
    }
