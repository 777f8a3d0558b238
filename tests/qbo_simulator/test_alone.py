"""The simulator is nobody's relative, and its checkers can fail."""

from __future__ import annotations

import grimp
import pytest

from qbo_simulator.refusals import published, words

from . import identities
from .bench import company, invoice, memo, pay, told, use

pytestmark = pytest.mark.extras

FOREIGN = {"quickbooks", "intuitlib", "requests", "returns"}


def test_the_simulator_imports_no_relative_and_no_client() -> None:
    graph = grimp.build_graph(
        "qbo_simulator", include_external_packages=True, cache_dir=None
    )
    imported = {
        name.split(".")[0]
        for module in graph.modules
        for name in graph.find_modules_directly_imported_by(module)
    }

    assert not {name for name in imported if name.startswith("credits_")}
    assert not imported & FOREIGN


@pytest.mark.parametrize(
    ("entity", "key"),
    [
        ("Invoice", "Balance"),
        ("Invoice", "TotalAmt"),
        ("CreditMemo", "RemainingCredit"),
        ("CreditMemo", "Balance"),
        ("Payment", "UnappliedAmt"),
        ("Payment", "TotalAmt"),
        ("Customer", "Balance"),
    ],
)
def test_the_identities_notice_a_cent(entity: str, key: str) -> None:
    at = company()
    bill, credit = invoice(at, "100"), memo(at, "40")
    cash = pay(at, "10", use("Invoice", bill, "25"), use("CreditMemo", credit, "20"))
    ids = {"Invoice": bill, "CreditMemo": credit, "Payment": cash, "Customer": "85"}
    identities.check(at)

    document = told(at, entity, ids[entity])
    document[key] = type(document[key])(document[key] + 1)
    at.adopt(entity, document)

    with pytest.raises(AssertionError):
        identities.check(at)


def test_what_is_not_recorded_is_worded_as_published() -> None:
    """The message and the detail of these are the text of Intuit's own table."""
    codes = [
        "600",
        "620",
        "800",
        "2040",
        "2060",
        "2250",
        "2290",
        "6180",
        "6220",
        "6540",
    ]

    for code in codes:
        text = " ".join(words(code)).replace("  ", " ").strip()
        assert text == published()[code].strip()
