"""The page over plain HTTP: who may use it, what it says, and that it never breaks."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbo_simulator import Company
from qbo_simulator.web.markup import element, markup

from .. import identities
from ..around.asking import Client
from ..bench import ACME, done, invoice, line, memo, pay, sale, told, use
from .conftest import REALM
from .pages import faults_of, read
from .visitors import FORM, ByHttp

pytestmark = pytest.mark.extras

TOP = f"/app/companies/{REALM}"
HOSTILE = "<img src=x onerror=alert(1)>\"'&amp;<!--"


def addresses(company: Company) -> Iterator[str]:
    """A page of each kind, with something on it."""
    bill, credit = invoice(company, "100"), memo(company, "30")
    cash = pay(
        company, "51", use("Invoice", bill, "60"), use("CreditMemo", credit, "9")
    )
    yield from ("/app", TOP, f"{TOP}/settings", f"{TOP}/nothing", "/app/companies/1")
    for path, object_id in (
        ("customers", ACME),
        ("invoices", bill),
        ("credit-memos", credit),
        ("payments", cash),
    ):
        yield from (f"{TOP}/{path}", f"{TOP}/{path}/new", f"{TOP}/{path}/{object_id}")
    yield f"{TOP}/payments/new?customer={ACME}"


def test_every_page_can_be_used_by_those_who_cannot_see_it(
    plain: ByHttp, company: Company
) -> None:
    found = {}
    for path in addresses(company):
        if not path.endswith("nothing"):
            plain.open(path)
            found[path] = faults_of(plain.page)

    assert len(found) == 17
    assert not {path: faults for path, faults in found.items() if faults}


def test_what_is_missing_on_a_page_is_noticed() -> None:
    bad = read(
        "<html><head><title></title></head><body><h1>One</h1><h1>Two</h1>"
        '<input name="a"><table><tr><th>x</th></tr></table><a href="/"></a>'
        '<p id="p"></p><p id="p"></p></body></html>'
    )

    assert len(faults_of(bad)) == 8


@pytest.mark.parametrize(
    ("method", "heads", "status"),
    [
        ("GET", {}, 200),
        ("GET", {"Host": "evil.example"}, 403),
        ("GET", {"Host": "[::1]:80"}, 200),
        ("GET", {"Host": "localhost:9"}, 200),
        ("GET", {"Host": "[x"}, 403),
        ("POST", {}, 303),
        ("POST", {"Sec-Fetch-Site": "same-origin"}, 303),
        ("POST", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", {"Sec-Fetch-Site": "same-site"}, 403),
        ("POST", {"Origin": "http://evil.example"}, 403),
        ("POST", {"Origin": "http://localhost:9", "Host": "localhost:9"}, 303),
        ("POST", {"Origin": "null"}, 403),
        ("POST", {"Host": "evil.example", "Origin": "http://evil.example"}, 403),
    ],
)
def test_no_page_of_somebody_else_can_read_or_press_anything(
    plain: ByHttp, company: Company, method: str, heads: dict[str, str], status: int
) -> None:
    body = b"name=Cora" if method == "POST" else None
    before = company.changes

    seen = Client(plain.port).ask(method, f"{TOP}/customers", body, {**FORM, **heads})

    assert seen.status == status
    assert (company.changes != before) == (status == 303)
    if status == 403:
        assert "Acme" not in seen.text


def test_nothing_from_elsewhere_can_run_on_the_page(plain: ByHttp) -> None:
    seen = Client(plain.port).ask("GET", TOP)

    assert "default-src 'none'" in seen.headers["content-security-policy"]
    assert not list(read(seen.text).all("script", "style"))
    assert "style=" not in seen.text
    assert Client(plain.port).ask("GET", "/app/style.css").status == 200


def test_hostile_texts_are_shown_as_texts_wherever_they_stand(
    plain: ByHttp, company: Company
) -> None:
    customer = done(company.create("Customer", {"DisplayName": HOSTILE}))["Id"]
    item = done(company.create("Item", {"Name": HOSTILE, "Type": "Service"}))["Id"]
    bread = line("10")
    bread |= {"Description": HOSTILE}
    bread["SalesItemLineDetail"] = {"ItemRef": {"value": item}}
    sold = {"PrivateNote": HOSTILE, "DocNumber": HOSTILE[:21], "Line": [bread]}
    made = done(company.create("Invoice", sale(customer, **sold)))["Id"]
    paid = {"PrivateNote": HOSTILE, "PaymentRefNum": HOSTILE[:21], "TotalAmt": 1}
    cash = company.create("Payment", {"CustomerRef": {"value": customer}, **paid})

    for path in (
        *("", "/customers", "/invoices", "/payments", f"/customers/{customer}"),
        *(f"/invoices/{made}", f"/payments/{done(cash)['Id']}", "/invoices/new"),
        f"/payments/new?customer={customer}",
        f"/invoices?{urlencode({'search': HOSTILE})}",
    ):
        plain.open(TOP + path)
        assert plain.status == 200
        assert not list(plain.page.all("img", "script")), path
        values = [each.get("value") for each in plain.page.all("input")]
        assert HOSTILE[:21] in " ".join([plain.page.text, *values]), path


# Mostly letters of which markup is made.
MARKUP = st.one_of(
    st.text(),
    st.text(st.sampled_from("<>&\"'/=;!-#pbx1 "), max_size=12),
    st.sampled_from(["<b>", "</p>", "&amp;", "&lt;b", "<!--", "<p title=x>"]),
)


@given(MARKUP, MARKUP)
def test_any_text_comes_out_as_it_went_in(text: str, value: str) -> None:
    text, value = (each.replace("\r", "").replace("\0", "") for each in (text, value))

    made = read(element("p", text, [None, ["–", text]], title=value))

    [node] = made.all("p")
    assert (node.text, node.get("title")) == (f"{text}–{text}", value)
    assert markup(text) == markup([text])


def test_a_long_list_goes_on_at_the_next_page(plain: ByHttp, company: Company) -> None:
    ids = [invoice(company, "1") for _ in range(120)]
    seen: list[str] = []

    plain.open(f"{TOP}/invoices")
    for _ in range(3):
        seen += [row[0] for row in plain.rows("Invoices")]
        if len(seen) < len(ids):
            plain.follow("Older ones")

    assert seen == [str(number) for number in range(1120, 1000, -1)]
    plain.fill("Number or Id", "1044")
    plain.press("Search")
    assert [row[0] for row in plain.rows("Invoices")] == ["1044"]


def test_an_edit_leaves_alone_what_the_page_does_not_show(
    plain: ByHttp, company: Company
) -> None:
    """Two dozen at 2.00 stay so, a discount stays, and the emptied note goes."""
    dozen = line("48")
    dozen["SalesItemLineDetail"] |= {"Qty": 24, "UnitPrice": 2}
    discount = {
        "Amount": 8,
        "DetailType": "DiscountLineDetail",
        "DiscountLineDetail": {"PercentBased": False},
    }
    sold = {"Line": [dozen, line("5"), discount], "PrivateNote": "x"}
    bill = done(company.create("Invoice", sale(ACME, **sold)))
    plain.open(f"{TOP}/invoices/{bill['Id']}")

    plain.fill("Amount of line 2", "7.00")
    plain.fill("Note", "")
    plain.press("Save")

    after = told(company, "Invoice", bill["Id"])
    first, second, third = after["Line"][0], after["Line"][1], after["Line"][2:]
    assert first == bill["Line"][0]
    assert (second["Id"], second["Amount"]) == (bill["Line"][1]["Id"], 700)
    assert [each["DetailType"] for each in third] == [
        each["DetailType"] for each in bill["Line"][2:]
    ]
    assert (after["TotalAmt"], "PrivateNote" in after) == (4700, False)


def test_a_payment_keeps_uses_that_the_page_does_not_show(
    plain: ByHttp, company: Company
) -> None:
    bill = invoice(company, "10")
    debit = {"Amount": 4, "JournalEntryLineDetail": {"PostingType": "Debit"}}
    entry = done(company.create("JournalEntry", {"Line": [debit]}))["Id"]
    cash = pay(company, "9", use("JournalEntry", entry, "4"))
    plain.open(f"{TOP}/payments/{cash}")

    plain.fill("Amount for 1001, 10.00 open", "5")
    plain.press("Save")

    uses = [each[1:] for each in plain.rows("What it links")]
    assert sorted(uses) == [["Invoice", "5.00"], ["JournalEntry", "4.00"]]
    assert told(company, "Invoice", bill)["Balance"] == 500


@pytest.mark.parametrize(
    ("path", "body", "status", "sentence"),
    [
        ("/customers", "name=", 400, "A customer has a name."),
        ("/customers", "name=a:b", 400, "An app would be told"),
        ("/customers/999", "name=x", 404, "There is no customer 999"),
        ("/customers/85/merge", "winner=85", 400, "merged with themselves"),
        ("/customers/85/merge", "winner=x", 404, "There is no customer x"),
        ("/customers/85/apply", "", 400, "There is nothing to apply."),
        ("/invoices", "customer=85", 400, "A line needs an amount."),
        ("/invoices", "customer=9&amount=1&item=&description=", 400, "2500"),
        ("/payments", "customer=85&total=-1", 400, "is not an amount"),
        ("/payments", "customer=85&total=1&date=soon", 400, "is not a date"),
        ("/payments/999/void", "", 404, "There is no payment 999"),
        ("/close", "until=", 400, "Books are closed up to a day."),
        ("/close", "x=" + "x" * 1_000_001, 400, "This form is too long."),
        ("/close", "x=1&" * 6_000, 400, "This form has too many fields."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    plain: ByHttp, company: Company, path: str, body: str, status: int, sentence: str
) -> None:
    before = company.changes

    plain.send("POST", TOP + path, body)

    assert plain.status == status
    assert sentence in plain.said()
    assert company.changes == before


FIELDS = st.sampled_from(
    [
        *("name", "winner", "invoice", "memo", "customer", "date", "due", "number"),
        *("note", "description", "item", "amount", "total", "reference", "until"),
        *("Invoice-87", "CreditMemo-88", "Invoice-", "password", "credits", "search"),
    ]
)
TEXTS = st.text(max_size=12) | st.sampled_from(
    ["85", "86", "87", "88", "89", "1", "0", "12.50", "1e9", "2026-01-05", "999999999"]
)
ONE = st.sampled_from(["85", "87", "88", "89", "999", "x", "%00", "%F0", "9" * 30])
PLACES = st.one_of(
    st.sampled_from(
        ["", "/settings", "/close", "/open", "/customers", "/invoices/new"]
    ),
    st.builds(
        "/{}/{}{}".format,
        st.sampled_from(["customers", "invoices", "credit-memos", "payments"]),
        ONE,
        st.sampled_from(
            [
                *("", "", "/void", "/delete", "/copy", "/apply", "/merge"),
                *("/deposit", "/take-out", "/deactivate", "/activate"),
            ]
        ),
    ),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    method=st.sampled_from(["GET", "POST", "POST"]),
    place=PLACES,
    fields=st.lists(st.tuples(FIELDS, TEXTS), max_size=6),
    before=TEXTS,
)
def test_whatever_is_sent_the_page_does_not_break(
    plain: ByHttp,
    company: Company,
    method: str,
    place: str,
    fields: list[tuple[str, str]],
    before: str,
) -> None:
    if len(company.custody.books.shelves["Invoice"].records) < 2:
        bill, credit = invoice(company, "100"), memo(company, "30")
        pay(company, "5", use("Invoice", bill, "9"), use("CreditMemo", credit, "4"))
    sent = urlencode(fields, errors="replace")
    query = urlencode({"before": before, "search": before}, errors="replace")

    seen = Client(plain.port).ask(
        method,
        f"{TOP}{place}?{query}",
        sent.encode() if method == "POST" else None,
        FORM,
    )

    assert seen.status in {200, 303, 400, 404, 405}, seen.text
    identities.check(company)
