"""The commands ``sync status`` and ``sync parity``."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter
from rich.console import Console

from credits_qbo.connecting import SqlTokens
from credits_qbo.engine import Parity, parity
from credits_qbo.engine.feed import CHANGES
from credits_qbo.store import Conflict, Dirty, Lease, Mark, Place, Tie

from ..failures import Exit
from ..screen import a_console, a_table
from .office import Office, opened_office, unreachable
from .options import Json, Realm, Store, Tenant
from .printing import a_row, money, print_json


def status(
    *,
    store: Store,
    tenant: Tenant = "default",
    realm: Realm = None,
    json: Json = False,
) -> int:
    """Show how the exchange is doing; nothing is asked of the other side.

    The exit status is 0 if a company is connected and enabled.
    """
    with opened_office(store, tenant) as office:
        told = _status(office, realm)
    if json:
        print_json(told)
    else:
        table = a_table("The exchange", ("What", "Now"))
        for name, value in told.items():
            shown = value if not isinstance(value, bool) else ("yes" if value else "no")
            table.add_row(name.replace("_", " "), "" if shown is None else str(shown))
        a_console().print(table)
    fine = told["connected"] and told["enabled"]
    return Exit.FINE if fine else Exit.UNREACHABLE


def _status(office: Office, realm: str | None) -> dict[str, Any]:
    company = office.company(realm)
    tokens = SqlTokens(office.engine, office.tenant_id).load(company.realm_id)
    until = None if tokens is None else tokens.refresh_until
    with office.rows(company).unit() as unit:
        changes = unit.get(Place, CHANGES)
        lease = unit.get(Lease, "company")
        return {
            "realm": company.realm_id,
            "api": company.api,
            "connected": company.is_connected and tokens is not None,
            "consent_until": None if until is None else until.isoformat(),
            "enabled": changes is not None,
            "changes_read_up_to": None if changes is None else changes.value,
            "at_work": None if lease is None else lease.holder,
            "known_on_both_sides": sum(bool(one.base) for one in unit.find(Tie)),
            "to_be_told": len(unit.find(Dirty)),
            "to_be_looked_at": len(unit.find(Mark)),
            "conflicts": len(unit.find(Conflict)),
        }


def compare(
    *,
    store: Store,
    tenant: Tenant = "default",
    strict: Annotated[
        bool, Parameter(negative="", help="Also fail on differences with a reason.")
    ] = False,
    json: Json = False,
) -> int:
    """Compare what is open of each credit on both sides, to the cent.

    The exit status is 0 if each cent is equal or has a reason, and 1 otherwise.
    """
    with opened_office(store, tenant) as office:
        found = parity(office.sync().world)
    if not isinstance(found, Parity):
        raise unreachable(found)
    if json:
        print_json(_data(found))
    else:
        show_parity(a_console(), found)
    bad = found.differences if strict else not found.is_explained
    return Exit.DIFFERENT if bad else Exit.FINE


def _data(found: Parity) -> dict[str, Any]:
    rows = [
        a_row(
            customer=one.customer,
            key=one.key,
            entity=one.entity,
            there_id=one.remote_id,
            here=one.here,
            there=one.there,
            reason=one.reason,
        )
        for one in found.differences
    ]
    return {
        "equal": found.equal,
        "is_explained": found.is_explained,
        "differences": rows,
    }


def show_parity(console: Console, found: Parity) -> None:
    """Print what is equal, and each difference with its reason."""
    if found.differences:
        columns = ("Customer", "Here", "There", "Open here>", "Open there>", "Why")
        table = a_table("Differences", columns)
        for one in found.differences:
            there = f"{one.entity} {one.remote_id}".strip()
            figures = (money(one.here), money(one.there))
            why = one.reason or "NOBODY KNOWS"
            table.add_row(one.customer, one.key, there, *figures, why)
        console.print(table)
    console.print(
        f"{found.equal:,} credits are worth the same on both sides,"
        f" {len(found.differences):,} are not."
    )
