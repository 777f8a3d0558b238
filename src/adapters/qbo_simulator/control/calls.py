"""Calls of the control API: JSON in, JSON out, and a sentence when it is not right."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias, TypeVar

import attrs
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

T = TypeVar("T")


class NotUnderstoodError(ValueError):
    """What is wrong with a call, in one sentence."""


class NotThereError(LookupError):
    """What a call asks for and is not there, in one sentence."""


@attrs.frozen
class Call:
    """What a call holds."""

    fields: Mapping[str, Any]
    path: Mapping[str, Any]
    parameters: Mapping[str, str]

    @property
    def number(self) -> int:
        """The number in the path."""
        number: int = self.path["number"]
        return number

    def text(self, name: str, default: str | None = None) -> str:
        """A field that is a text and not empty."""
        value = self.fields.get(name, default)
        if not isinstance(value, str) or not value:
            raise NotUnderstoodError(f"'{name}' is a text.")
        return value


Act: TypeAlias = Callable[[Call], Any]


def route(path: str, **acts: Act) -> Route:
    """A route with an act for each method."""

    async def endpoint(request: Request) -> Response:
        act = acts[request.method]
        try:
            call = await _call(request)
            answer = act(call)
            if isinstance(answer, Awaitable):
                answer = await answer
        except NotThereError as error:
            return JSONResponse({"error": str(error)}, 404)
        except (ValueError, OverflowError) as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse(answer)

    return Route(path, endpoint, methods=list(acts))


async def _call(request: Request) -> Call:
    body = await request.body()
    try:
        fields = json.loads(body) if body.strip() else {}
        # What cannot be written again, such as half a character, is not taken in.
        json.dumps(fields, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise NotUnderstoodError("The body is not JSON.") from None
    if not isinstance(fields, dict):
        raise NotUnderstoodError("The body is not an object of JSON.")
    return Call(fields, request.path_params, dict(request.query_params))


def made(kind: type[T], fields: Mapping[str, Any]) -> T:
    """A value of *kind* from the fields of a call."""
    known = {field.name for field in attrs.fields(kind)}  # type: ignore[arg-type]  # attrs' own
    unknown = sorted(set(fields) - known)
    if unknown:
        expected = ", ".join(sorted(known)) or "nothing"
        raise NotUnderstoodError(f"'{unknown[0]}' is not known here: {expected} is.")
    try:
        return kind(**fields)
    except TypeError as error:
        raise NotUnderstoodError(f"Something is missing or wrong: {error}") from None
