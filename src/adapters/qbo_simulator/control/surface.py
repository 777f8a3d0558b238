"""The control API: every call and what it does."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from starlette.routing import Route

from ..service import Service
from .books import Steering
from .calls import Act, Call, route
from .consents import Consents
from .notifications import Notifications
from .strikes import Strikes

PREFIX: Final = "/simulator"


def routes_of(service: Service) -> list[Route]:
    """The control API of *service* as routes."""
    paths = {
        "": {"GET": _overview(service)},
        **_books(Steering(service)),
        **_faults(Strikes(service)),
        **_webhooks(Notifications(service)),
        **_consents(Consents(service)),
    }
    return [route(PREFIX + path, **acts) for path, acts in paths.items()]


Paths: TypeAlias = dict[str, dict[str, Act]]


def _overview(service: Service) -> Act:
    books, strikes, told = Steering(service), Strikes(service), Notifications(service)

    def overview(call: Call) -> dict[str, Any]:
        return {
            "companies": books.companies(call),
            "clock": books.clock(call),
            "switches": books.switches(call),
            "limits": books.limits(call),
            "faults": strikes.shown(call),
            "webhooks": told.receivers(call),
        }

    return overview


def _books(books: Steering) -> Paths:
    return {
        "/companies": {"GET": books.companies, "POST": books.found},
        "/clock": {"GET": books.clock, "POST": books.move},
        "/switches": {"GET": books.switches, "PUT": books.turn},
        "/limits": {"GET": books.limits, "PUT": books.limit},
        "/reset": {"POST": books.reset},
    }


def _faults(faults: Strikes) -> Paths:
    every = {"GET": faults.shown, "POST": faults.plan, "DELETE": faults.clear}
    return {"/faults": every, "/faults/{number:int}": {"DELETE": faults.remove}}


def _webhooks(told: Notifications) -> Paths:
    return {
        "/webhooks": {"GET": told.receivers, "POST": told.subscribe},
        "/webhooks/{number:int}": {"DELETE": told.remove},
        "/webhooks/deliveries": {"GET": told.deliveries, "POST": told.post},
        "/webhooks/mishaps": {"POST": told.go_wrong},
    }


def _consents(consents: Consents) -> Paths:
    return {
        "/apps": {"GET": consents.apps, "POST": consents.register},
        "/tokens": {"POST": consents.mint, "DELETE": consents.disconnect},
        "/requests": {"GET": consents.requests, "DELETE": consents.forget},
    }
