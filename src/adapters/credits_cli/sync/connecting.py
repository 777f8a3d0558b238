"""The commands ``sync connect``, ``sync disconnect`` and ``sync item``."""

from __future__ import annotations

import sys
import webbrowser
from typing import Annotated
from urllib.parse import urlsplit

import attrs
from cyclopts import Parameter
from rich.console import Console

from credits_qbo.connecting import Company, Connections, Consent, NotConnected
from credits_qbo.gateway import Answered, Selection, WallTimer

from ..failures import CannotRunError, Exit, UnreachableError
from ..screen import a_console
from .callback import wait_for_browser
from .configuration import read_configuration
from .office import Office, opened_office, unreachable
from .options import Realm, Store, Tenant


def connect(
    *,
    store: Store,
    tenant: Tenant = "default",
    replace: Annotated[
        bool, Parameter(negative="", help="Take another company in its place.")
    ] = False,
    paste: Annotated[
        bool, Parameter(negative="", help="Read the address that comes back.")
    ] = False,
    browser: Annotated[
        bool, Parameter(negative="", help="Open the page of consent at once.")
    ] = False,
    seconds: Annotated[float, Parameter(help="How long to wait.")] = 600.0,
) -> int:
    """Connect a company: its owner agrees in a browser, and comes back.

    The browser comes back to this machine; with --paste, its address is read from
    the terminal instead, for servers that have no browser.
    """
    console = a_console()
    configuration = read_configuration()
    with opened_office(store, tenant) as office:
        connections = office.connections(configuration, WallTimer())
        consent = connections.ask(configuration.redirect_uri)
        console.print("Let the company's owner agree at this address:", markup=False)
        console.print(consent.url, markup=False, soft_wrap=True)
        if browser:
            webbrowser.open(consent.url)
        taking = _Taking(connections, consent, console, replaces=replace)
        if paste:
            is_connected = taking.take(urlsplit(sys.stdin.readline().strip()).query)
        else:
            is_connected = wait_for_browser(
                consent.redirect_uri, taking.take, seconds=seconds
            )
        if is_connected is None or not (is_connected or taking.reason):
            raise UnreachableError("Nobody came back with an answer to this question.")
        if not is_connected:
            raise UnreachableError(f"No company was connected: {taking.reason}.")
        _say_next(console, office)
    return Exit.FINE


class _Taking:
    """Takes what the browser comes back with, and remembers why it was no good."""

    def __init__(
        self,
        connections: Connections,
        consent: Consent,
        console: Console,
        *,
        replaces: bool,
    ) -> None:
        self._connections = connections
        self._consent = consent
        self._console = console
        self._replaces = replaces
        self.reason = ""

    def take(self, query: str) -> bool | None:
        found = self._connections.take(self._consent, query, replaces=self._replaces)
        if isinstance(found, NotConnected):
            if not found.is_final:
                return None
            self.reason = found.reason.rstrip(".")
            return False
        self._console.print(f"Company {found.realm_id} is connected.", markup=False)
        return True


def _say_next(console: Console, office: Office) -> None:
    company = office.company()
    if not company.item_id:
        console.print("Next: credits sync item ID, then credits sync plan.")
    else:
        console.print("Next: credits sync plan.")


def disconnect(*, store: Store, tenant: Tenant = "default", realm: Realm = None) -> int:
    """Take the consent back and forget the tokens; all else stays for a reconnect."""
    configuration = read_configuration()
    with opened_office(store, tenant) as office:
        company = office.company(realm)
        connections = office.connections(configuration, WallTimer())
        parted = connections.disconnect(company.realm_id)
    console = a_console()
    console.print(f"Company {parted.realm_id} is not connected any more.")
    if parted.left:
        console.print(
            f"Remove the app in the company's settings as well: {parted.left}.",
            markup=False,
        )
        return Exit.UNREACHABLE
    return Exit.FINE


def item(
    item_id: Annotated[str | None, Parameter(help="The item's id there.")] = None,
    /,
    *,
    store: Store,
    tenant: Tenant = "default",
) -> int:
    """Choose the item that lines of credit memos sell, or show which there are."""
    console = a_console()
    with opened_office(store, tenant) as office:
        names = _items(office)
        company = office.company()
        if item_id is None:
            for number, name in names.items():
                chosen = "  (chosen)" if number == company.item_id else ""
                console.print(f"{number}  {name}{chosen}", markup=False)
            return Exit.FINE
        if item_id not in names:
            known = ", ".join(names)
            raise CannotRunError(f"There is no item {item_id}; there are {known}.")
        _choose(office, company, item_id)
    console.print(f"Lines of memos sell item {item_id}, {names[item_id]}.")
    return Exit.FINE


def _choose(office: Office, company: Company, item_id: str) -> None:
    office.companies.put(attrs.evolve(company, item_id=item_id))


def _items(office: Office) -> dict[str, str]:
    found: dict[str, str] = {}
    for page in office.sync().world.gateway.pages(Selection(entity="Item")):
        if not isinstance(page, Answered):
            raise unreachable(page)
        for row in page.body["QueryResponse"].get("Item") or ():
            found[str(row.get("Id"))] = str(row.get("Name", ""))
    return found
