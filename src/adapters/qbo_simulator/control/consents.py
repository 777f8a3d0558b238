"""Apps and tokens from outside, without a person who clicks."""

from __future__ import annotations

from typing import Any

import attrs

from ..oauth import PLAYGROUND, App
from ..service import Service
from .calls import Call, NotThereError, NotUnderstoodError


@attrs.frozen
class Consents:
    """The apps and consents of a service, for the control API."""

    service: Service

    def apps(self, _: Call) -> list[dict[str, Any]]:
        """All apps with their secrets, which open nothing real."""
        return [attrs.asdict(each) for each in self.service.grants.apps.values()]

    def register(self, call: Call) -> dict[str, Any]:
        """A new app, or an app with other redirect addresses."""
        addresses = call.fields.get("redirect_uris", [])
        if not isinstance(addresses, list) or not all(
            isinstance(each, str) for each in addresses
        ):
            raise NotUnderstoodError("'redirect_uris' is a list of addresses.")
        app = App(
            client_id=call.text("client_id"),
            client_secret=call.text("client_secret"),
            name=call.text("name", "An app"),
            redirect_uris=tuple(addresses),
        )
        self.service.grants.register(app)
        return attrs.asdict(app)

    def mint(self, call: Call) -> dict[str, Any]:
        """Tokens at once, as if a person had consented."""
        realm = call.text("realm")
        client_id = call.text("client_id", PLAYGROUND.client_id)
        if self.service.simulator.company(realm) is None:
            raise NotThereError(f"There is no company {realm}.")
        if client_id not in self.service.grants.apps:
            raise NotThereError(f"There is no app {client_id}.")
        tokens = self.service.grants.mint_for(realm, client_id)
        return tokens.answer(with_hard_end=True)

    def disconnect(self, call: Call) -> dict[str, Any]:
        """A person takes back all consents for a company."""
        self.service.grants.disconnect(call.text("realm"))
        return {}

    def requests(self, _: Call) -> list[dict[str, Any]]:
        """The latest requests to the accounting API."""
        return [each.described() for each in list(self.service.log.entries)]

    def forget(self, _: Call) -> dict[str, Any]:
        """Forget the requests so far."""
        self.service.log.clear()
        return {}
