"""What follows from what is recorded: balances, the order of FIFO, the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from credits_core.desk import Desk
from credits_core.ledger import Ledger
from credits_core.money import Money
from credits_core.queries import CreditsOfCustomer, CustomerCredits

from ..grammar import Values
from ..lines.claims import Claim
from ..lines.records import all_fields
from ..story import ANNA, Scene
from .books import Book


@attrs.frozen
class View:
    """What can be seen of a customer in a scene."""

    desk: Desk
    scene: Scene
    book: Book

    @property
    def ledger(self) -> Ledger:
        """Everything that is recorded."""
        return self.book.ledger

    @property
    def credits(self) -> CreditsOfCustomer:
        """What the desk answers when it is asked for the customer's credits."""
        query = CustomerCredits(customer_id=self.scene.customer_id)
        found = self.desk.ask(query, ANNA).unwrap()
        assert isinstance(found, CreditsOfCustomer)
        return found


def summary(said: Claim, view: View) -> Claim | None:
    """What is so of what is *said*, told with the same names; nothing if it is not."""
    return _SUMMARIES[said.about](said, view)


def _balance(said: Claim, view: View) -> Claim:
    asked = said.values["available"]
    assert isinstance(asked, Money)
    found = view.credits
    values: Values = {
        "available": _of(found.available, asked.zero),
        "scheduled": _of(found.scheduled, asked.zero),
        "held": _of(found.held, asked.zero),
    }
    return Claim(said.about, values)


def _of(amounts: tuple[Money, ...], nothing: Money) -> Money:
    """The amount in that currency."""
    found = (one for one in amounts if one.currency == nothing.currency)
    return next(found, nothing)


def _written_off(said: Claim, view: View) -> Claim:
    asked = said.values["amount"]
    assert isinstance(asked, Money)
    total = asked.zero
    for credit in view.ledger.credits.values():
        if credit.currency == asked.currency:
            total += credit.cancelled + credit.deleted
    return Claim(said.about, {"amount": total})


def _oldest_first(said: Claim, view: View) -> Claim:
    ids = tuple(credit.id for credit in view.credits.open_credits)
    return Claim(said.about, {"credits": ids})


def _journal(said: Claim, view: View) -> Claim:
    return Claim(said.about, {"count": len(view.book.journal)})


def _entry(said: Claim, view: View) -> Claim | None:
    for entry in view.book.journal:
        if entry.version == said.values["version"]:
            return Claim(said.about, all_fields(entry))
    return None


def _none(said: Claim, view: View) -> Claim | None:
    """Nothing of the kind is recorded, or no entry of the kind is live."""
    ledger = view.ledger
    match kind := str(said.values["documents"]):
        case "cash":
            some = any(one.is_live for one in ledger.allocations.values())
        case "applications":
            some = any(one.is_live for one in ledger.applications.values())
        case _:
            some = bool(getattr(ledger, kind))
    return None if some else said


def _no_such(said: Claim, view: View) -> Claim | None:
    kind = f"{said.values['document']}s"
    return None if said.values["id"] in getattr(view.ledger, kind, ()) else said


_SUMMARIES: Final[dict[str, Callable[[Claim, View], Claim | None]]] = {
    "balance": _balance,
    "written off": _written_off,
    "oldest first": _oldest_first,
    "journal": _journal,
    "entry": _entry,
    "none": _none,
    "no such": _no_such,
}
