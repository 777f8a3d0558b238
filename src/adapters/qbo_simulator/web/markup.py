"""HTML that is put together by functions, so that no text is ever taken for markup.

Whatever is a plain ``str`` is escaped; only what :func:`element` made is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final, TypeAlias

Content: TypeAlias = "str | Iterable[Content] | None"
Attribute: TypeAlias = "str | int | bool | None"

_VOID: Final = frozenset({"br", "hr", "input", "link", "meta"})


class Html(str):
    """Markup that is ready."""

    __slots__ = ()


def element(name: str, /, *content: Content, **attributes: Attribute) -> Html:
    """An element of HTML; an attribute that is ``None`` or false is left out.

    An underscore at the end of an attribute is dropped, others become hyphens.
    """
    opened = f"<{name}{''.join(_attributes(attributes))}>"
    if name in _VOID:
        return Html(opened)
    return Html(f"{opened}{markup(content)}</{name}>")


def markup(content: Content) -> Html:
    """Any content as markup."""
    if content is None:
        return Html("")
    if isinstance(content, Html):
        return content
    if isinstance(content, str):
        return Html(escape(content))
    return Html("".join(markup(each) for each in content))


def _attributes(attributes: dict[str, Attribute]) -> Iterable[str]:
    for name, value in attributes.items():
        spelled = name.rstrip("_").replace("_", "-")
        if value is True:
            yield f" {spelled}"
        elif value is not None and value is not False:
            yield f' {spelled}="{escape(str(value))}"'
