"""The commands ``sync conflicts`` and ``sync resolve``."""

from __future__ import annotations

from typing import Annotated, Final

import attrs
from cyclopts import Parameter

from credits_core.ports import GaveWayError
from credits_qbo.engine import BUSY, Choice, Sync
from credits_qbo.store import Conflict

from ..failures import CannotRunError, Exit, RefusedError
from ..screen import a_console, a_table
from .office import Office, opened_office
from .options import Json, Store, Tenant
from .printing import image_in_words, print_json

_PATIENCE: Final = 120
_PAUSE_SECONDS: Final = 0.5
_CHOICES: Final = {one.value.replace("_", "-"): one for one in Choice}


def show_conflicts(
    *, store: Store, tenant: Tenant = "default", json: Json = False
) -> int:
    """Show what a person has to decide, with both sides; 1 if there is anything."""
    with opened_office(store, tenant) as office:
        found = _conflicts(office)
    if json:
        numbered = [
            {"number": number, **attrs.asdict(one)} for number, one in found.items()
        ]
        print_json(numbered)
    else:
        _show(found)
    return Exit.DIFFERENT if found else Exit.FINE


def settle(
    conflict: Annotated[str, Parameter(help="Its number in the list, or its key.")],
    choice: Annotated[str, Parameter(help="keep-here, take-theirs or look-again.")],
    /,
    *,
    store: Store,
    tenant: Tenant = "default",
) -> int:
    """Decide a conflict: what is here, what is there, or let it be looked at again.

    A number is that of the list as it is now; a key always means the same one.
    """
    if choice not in _CHOICES:
        raise CannotRunError(f"{choice!r} is none of {', '.join(_CHOICES)}.")
    with opened_office(store, tenant) as office:
        found = _conflicts(office)
        keys = {one.key: one for one in found.values()}
        number = int(conflict) if conflict.isdecimal() else 0
        meant = keys.get(conflict) or found.get(number)
        if meant is None:
            raise CannotRunError(f"There is no conflict {conflict}.")
        decide(office.sync(), meant, _CHOICES[choice])
    a_console().print("It is decided, and done at the next step.")
    return Exit.FINE


def decide(sync: Sync, meant: Conflict, choice: Choice) -> None:
    """Decide the conflict that was *meant*; a step that is under way is waited for.

    Raises ``RefusedError`` if that step ended it or made another one of it, and for
    whatever else stands in the way.
    """
    hindrance = BUSY
    for _ in range(_PATIENCE):
        hindrance = _decided(sync, meant, choice)
        if hindrance != BUSY:
            break
        sync.world.timer.wait(_PAUSE_SECONDS)
    if hindrance:
        raise RefusedError(f"It stays as it is: {hindrance}")


def _decided(sync: Sync, meant: Conflict, choice: Choice) -> str:
    """What stood in the way; nobody else ends a conflict while it is looked at."""
    with sync.alone() as has_it:
        if not has_it:
            return BUSY
        with sync.world.store.unit() as unit:
            now = unit.get(Conflict, meant.key)
        if now is None:
            raise RefusedError("It is over: nobody is asked about it any more.")
        if _matter(now) != _matter(meant):
            raise RefusedError("It is another one by now: look at the list again.")
        try:
            return sync.resolve(meant.key, choice)
        except GaveWayError:
            return "others were at work on the books; try again"


def _matter(one: Conflict) -> tuple[str, str, str]:
    """What a person has decided about: a new reason alone is no other conflict."""
    return one.kind, one.here, one.there


def _conflicts(office: Office) -> dict[int, Conflict]:
    """All conflicts, the oldest first, with numbers from 1 on."""
    with office.rows(office.company()).unit() as unit:
        found = sorted(unit.find(Conflict), key=lambda one: (one.since, one.key))
    return dict(enumerate(found, 1))


def _show(found: dict[int, Conflict]) -> None:
    console = a_console()
    columns = ("No.", "Kind", "Customer", "What", "There", "Why")
    table = a_table("Conflicts", columns)
    for number, one in found.items():
        there = f"{one.entity} {one.remote_id}".strip()
        table.add_row(
            str(number), one.kind, one.customer_id, one.key, there, one.reason
        )
        table.add_row("", "", "", "here:", image_in_words(one.here), "")
        table.add_row("", "", "", "there:", image_in_words(one.there), "")
    if found:
        console.print(table)
        console.print("Decide one: credits sync resolve NUMBER CHOICE.")
    else:
        console.print("There are no conflicts.")
