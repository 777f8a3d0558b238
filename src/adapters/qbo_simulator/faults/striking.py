"""Carrying a request out while something goes wrong with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

import attrs

from ..clock import Clock
from ..gateway import (
    NOTHING,
    Aim,
    Answer,
    Books,
    Ending,
    ThrottleStyle,
    refused,
    throttled,
    unauthenticated,
)
from ..outcomes import FaultError, Refused
from ..serving import Reply
from ..serving.envelopes import enveloped
from .kinds import (
    NAMES,
    Delay,
    Drop,
    Fault,
    FaultInSuccess,
    HtmlPage,
    LaggingQuery,
    ServerError,
    Stale,
    Throttled,
    Truncated,
    Unauthorized,
    When,
)

ENDINGS: Final = {"closed": Ending.CLOSED, "reset": Ending.RESET}
WATCHING_SECONDS: Final = 0.002
"""How often a held request looks at the simulated clock."""


@attrs.frozen
class Striker:
    """Carries requests out with a fault; *lagging* is how queries are made to lag."""

    clock: Clock
    seconds_max: Callable[[], float | None]
    lagging: Callable[[float, Aim, Books], Books]

    async def strike(self, fault: Fault, aim: Aim, books: Books) -> Answer:
        """Carry *aim* out as far as the fault lets it, and give what is seen of it."""
        reply, ending = await self._struck(fault, aim, books)
        return Answer(reply, ending, NAMES[type(fault)])

    async def _struck(
        self, fault: Fault, aim: Aim, books: Books
    ) -> tuple[Reply, Ending]:
        match fault:
            case Drop(when=when, how=how):
                return await _instead(NOTHING, when, aim, books), ENDINGS[how]
            case Truncated(how=how):
                return _half(await books(aim), how)
            case Delay():
                return await self._late(fault, aim, books), Ending.KEPT
            case LaggingQuery(seconds=seconds):
                return await self.lagging(seconds, aim, books)(aim), Ending.KEPT
            case _:
                return await self._said(fault, aim, books), Ending.KEPT

    async def _said(self, fault: Fault, aim: Aim, books: Books) -> Reply:
        """The answers that only say something else than what happened."""
        at = self.clock.now()
        match fault:
            case ServerError(when=when) | HtmlPage(when=when):
                return await _instead(_page(fault, at), when, aim, books)
            case FaultInSuccess(when=when):
                return await _instead(_in_success(fault, at), when, aim, books)
            case Unauthorized():
                detail = f"Token expired: {_token(aim)}"
                return refused(unauthenticated(detail), at)
            case Throttled(style=style, retry_after=wait):
                return throttled(ThrottleStyle(style), at, wait)
            case Stale(who=who):
                return enveloped(_stale(who), at)
            case _:
                return await books(aim)

    async def _late(self, delay: Delay, aim: Aim, books: Books) -> Reply:
        begun = self.clock.now()
        reply = await books(aim) if delay.when == "after" else None
        longest = self.seconds_max()
        is_cut = longest is not None and delay.seconds > longest
        wait = delay.seconds if longest is None else min(delay.seconds, longest)
        if delay.by == "wall":
            await asyncio.sleep(wait)
        else:
            await self._until(begun + timedelta(seconds=wait))
        if is_cut:
            return _html(504)
        return await books(aim) if reply is None else reply

    async def _until(self, instant: datetime) -> None:
        # A simulated clock is moved by anybody, and tells nobody.
        while self.clock.now() < instant:  # noqa: ASYNC110 - see above
            await asyncio.sleep(WATCHING_SECONDS)


async def _instead(reply: Reply, when: When, aim: Aim, books: Books) -> Reply:
    """Say *reply*, after the books were written or without touching them."""
    if when == "after":
        await books(aim)
    return reply


def _half(reply: Reply, how: str) -> tuple[Reply, Ending]:
    if how == "cut":
        return reply, Ending.CUT
    half = reply.body[: len(reply.body) // 2]
    return attrs.evolve(reply, body=half), Ending.KEPT


def _page(fault: ServerError | HtmlPage, at: datetime) -> Reply:
    if isinstance(fault, HtmlPage) or fault.body == "html":
        return _html(fault.status)
    if fault.body == "empty":
        return Reply(fault.status, b"")
    return enveloped(_broken(fault.status), at)


def _html(status: int) -> Reply:
    title = f"{status} {_phrase(status)}"
    text = (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
        f"<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n"
        "</body>\r\n</html>\r\n"
    )
    return Reply(status, text.encode(), (("content-type", "text/html"),))


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def _broken(status: int) -> Refused:
    message = "An application error has occurred while processing your request"
    error = FaultError("10000", message, "System Failure Error: Unknown Error")
    return Refused((error,), type="SystemFault", status=status)


def _stale(who: str) -> Refused:
    detail = (
        f"Stale Object Error : You and {who} were working on this at the same time."
        f" {who} finished before you did, so your work was not saved."
    )
    return Refused((FaultError("5010", "Stale Object Error", detail),))


def _in_success(fault: FaultInSuccess, at: datetime) -> Reply:
    error = FaultError(fault.code, fault.message, fault.detail)
    return enveloped(Refused((error,), status=200), at)


def _token(aim: Aim) -> str:
    return aim.asked.header("authorization").partition(" ")[2]
