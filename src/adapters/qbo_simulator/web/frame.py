"""What stands around everything that the page shows."""

from __future__ import annotations

from typing import Final

from starlette.responses import HTMLResponse, Response

from ..clock import pacific_seconds
from .markup import Content, Html, element
from .visit import SORTS, TOP, Visit
from .words import TOLD

STYLE: Final = f"{TOP}/style.css"
WATCHED_SECONDS: Final = 2
_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


def answered(page: Html, status: int = 200, *, watched: bool = False) -> Response:
    """A page as an answer; one that is *watched* is asked for again and again."""
    text = f"<!doctype html>\n{page}".encode("utf-8", "replace")
    headers = {"refresh": str(WATCHED_SECONDS)} if watched else {}
    return HTMLResponse(text, status, {**_HEADERS, **headers})


def framed(visit: Visit, title: str, *content: Content) -> Html:
    """A page of a company."""
    name = visit.company.name
    now = pacific_seconds(visit.service.clock.now())
    return _document(
        f"{title} – {name}",
        element(
            "header",
            element("p", element("a", "All companies", href=TOP), class_="above"),
            element("p", element("a", name, href=visit.top), class_="company"),
            _navigation(visit),
        ),
        element("main", element("h1", title), _said(visit), content, id="main"),
        element(
            "footer",
            element("p", f"Realm {visit.company.realm_id}. It is {now} here."),
        ),
    )


def bare(title: str, *content: Content) -> Html:
    """A page that belongs to no company."""
    return _document(title, element("main", element("h1", title), content, id="main"))


def alert(sentence: str) -> Html:
    """A sentence about something that was not done."""
    return element("p", sentence, role="alert", class_="alert")


def _document(title: str, *body: Content) -> Html:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width"),
        element("title", title),
        element("link", rel="stylesheet", href=STYLE),
    )
    skip = element("a", "Skip to the content", href="#main", class_="skip")
    return element("html", head, element("body", skip, body), lang="en")


def _navigation(visit: Visit) -> Html:
    links = [("What happens", visit.top)]
    links += [(sort.many, visit.at(sort)) for sort in SORTS]
    links.append(("Settings", f"{visit.top}/settings"))
    items = [element("li", element("a", text, href=href)) for text, href in links]
    return element("nav", element("ul", items), aria_label="Company")


def _said(visit: Visit) -> Content:
    if visit.alert:
        return alert(visit.alert)
    told = TOLD.get(visit.query("done"))
    return element("p", told, role="status", class_="done") if told else None
