"""The names of things, given by the host or derived from names that were.

No id is ever random: a retry, a replay and both sides of a sync must arrive at
the same one. Prefixes of derived ids are reserved, so that a host's own ids can
never collide with them.
"""

from __future__ import annotations

from typing import Final, NewType, Protocol, TypeVar

TenantId = NewType("TenantId", str)
CustomerId = NewType("CustomerId", str)
InvoiceId = NewType("InvoiceId", str)
LineId = NewType("LineId", str)
EditId = NewType("EditId", str)
PaymentId = NewType("PaymentId", str)
CreditId = NewType("CreditId", str)
ReturnId = NewType("ReturnId", str)
UserId = NewType("UserId", str)

_Any = TypeVar("_Any")


class Field(Protocol):
    """A field of a value, as far as a check of it has to know."""

    @property
    def name(self) -> str:
        """The field's own name."""
        ...


TEXT_MAX: Final = 200
"""The longest id, in characters."""

SYSTEM_MAX: Final = 40
"""The longest name of another system, in characters."""

CREDIT_ID_MAX: Final = TEXT_MAX + SYSTEM_MAX + 20
"""The longest credit id: a derived one holds another id and says whence."""

NOTE_MAX: Final = 4000
"""The longest note, in characters."""

RESERVED: Final = ("overpayment", "reduction", "return")
"""What stands before the colon of a derived credit id, and of no other."""

_UNAPPLIED: Final = "_unapplied"


def overpayment_of(payment_id: PaymentId) -> CreditId:
    """The one credit that a payment's unapplied money ever has (L4)."""
    return CreditId(f"overpayment:{payment_id}")


def unapplied_of(system: str, payment_id: PaymentId) -> CreditId:
    """The one credit of a payment that was read in from another *system*."""
    return CreditId(f"{system}{_UNAPPLIED}:{payment_id}")


def reduction_of(edit_id: EditId) -> CreditId:
    """The credit that an invoice edit issued (HC-01)."""
    return CreditId(f"reduction:{edit_id}")


def credit_of_return(return_id: ReturnId) -> CreditId:
    """The credit of a completed return."""
    return CreditId(f"return:{return_id}")


def an_id(_: object, attribute: Field, value: _Any) -> None:
    """Refuse an id that is not printable text of a sensible length."""
    _check_id(attribute.name, value)


def ids(_: object, attribute: Field, value: _Any) -> None:
    """Refuse a list of ids that repeats one or holds one that is no id."""
    if not isinstance(value, tuple):
        raise TypeError(f"{attribute.name} is a tuple of ids, not {value!r}.")
    for one in value:
        _check_id(attribute.name, one)
    if len(set(value)) != len(value):
        raise ValueError(f"{attribute.name} names the same id twice.")


def a_credit_id(_: object, attribute: Field, value: _Any) -> None:
    """Refuse what cannot be the id of any credit, given or derived."""
    _check_id(attribute.name, value, CREDIT_ID_MAX)


def a_free_credit_id(_: object, attribute: Field, value: _Any) -> None:
    """Refuse a credit id that only a derived credit may have."""
    _check_id(attribute.name, value)
    before, colon, _rest = str(value).partition(":")
    if colon and (before in RESERVED or before.endswith(_UNAPPLIED)):
        raise ValueError(f"Only a derived credit id begins with {before!r}.")


def a_system(_: object, attribute: Field, value: _Any) -> None:
    """Refuse a name of another system that could not stand in a derived id."""
    _check_id(attribute.name, value, SYSTEM_MAX)
    if ":" in str(value):
        raise ValueError(f"{attribute.name} has no colon in it.")


def a_note(_: object, attribute: Field, value: _Any) -> None:
    """Refuse what is not text that can be stored, or longer than ``NOTE_MAX``."""
    if not isinstance(value, str):
        raise TypeError(f"{attribute.name} is text, not {value!r}.")
    if len(value) > NOTE_MAX or "\x00" in value or not _is_unicode(value):
        raise ValueError(f"{attribute.name} has at most {NOTE_MAX} characters.")


def _is_unicode(text: str) -> bool:
    """Whether every character is one; half a surrogate pair is none."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _check_id(name: str, value: object, most: int = TEXT_MAX) -> None:
    if not isinstance(value, str):
        raise TypeError(f"{name} is text, not {value!r}.")
    if not value or len(value) > most or not value.isprintable():
        raise ValueError(f"{name} needs 1 to {most} printable characters.")
