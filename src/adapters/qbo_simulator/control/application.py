"""The whole simulator as one ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.routing import Router
from starlette.types import Receive, Scope, Send

from ..app import asgi
from ..gateway.asgi import Gateway
from ..oauth import Endpoints
from ..service import Service
from ..web import Page
from .connections import Connections
from .surface import routes_of

ROUND_SECONDS: Final = 0.1
"""How often a server looks for notifications that are due."""


def served(service: Service, connections: Connections | None = None) -> Gateway:
    """The application of *service*: its APIs, and what people see of it."""
    consent, page = Endpoints(service.grants, service.companies), Page(service)
    routes = [*consent.routes, *routes_of(service), *page.routes]
    beside = asgi(service.simulator, routes=routes)
    return Gateway(beside, service.handle, connections or Connections())


class Stage:
    """An application that serves one service after another.

    With *posts*, it sends the notifications of the present one by itself.
    """

    def __init__(
        self, service: Service, connections: Connections, *, posts: bool
    ) -> None:
        """Begin with *service*."""
        self._connections = connections
        self._posts = posts
        self._life = Router(lifespan=self._lifespan)
        self.show(service)

    def show(self, service: Service) -> None:
        """Serve *service* from now on."""
        self.service = service
        self._app = served(service, self._connections)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand everything to the present service."""
        app = self._life if scope["type"] == "lifespan" else self._app
        await app(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _: object) -> AsyncGenerator[None]:
        rounds = asyncio.create_task(self._rounds()) if self._posts else None
        yield
        if rounds:
            rounds.cancel()
            with suppress(asyncio.CancelledError):
                await rounds

    async def _rounds(self) -> None:
        while True:
            await run_in_threadpool(self.service.outbox.post)
            await asyncio.sleep(ROUND_SECONDS)
