"""The simulator as an ASGI application.

Whatever looks at requests before they are carried out, or at answers before they
are sent, is middleware around it; its own endpoints are routes beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from .serving import Asked, answer
from .simulator import Simulator

_METHODS = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"]


def asgi(
    simulator: Simulator,
    *,
    middleware: Sequence[Middleware] = (),
    routes: Sequence[BaseRoute] = (),
) -> Starlette:
    """An application that serves all companies of *simulator*.

    *middleware* sees each request first and each answer last, in the order given;
    *routes* are found before the simulator's own.
    """

    async def company(request: Request) -> Response:
        reply = answer(simulator, await _asked(request))
        return Response(reply.body, reply.status, dict(reply.headers))

    return Starlette(
        routes=[*routes, Route("/v3/{rest:path}", company, methods=_METHODS)],
        middleware=list(middleware),
    )


async def _asked(request: Request) -> Asked:
    return Asked(
        method=request.method,
        path=request.url.path,
        parameters=tuple(request.query_params.multi_items()),
        headers=tuple((name.lower(), value) for name, value in request.headers.items()),
        body=await request.body(),
    )
