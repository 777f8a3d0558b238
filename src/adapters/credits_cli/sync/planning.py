"""The commands ``sync plan`` and ``sync enable``."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from credits_qbo.engine import Sync
from credits_qbo.opening import Changed, Enabled, Plan, draw_up, enable

from ..failures import CannotRunError, Exit
from ..screen import a_console
from .office import opened_office, unreachable
from .options import Json, Store, Tenant
from .printing import print_json, show_plan


def plan(*, store: Store, tenant: Tenant = "default", json: Json = False) -> int:
    """Show what a first connection would match, read in, write and leave.

    Nothing is done. Once it was enabled, it is about what was left then.
    """
    with opened_office(store, tenant) as office:
        found = _drawn_up(office.sync())
    if json:
        print_json(found.data)
    else:
        show_plan(a_console(), found)
    return Exit.DIFFERENT if found.troubles else Exit.FINE


def enable_plan(
    *,
    store: Store,
    tenant: Tenant = "default",
    plan: Annotated[
        str | None, Parameter(help="The mark of the plan that was shown.")
    ] = None,
) -> int:
    """Carry out the plan that was shown, if it still is what would happen.

    Without a mark the plan is shown, and carried out once its mark is typed.
    """
    console = a_console()
    with opened_office(store, tenant) as office:
        sync = office.sync()
        mark = plan or _confirmed(console, _drawn_up(sync))
        while True:
            try:
                done = enable(sync, mark)
            except ValueError as error:
                raise CannotRunError(str(error)) from error
            if isinstance(done, Enabled):
                return _say(console, done)
            if not isinstance(done, Changed):
                raise unreachable(done)
            console.print("What would happen has changed; nothing was done.")
            if plan is not None:
                console.print("Look at it again: credits sync plan.")
                return Exit.DIFFERENT
            mark = _confirmed(console, done.plan)


def _drawn_up(sync: Sync) -> Plan:
    found = draw_up(sync.world)
    if not isinstance(found, Plan):
        raise unreachable(found)
    return found


def _confirmed(console: Console, plan: Plan) -> str:
    """The mark, once a person has typed it; raises ``CannotRunError`` otherwise."""
    if not sys.stdin.isatty():
        raise CannotRunError(
            "Look at the plan first (credits sync plan), and give its mark as --plan."
        )
    show_plan(console, plan)
    typed = console.input("Type the mark to carry the plan out: ").strip()
    if typed != plan.mark:
        raise CannotRunError("That is not the mark; nothing was done.")
    return plan.mark


def _say(console: Console, done: Enabled) -> int:
    console.print(f"The plan {done.plan.mark} is carried out.")
    for line in done.refused:
        console.print(
            f"{line.entity} {line.remote_id} was not taken over: see the conflicts.",
            markup=False,
        )
    console.print("Next: credits sync run.")
    return Exit.DIFFERENT if done.refused else Exit.FINE
