"""Who sits at the desk: a user with roles, at a store."""

from __future__ import annotations

import getpass
from collections.abc import Collection, Generator
from contextlib import contextmanager
from typing import Annotated, Final, TypeVar

import attrs
from cyclopts import Parameter
from returns.methods import unwrap_or_failure
from returns.result import Result

from credits_core.commands import Command
from credits_core.desk import Desk
from credits_core.enquiries import Enquiry
from credits_core.entry import Entry
from credits_core.identity import TenantId, UserId
from credits_core.permission import EVERYTHING, Actor, Permission, Role
from credits_core.ports import Ledgers, Register
from credits_core.rejections import NotPermitted, Rejection
from credits_memory import WallClock

from ..failures import CannotRunError, RefusedError
from ..stores import opened_books
from .sheets import Report, show

Told = TypeVar("Told")

ROLES: Final[dict[str, Role]] = {
    role.name: role
    for role in (
        Role("viewer", frozenset({Permission.VIEW_CREDITS})),
        Role(
            "clerk",
            frozenset(
                {
                    Permission.VIEW_CREDITS,
                    Permission.RECEIVE_PAYMENTS,
                    Permission.APPLY_CREDITS,
                    Permission.EDIT_INVOICES,
                }
            ),
        ),
        Role("bookkeeper", EVERYTHING - {Permission.SYNCHRONISE}),
    )
}
"""The roles that a user of the command line may have."""


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class User:
    """Who asks, where, and in which form the answer is shown."""

    store: Annotated[
        str, Parameter(help="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.")
    ]
    tenant: Annotated[str, Parameter(help="Whose ledgers they are.")] = "default"
    user: Annotated[
        str, Parameter(help="Who asks; left out: whoever is logged in.")
    ] = ""
    role: Annotated[
        tuple[str, ...],
        Parameter(negative="", help="viewer, clerk or bookkeeper; may be repeated."),
    ] = ("viewer",)
    json: Annotated[bool, Parameter(negative="", help="Print JSON, for a program.")] = (
        False
    )
    csv: Annotated[
        bool, Parameter(negative="", help="Print the main table as CSV.")
    ] = False

    @property
    def actor(self) -> Actor:
        """The user with the roles; raises ``CannotRunError`` for an unknown one."""
        unknown = [name for name in self.role if name not in ROLES]
        if unknown:
            known = ", ".join(ROLES)
            raise CannotRunError(f"There is no role {unknown[0]!r}; name {known}.")
        name = UserId(self.user or getpass.getuser())
        return Actor(name, tuple(ROLES[role] for role in self.role))

    @contextmanager
    def at_the_desk(self, *, create: bool = False) -> Generator[Seat]:
        """The seat of the user at the store's desk."""
        tenant_id = TenantId(self.tenant)
        with opened_books(self.store, tenant_id, create=create) as books:
            yield Seat(_desk(*books), self.actor)

    def show(self, report: Report) -> None:
        """Print *report* in the form that was asked for."""
        show(report, as_json=self.json, as_csv=self.csv)


@attrs.frozen
class Seat:
    """A *desk* and the *actor* who sits there."""

    desk: Desk
    actor: Actor

    def ask(self, enquiry: Enquiry[Told]) -> Told:
        """The answer; raises ``RefusedError``."""
        return _opened(self.desk.ask(enquiry, self.actor))

    def order(self, command: Command, *, preview: bool, key: str | None) -> Entry:
        """What *command* did, or would do; raises ``RefusedError``."""
        if preview:
            return _opened(self.desk.preview(command, self.actor))
        return _opened(self.desk.submit(command, self.actor, key))


def _opened(result: Result[Told, Rejection]) -> Told:
    answer = unwrap_or_failure(result)
    if isinstance(answer, NotPermitted):
        raise RefusedError(f"{answer.sentence}{_who_may(answer.missing)}")
    if isinstance(answer, Rejection):
        raise RefusedError(answer.sentence)
    return answer


def _who_may(missing: Collection[Permission]) -> str:
    """The first role that would do, for somebody who has just met them."""
    may = (name for name, role in ROLES.items() if role.permissions.issuperset(missing))
    role = next(may, None)
    return "" if role is None else f" Whoever has it says --role {role}."


def _desk(ledgers: Ledgers, register: Register) -> Desk:
    return Desk(ledgers=ledgers, clock=WallClock(), register=register)
