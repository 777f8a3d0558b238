"""Kinds of values that several sorts of claims are made of."""

from __future__ import annotations

from typing import Final

from credits_core.credit import CreditStatus, Hold
from credits_core.events import Funding
from credits_core.invoice import InvoiceStatus, LineKind
from credits_core.permission import EVERYTHING, Permission
from credits_core.rejections import Blocker

from ..grammar import (
    Kind,
    Reader,
    Register,
    Setting,
    either,
    is_word,
    kind_of,
    list_of,
    phrases,
    quoted,
)
from .records import record
from .values import PLAIN

HOLDS: Final = {
    "as possible duplicate": Hold.POSSIBLE_DUPLICATE,
    "as conflict": Hold.CONFLICT,
}
"""Why a credit may be held, as it is said."""

_DOCUMENTS: Final = ("invoice", "payment", "credit", "return", "application")
_BLOCKERS: Final = Register(
    "application",
    (
        record(
            Blocker,
            "<amount:money> of <credit_id:name> on <invoice_id:name>"
            " by <payment_id:name>",
        ),
    ),
)
_FUNDINGS: Final = Register(
    "funding", (record(Funding, "<amount:money> of entry <number:integer>"),)
)


def _any_word(reader: Reader) -> str:
    return reader.take("a text").text


def _written_word(text: str, _: Setting) -> str:
    return text if is_word(text) else quoted(text)


_PERMISSIONS: Final = list_of(
    phrases({one.value: one for one in Permission}, "permission")
)


def _granted(reader: Reader) -> frozenset[Permission]:
    listed = _PERMISSIONS.read(reader)
    return frozenset(listed if isinstance(listed, tuple) else ())


def _written_grant(granted: frozenset[Permission], setting: Setting) -> str:
    in_order = tuple(one for one in Permission if one in granted)
    return _PERMISSIONS.write(in_order, setting)


CHOICES: Final[dict[str, Kind]] = {
    **PLAIN,
    "money": PLAIN["sum"],
    "any": kind_of("text", str, _any_word, _written_word),
    "sources": either({"nothing": ()}, PLAIN["names"]),
    "document": phrases(
        {one: one for one in (*_DOCUMENTS, "invoice line", "line")}, "document"
    ),
    "documents": phrases(
        {f"{one}s": f"{one}s" for one in _DOCUMENTS} | {"cash": "cash"}
    ),
    "invoice_status": phrases(
        {one.value.replace("_", " "): one for one in InvoiceStatus}
    ),
    "credit_status": phrases({one.value.lower(): one for one in CreditStatus}),
    "hold": phrases(HOLDS),
    "held": phrases(
        {f"held {said}": one for said, one in HOLDS.items()} | {"not held": None}
    ),
    "charge": phrases({"as charge": LineKind.CHARGE}),
    "blockers": either({"no applications": ()}, list_of(_BLOCKERS)),
    "fundings": list_of(_FUNDINGS),
    "missing": _PERMISSIONS,
    "permissions": either(
        {"do everything": EVERYTHING, "do nothing": frozenset()},
        kind_of("permission, …", frozenset, _granted, _written_grant),
    ),
}
"""The kinds of values that stand in claims and settings."""
