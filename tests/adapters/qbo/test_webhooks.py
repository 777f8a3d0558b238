"""A notification says where to look, if it is signed, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credits_qbo.gateway import Secret
from credits_qbo.store import Mark, MemorySyncStore
from credits_qbo.webhooks import BYTES_MAX, News, Refused, note, read_notification

from .bench import REALM, Bench
from .scripted import RECORDINGS

pytestmark = pytest.mark.extras

VERIFIER = Secret("a-verifier-token")


def _signed(body: bytes) -> str:
    digest = hmac.new(b"a-verifier-token", body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def _read(told: object) -> tuple[News, ...] | Refused:
    body = json.dumps(told).encode()
    return read_notification(body, _signed(body), VERIFIER)


def _event(realm: str, name: str, remote_id: str, verb: str = "updated") -> object:
    return {
        "specversion": "1.0",
        "type": f"qbo.{name}.{verb}.v1",
        "intuitentityid": remote_id,
        "intuitaccountid": realm,
        "data": {},
    }


def _legacy(realm: str, *entities: tuple[str, str]) -> object:
    told = [{"name": name, "id": of, "operation": "Update"} for name, of in entities]
    notice = {"realmId": realm, "dataChangeEvent": {"entities": told}}
    return {"eventNotifications": [notice]}


@pytest.mark.parametrize(
    "name",
    ["webhook_legacy_dotnet_test.json", "webhook_cloudevents_dotnet_test.json"],
)
def test_the_recorded_notifications_are_read_and_tell_nothing_of_ours(
    name: str,
) -> None:
    body = (RECORDINGS / name).read_bytes()

    assert read_notification(body, _signed(body), VERIFIER) == ()


def test_both_formats_tell_of_memos_and_payments_of_several_companies() -> None:
    new = _read(
        [
            _event("1", "creditmemo", "7", "created"),
            _event("1", "invoice", "8"),
            _event("2", "payment", "9", "voided"),
            _event("2", "payment", "9", "updated"),
        ]
    )
    old = _read(_legacy("1", ("CreditMemo", "7"), ("Customer", "1"), ("Payment", "9")))

    assert new == (News("1", "CreditMemo", "7"), News("2", "Payment", "9"))
    assert old == (News("1", "CreditMemo", "7"), News("1", "Payment", "9"))


@pytest.mark.parametrize("wrong", ["", "AAAA", "ä", "6q+xGyMirJupwKTh2/WBl2NcdxzxqdI="])
def test_s54_what_is_not_signed_is_not_read(wrong: str) -> None:
    body = json.dumps(_legacy("1", ("Payment", "9"))).encode()

    refused = read_notification(body, wrong, VERIFIER)

    assert refused == Refused(401, "It is not signed.")


def test_one_changed_byte_breaks_the_signature() -> None:
    body = json.dumps(_legacy("1", ("Payment", "9"))).encode()

    refused = read_notification(body.replace(b"9", b"8"), _signed(body), VERIFIER)

    assert refused == Refused(401, "It is not signed.")


def test_what_is_too_large_is_refused_before_anything_else() -> None:
    body = b" " * (BYTES_MAX + 1)

    refused = read_notification(body, _signed(body), VERIFIER)

    assert refused == Refused(413, "It is too large.")


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'"x"', b"{", b"[" * 100_000, b'{"eventNotification":[]}']
)
def test_a_signed_body_of_no_known_format_is_refused(body: bytes) -> None:
    refused = read_notification(body, _signed(body), VERIFIER)

    assert isinstance(refused, Refused)
    assert refused.status == 400


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["eventNotifications", "dataChangeEvent", "entities", "type", "realmId"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=10,
)


@given(_JSON)
def test_no_signed_body_makes_it_fall_over(told: object) -> None:
    assert isinstance(_read(told), (tuple, Refused))


def test_s55_news_are_noted_for_the_companies_that_are_here() -> None:
    """S55: of two companies one is not here; the other one's news are noted."""
    store = MemorySyncStore()
    news = (News("1", "Payment", "9"), News("2", "Payment", "9"))

    noted = note({"1": store}, news)

    with store.unit() as unit:
        marks = unit.find(Mark)
    assert (noted, marks) == (1, (Mark(entity="Payment", remote_id="9", stamp=1),))


def test_s52_s53_a_notification_is_followed_without_asking_for_changes(
    bench: Bench,
) -> None:
    """It comes twice and once too late, and there is one credit (S52, S53)."""
    memo = bench.memo_there("30.00")
    news = News(REALM, "CreditMemo", memo)
    note({REALM: bench.store}, [news, news])
    bench.sync.step(asks=False)
    note({REALM: bench.store}, [news])

    bench.sync.step(asks=False)

    assert len(bench.ledger.credits) == 1
    assert not [one for one in bench.stage.served if "cdc" in one]
