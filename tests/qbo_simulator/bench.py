"""A company, and short words for what is done in it."""

from __future__ import annotations

import os
from decimal import Decimal
from typing import Any

from qbo_simulator import Company, Done, Outcome, Refused, SimulatedClock, Switches


def company(**positions: str | int) -> Company:
    """A new company with these positions of switches, and two customers."""
    made = Company("1", clock=SimulatedClock(), switches=Switches.of(**positions))
    for name in ("Acme", "Bolt"):
        made.create("Customer", {"DisplayName": name})
    return made


ACME, BOLT = "85", "86"
# How many examples each property gets; a deep run sets it in the environment.
EXAMPLES = int(os.environ.get("SIMULATOR_EXAMPLES", "30"))


def done(outcome: Outcome) -> dict[str, Any]:
    """The object that an outcome tells; it was not refused."""
    assert isinstance(outcome, Done), outcome
    return outcome.document


def code(outcome: Outcome) -> str:
    """The code with which something was refused."""
    assert isinstance(outcome, Refused), outcome
    return outcome.code


def line(amount: str) -> dict[str, Any]:
    """A line about services."""
    detail = {"ItemRef": {"value": "1"}}
    return {
        "Amount": Decimal(amount),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": detail,
    }


def sale(customer: str, *amounts: str, **others: Any) -> dict[str, Any]:
    """An invoice or a credit memo of such lines."""
    lines = [line(amount) for amount in amounts]
    return {"CustomerRef": {"value": customer}, "Line": lines, **others}


def invoice(at: Company, amount: str, customer: str = ACME, **others: Any) -> str:
    """Write an invoice; tells its id."""
    document = done(at.create("Invoice", sale(customer, amount, **others)))
    return str(document["Id"])


def memo(at: Company, amount: str, customer: str = ACME, **others: Any) -> str:
    """Write a credit memo; tells its id."""
    document = done(at.create("CreditMemo", sale(customer, amount, **others)))
    return str(document["Id"])


def use(kind: str, object_id: str, amount: str) -> dict[str, Any]:
    """A line of a payment."""
    link = {"TxnId": object_id, "TxnType": kind}
    return {"Amount": Decimal(amount), "LinkedTxn": [link]}


def payment(total: str, *uses: dict[str, Any], customer: str = ACME) -> dict[str, Any]:
    """A payment with such lines."""
    return {
        "CustomerRef": {"value": customer},
        "TotalAmt": Decimal(total),
        "Line": list(uses),
    }


def pay(at: Company, total: str, *uses: dict[str, Any], customer: str = ACME) -> str:
    """Receive a payment; tells its id."""
    made = done(at.create("Payment", payment(total, *uses, customer=customer)))
    return str(made["Id"])


def told(at: Company, entity: str, object_id: str) -> dict[str, Any]:
    """An object as it is now."""
    return done(at.read(entity, object_id))


def open_of(at: Company, entity: str, object_id: str) -> str:
    """What is open of an object, as an amount."""
    key = "UnappliedAmt" if entity == "Payment" else "Balance"
    return f"{Decimal(told(at, entity, object_id)[key]) / 100:.2f}"


def live(at: Company, entity: str, object_id: str, **others: Any) -> dict[str, Any]:
    """An object's id and SyncToken, and whatever else is to be sent."""
    token = told(at, entity, object_id)["SyncToken"]
    return {"Id": object_id, "SyncToken": token, **others}


def query(at: Company, text: str) -> list[dict[str, Any]]:
    """The objects that a query finds."""
    outcome = at.query(text)
    assert isinstance(outcome, Done), outcome
    response = outcome.body["QueryResponse"]
    return next((held for held in response.values() if isinstance(held, list)), [])
