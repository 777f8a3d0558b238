"""Webhooks from outside: who is told, what was sent, and what goes wrong."""

from __future__ import annotations

from typing import Any

import attrs
from starlette.concurrency import run_in_threadpool

from ..service import Service
from ..webhooks import Endpoint, Mishap, described
from .calls import Call, NotThereError, NotUnderstoodError, made


@attrs.frozen
class Notifications:
    """The webhooks of a service, for the control API."""

    service: Service

    def receivers(self, _: Call) -> list[dict[str, Any]]:
        """All receivers, without their verifier tokens."""
        receivers = self.service.outbox.receivers.items()
        return [{"number": number, **described(each)} for number, each in receivers]

    def subscribe(self, call: Call) -> dict[str, Any]:
        """Tell an address of this machine from now on."""
        _check(call)
        number = self.service.outbox.subscribe(made(Endpoint, call.fields))
        return {"number": number}

    def remove(self, call: Call) -> dict[str, Any]:
        """Tell an address no more."""
        if not self.service.outbox.remove(call.number):
            raise NotThereError(f"There is no receiver {call.number}.")
        return {}

    def deliveries(self, _: Call) -> dict[str, Any]:
        """What is on its way, and what was taken."""
        outbox = self.service.outbox
        return {
            "waiting": sum(len(each) for each in outbox.waiting.values()),
            "pending": [each.described() for each in outbox.pending()],
            "done": [each.described() for each in list(outbox.history)],
        }

    async def post(self, _: Call) -> list[dict[str, Any]]:
        """Send all that is due now; a receiver may ask the simulator meanwhile."""
        sent = await run_in_threadpool(self.service.outbox.post)
        return [each.described() for each in sent]

    def go_wrong(self, call: Call) -> dict[str, Any]:
        """Let something go wrong with the next notifications."""
        self.service.outbox.go_wrong(made(Mishap, call.fields))
        return {}


def _check(call: Call) -> None:
    call.text("url")
    call.text("verifier_token", "verifier-token")
    entities = call.fields.get("entities")
    if entities is None:
        return
    if not isinstance(entities, list) or not all(
        isinstance(each, str) for each in entities
    ):
        raise NotUnderstoodError("'entities' is a list of names.")
