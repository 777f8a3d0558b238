"""Who may use the page: browsers of this machine, from pages of this server.

A page of somebody else must not be able to press a button here, nor to read what
stands here by giving its own name the address of this machine.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_OWN: Final = frozenset({"same-origin", "none"})


def trouble_with(request: Request) -> str:
    """Why a request is turned away, in a sentence, or nothing."""
    host = request.headers.get("host", "")
    if _name_of(host) not in LOCAL:
        return "This page is only for browsers that ask for localhost or 127.0.0.1."
    if request.method == "POST" and not _comes_from_here(request, host):
        return "This form was sent by a page of another server, so nothing was done."
    return ""


def _comes_from_here(request: Request, host: str) -> bool:
    """Whether a page of this server sent it; what is no browser may do as it likes."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in _OWN
    origin = request.headers.get("origin")
    return origin is None or origin == f"{request.url.scheme}://{host}"


def _name_of(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
