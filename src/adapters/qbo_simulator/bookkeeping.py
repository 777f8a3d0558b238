"""Which rule carries out what is asked of which kind of object."""

from __future__ import annotations

from .amounts import Document
from .books import Record
from .entities import Family, Kind, kind_named
from .refusals import refusal
from .rules.deleting import delete
from .rules.kept import create_kept, update_kept, update_settings
from .rules.names import create_name, update_name
from .rules.payments import create_payment, update_payment
from .rules.receipts import RECEIPTS, create_receipt, update_receipt
from .rules.sales import create_sale, update_sale
from .rules.voiding import void
from .rules.work import Work

_SALES = frozenset({"Invoice", "CreditMemo"})

__all__ = ["create", "delete", "known_kind", "update", "void"]


def known_kind(entity: str) -> Kind:
    """The kind of that name; a refusal if there is none."""
    kind = kind_named(entity)
    if kind is None:
        raise refusal("2000", entity[:40])
    return kind


def create(work: Work, kind: Kind, given: Document) -> str:
    """Put a new object into the books; tells its id."""
    if kind.family is Family.SETTINGS:
        raise refusal("500", "create")
    if kind.name in _SALES:
        document = create_sale(work, kind.name, given)
    elif kind.name == "Payment":
        document = create_payment(work, given)
    elif kind.family is Family.NAMES:
        document = create_name(work, kind, given)
    elif kind.name in RECEIPTS:
        document = create_receipt(work, kind.name, given)
    else:
        document = create_kept(work, kind, given)
    return str(document["Id"])


def update(work: Work, kind: Kind, old: Record, given: Document) -> None:
    """Change an object."""
    if kind.name in _SALES:
        update_sale(work, kind.name, old, given)
    elif kind.name == "Payment":
        update_payment(work, old, given)
    elif kind.family is Family.NAMES:
        update_name(work, kind, old, given)
    elif kind.family is Family.SETTINGS:
        update_settings(work, kind, old, given)
    elif kind.name in RECEIPTS:
        update_receipt(work, kind.name, old, given)
    else:
        update_kept(work, kind, old, given)
