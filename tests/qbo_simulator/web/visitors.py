"""Two who use the page: one over plain HTTP, and one in a real browser.

Both know it by what a person reads: labels, captions, and words on buttons.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

import attrs
import pytest
from typing_extensions import override

from ..around.asking import Client
from .pages import TYPED, Node, label_of, read

if TYPE_CHECKING:
    from playwright.sync_api import Page

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


class Visitor(Protocol):
    """Somebody who uses the page."""

    def open(self, path: str) -> None: ...

    def follow(self, link: str) -> None: ...

    def fill(self, label: str, value: str) -> None: ...

    def choose(self, label: str, option: str) -> None: ...

    def tick(self, label: str) -> None: ...

    def press(self, button: str) -> None: ...

    def said(self) -> str:
        """The sentence on the page about what was done, or not."""
        ...

    def heading(self) -> str: ...

    def rows(self, caption: str) -> list[list[str]]:
        """The cells of the table with this caption."""
        ...

    def text(self) -> str:
        """All that the page says."""
        ...


def words(text: str) -> str:
    return " ".join(text.split())


@attrs.define
class ByHttp(Visitor):
    """Reads the HTML and sends its forms, as a browser without anything else does."""

    port: int
    page: Node = attrs.field(factory=lambda: Node("", {}), repr=False)
    status: int = 0
    path: str = ""

    def send(self, method: str, path: str, body: str | None = None) -> None:
        """Ask, go where the answer points, and read what is there."""
        sent = None if body is None else body.encode()
        seen = Client(self.port).ask(method, path, sent, FORM)
        if seen.status == 303:
            self.send("GET", seen.headers["location"])
        else:
            self.page, self.status, self.path = read(seen.text), seen.status, path

    @override
    def open(self, path: str) -> None:
        self.send("GET", path)

    @override
    def follow(self, link: str) -> None:
        [found] = {a.get("href") for a in self.page.all("a") if words(a.text) == link}
        self.send("GET", found)

    def control(self, label: str) -> Node:
        controls = self.page.all(*TYPED)
        [found] = [each for each in controls if label_of(self.page, each) == label]
        return found

    @override
    def fill(self, label: str, value: str) -> None:
        self.control(label).attributes["value"] = value

    @override
    def choose(self, label: str, option: str) -> None:
        options = list(self.control(label).all("option"))
        for each in options:
            each.attributes.pop("selected", None)
        [found] = [each for each in options if words(each.text) == option]
        found.attributes["selected"] = ""

    @override
    def tick(self, label: str) -> None:
        attributes = self.control(label).attributes
        if "checked" in attributes:
            del attributes["checked"]
        else:
            attributes["checked"] = ""

    @override
    def press(self, button: str) -> None:
        buttons = self.page.all("button")
        [found] = [each for each in buttons if words(each.text) == button]
        form = found.form
        sent = urlencode(_values(form))
        if form.get("method") == "post":
            self.send("POST", form.get("action"), sent)
        else:
            self.send("GET", f"{form.get('action')}?{sent}")

    @override
    def said(self) -> str:
        spoken = (each.text for each in self.page.all("p") if each.get("role"))
        return words(" ".join(spoken))

    @override
    def heading(self) -> str:
        return words(next(self.page.all("h1")).text)

    @override
    def rows(self, caption: str) -> list[list[str]]:
        tables = self.page.all("table")
        [table] = [t for t in tables if words(next(t.all("caption")).text) == caption]
        body = next(table.all("tbody"))
        return [[words(c.text) for c in row.all("th", "td")] for row in body.all("tr")]

    @override
    def text(self) -> str:
        return words(next(self.page.all("body")).text)


def _values(form: Node) -> list[tuple[str, str]]:
    """What a browser sends of a form."""
    sent: list[tuple[str, str]] = []
    for each in form.all("input", "select"):
        if each.tag == "select":
            options = list(each.all("option"))
            chosen = [o for o in options if "selected" in o.attributes] or options[:1]
            sent += [(each.get("name"), option.get("value")) for option in chosen]
        elif each.get("type") != "checkbox" or "checked" in each.attributes:
            sent.append((each.get("name"), each.get("value")))
    return sent


@attrs.define
class InBrowser(Visitor):
    """Somebody with a real browser."""

    url: str
    page: Page

    @override
    def open(self, path: str) -> None:
        self.page.goto(self.url + path)

    @override
    def follow(self, link: str) -> None:
        found = self.page.get_by_role("link", name=link, exact=True).first
        with self.page.expect_navigation():
            found.click()

    @override
    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).fill(value)

    @override
    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)

    @override
    def tick(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).click()

    @override
    def press(self, button: str) -> None:
        found = self.page.get_by_role("button", name=button, exact=True)
        with self.page.expect_navigation():
            found.click()

    @override
    def said(self) -> str:
        spoken = self.page.locator("p[role]").all_inner_texts()
        return words(" ".join(spoken))

    @override
    def heading(self) -> str:
        return words(self.page.locator("h1").inner_text())

    @override
    def rows(self, caption: str) -> list[list[str]]:
        table = self.page.get_by_role("table", name=caption, exact=True)
        return [
            [words(cell) for cell in row.locator("th, td").all_inner_texts()]
            for row in table.locator("tbody tr").all()
        ]

    @override
    def text(self) -> str:
        return words(self.page.locator("body").inner_text())


@contextmanager
def browser_page() -> Generator[Page]:
    """A page of Debian's chromium, or a skip that says what is missing."""
    api = pytest.importorskip(
        "playwright.sync_api",
        reason="playwright is not installed; `make setup` installs it.",
    )
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip(
            "No chromium is found: `apt-get install chromium` installs one, and"
            " CHROMIUM=/path/to/it names another."
        )
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        page = browser.new_page()
        page.set_default_timeout(15_000)
        yield page
        browser.close()
