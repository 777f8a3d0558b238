"""HTML as a tree, and what is wrong with a page for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import attrs
from typing_extensions import override

VOID = {"br", "hr", "input", "link", "meta"}
TYPED = {"input", "select", "textarea"}


@attrs.define(eq=False)
class Node:
    """An element, with what is in it."""

    tag: str
    attributes: dict[str, str | None]
    parent: Node | None = attrs.field(default=None, repr=False)
    children: list[Node | str] = attrs.field(factory=list, repr=False)

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def all(self, *tags: str) -> Iterator[Node]:
        """The elements of these tags in here, in their order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)

    @property
    def text(self) -> str:
        parts = (c if isinstance(c, str) else c.text for c in self.children)
        return "".join(parts)

    @property
    def form(self) -> Node:
        """The form that the element is in."""
        assert self.parent, "It is in no form."
        return self.parent if self.parent.tag == "form" else self.parent.form


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top = Node("", {})
        self._at = self.top

    @override
    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        node = Node(tag, dict(attributes), self._at)
        self._at.children.append(node)
        if tag not in VOID:
            self._at = node

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self._at.tag == tag, f"</{tag}> closes <{self._at.tag}>."
        assert self._at.parent
        self._at = self._at.parent

    @override
    def handle_data(self, data: str) -> None:
        self._at.children.append(data)


def read(html: str) -> Node:
    """A page as a tree; elements that are not closed are not accepted."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.top is reader._at, "Something is not closed."
    return reader.top


def label_of(page: Node, control: Node) -> str:
    """What a reader of screens calls a field."""
    if control.get("aria-label"):
        return control.get("aria-label")
    for label in page.all("label"):
        if label.get("for") == control.get("id") != "" or control in label.all(*TYPED):
            return " ".join(label.text.split())
    return ""


def faults_of(page: Node) -> list[str]:
    """What is missing on a page for those who cannot see it."""
    ids = [each.get("id") for each in page.all(*_tags(page)) if each.get("id")]
    fields = [each for each in page.all(*TYPED) if each.get("type") != "hidden"]
    return [
        *(f"{each} has no label" for each in fields if not label_of(page, each)),
        *(f"{each} has no caption" for each in page.all("table") if not _has(each)),
        *(f"the id {each} is there twice" for each in {*ids} if ids.count(each) > 1),
        *(["there is not one h1"] if len([*page.all("h1")]) != 1 else []),
        *(["there is no title"] if not next(page.all("title")).text else []),
        *(["no language"] if next(page.all("html")).get("lang") != "en" else []),
        *(f"{each} has no scope" for each in page.all("th") if not each.get("scope")),
        *(f"{each} has no name" for each in page.all("a", "button") if not each.text),
    ]


def _has(table: Node) -> bool:
    return any(caption.text for caption in table.all("caption"))


def _tags(page: Node) -> set[str]:
    found: set[str] = set()
    for child in page.children:
        if isinstance(child, Node):
            found |= {child.tag} | _tags(child)
    return found
