"""Who may do what: permissions, roles, actors, and the one proof of authority."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Final

import attrs

from .identity import Field, UserId, an_id


class Permission(enum.Enum):
    """A right that a host gives to a user through roles."""

    VIEW_CREDITS = "View Credits"
    CREATE_CREDITS = "Create Credits"
    EDIT_CREDITS = "Edit Credits"
    DELETE_CREDITS = "Delete Credits"
    APPLY_CREDITS = "Apply Credits"
    RECEIVE_PAYMENTS = "Receive Payments"
    EDIT_INVOICES = "Edit Invoices"
    COMPLETE_RETURNS = "Complete Returns"
    SYNCHRONISE = "Synchronise"


EVERYTHING: Final = frozenset(Permission)
"""Every permission there is."""


def _together(permissions: Iterable[Permission]) -> frozenset[Permission]:
    """Permissions, or their names as a host may keep them; others are an error."""
    return frozenset(Permission(one) for one in permissions)


@attrs.frozen
class Role:
    """A named set of permissions, such as *Clerk*."""

    name: str
    permissions: frozenset[Permission] = attrs.field(converter=_together)


@attrs.frozen
class Actor:
    """A user of the host with the roles the host assigned."""

    user_id: UserId = attrs.field(validator=an_id)
    roles: tuple[Role, ...] = attrs.field(
        default=(),
        validator=attrs.validators.deep_iterable(
            attrs.validators.instance_of(Role), attrs.validators.instance_of(tuple)
        ),
    )

    @property
    def permissions(self) -> frozenset[Permission]:
        """All the permissions of all the roles together."""
        return frozenset[Permission]().union(*(role.permissions for role in self.roles))


SYSTEM: Final = UserId("system")
"""Who issues the credits that arise by themselves (R6)."""


@attrs.frozen
class SystemActor:
    """The system at work for *on_behalf_of*, with rights given to the job itself.

    A synchronisation or a nightly job is one; the record names both (HC-80).
    """

    permissions: frozenset[Permission] = attrs.field(converter=_together)
    on_behalf_of: UserId | None = None

    @property
    def user_id(self) -> UserId:
        """The system's own name."""
        return SYSTEM


AnyActor = Actor | SystemActor
"""Whoever asks for something."""

_SEAL: Final = object()


def _sealed(_: object, __: Field, value: object) -> None:
    if value is not _SEAL:
        raise TypeError("Only authorize() makes an Authority.")


@attrs.frozen
class Authority:
    """The proof that *user_id* may do what was asked; only ``authorize`` makes one.

    *on_behalf_of* is the user whose action caused the system to act, if any.
    Raises ``TypeError`` when anybody else makes one.
    """

    user_id: UserId
    on_behalf_of: UserId | None
    seal: object = attrs.field(
        default=None, kw_only=True, eq=False, repr=False, validator=_sealed
    )

    @property
    def cause(self) -> UserId:
        """The person behind it: the one acted for, else the one who acts."""
        return self.on_behalf_of or self.user_id


def granted(actor: AnyActor) -> Authority:
    """The authority of *actor*; for ``authorize`` alone, after it has looked."""
    on_behalf_of = actor.on_behalf_of if isinstance(actor, SystemActor) else None
    return Authority(actor.user_id, on_behalf_of, seal=_SEAL)
