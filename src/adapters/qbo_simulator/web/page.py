"""The page as routes: requests come in, and documents or redirections go out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Final, TypeAlias
from urllib.parse import parse_qs

import attrs
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..outcomes import Refused
from ..service import Service
from .frame import STYLE, alert, answered, bare
from .guard import trouble_with
from .overview import companies
from .places import Act, Place, View, places
from .visit import TOP, NotFoundError, NotTakenError, Values, Visit
from .words import told_of

MOST_BYTES: Final = 1_000_000
MOST_FIELDS: Final = 5_000

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]


@attrs.frozen
class Page:
    """What the people of the companies of *service* see and do in a browser."""

    service: Service

    @property
    def routes(self) -> list[Route]:
        """All addresses of the page."""
        company = [route for place in places() for route in self._routes_of(place)]
        return [
            Route("/", _guarded(_begin)),
            Route(TOP, _guarded(self._companies)),
            Route(STYLE, _guarded(_style)),
            *company,
        ]

    def _routes_of(self, place: Place) -> list[Route]:
        path = f"{TOP}/companies/{{realm}}{place.path}"
        routes: list[Route] = []
        if place.shows:
            routes.append(Route(path, _guarded(self._showing(place.shows))))
        if place.does:
            doing = self._doing(place.does, place.again)
            routes.append(Route(path, _guarded(doing), methods=["POST"]))
        return routes

    async def _companies(self, _: Request) -> Response:
        return answered(companies(self.service))

    def _showing(self, view: View) -> Endpoint:
        async def show(request: Request) -> Response:
            visit = self._visit(request)
            return answered(view(visit), watched=bool(visit.query("watch")))

        return show

    def _doing(self, act: Act, view: View) -> Endpoint:
        async def do(request: Request) -> Response:
            visit = attrs.evolve(self._visit(request), entered=await _form(request))
            try:
                deed = act(visit)
            except NotTakenError as error:
                return answered(view(visit.refused(str(error))), 400)
            if isinstance(deed.outcome, Refused):
                return answered(view(visit.refused(told_of(deed.outcome))), 400)
            return RedirectResponse(deed.then, 303)

        return do

    def _visit(self, request: Request) -> Visit:
        realm = request.path_params["realm"]
        company = self.service.simulator.company(realm)
        if company is None:
            raise NotFoundError(f"There is no company {realm} here.")
        asked = _values(request.url.query)
        object_id = request.path_params.get("object_id", "")
        return Visit(self.service, company, object_id, asked)


def _guarded(endpoint: Endpoint) -> Endpoint:
    """The *endpoint* for those who may use it; what goes wrong is a sentence."""

    async def answer(request: Request) -> Response:
        trouble = trouble_with(request)
        if trouble:
            return _said(trouble, 403)
        try:
            return await endpoint(request)
        except NotFoundError as error:
            return _said(str(error), 404)
        except NotTakenError as error:
            return _said(str(error), 400)

    return answer


def _said(sentence: str, status: int) -> Response:
    back = bare(
        "This did not work",
        alert(sentence),
    )
    return answered(back, status)


async def _begin(_: Request) -> Response:
    return RedirectResponse(TOP, 303)


async def _style(_: Request) -> Response:
    text = files("qbo_simulator").joinpath("data", "page.css").read_text("utf-8")
    return Response(text, media_type="text/css")


async def _form(request: Request) -> Values:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise NotTakenError("This form is too long.")
    return _values(body.decode("utf-8", "replace"))


def _values(text: str) -> Values:
    try:
        read = parse_qs(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise NotTakenError("This form has too many fields.") from None
    return {name: tuple(held) for name, held in read.items()}
