"""Forms: each field has a label, and each button says what it does."""

from __future__ import annotations

from collections.abc import Iterable

from .markup import Attribute, Content, Html, element


def form(address: str, *content: Content, **attributes: Attribute) -> Html:
    """A form that changes something."""
    return element("form", content, method="post", action=address, **attributes)


def button(text: str, *, careful: bool = False) -> Html:
    """A button that sends its form; a *careful* one is for what cannot be undone."""
    kind = "careful" if careful else None
    return element("button", text, type="submit", class_=kind)


def deed(address: str, text: str, *, careful: bool = False) -> Html:
    """A form that is nothing but a button."""
    return form(address, button(text, careful=careful), class_="deed")


def field(label: str, name: str, value: str = "", **attributes: Attribute) -> Html:
    """A text that is typed in."""
    name_of_field = f"field-{name}"
    typed = {"type": "text", **attributes}
    return element(
        "p",
        element("label", label, for_=name_of_field),
        element("input", id=name_of_field, name=name, value=value, **typed),
        class_="field",
    )


def amount_field(label: str, name: str, value: str = "", **more: Attribute) -> Html:
    """An amount that is typed in."""
    return field(label, name, value, inputmode="decimal", class_="amount", **more)


def cell_input(label: str, name: str, value: str = "", **more: Attribute) -> Html:
    """A text that is typed into a cell, whose label only a reader of screens needs."""
    return element(
        "input", type="text", name=name, value=value, aria_label=label, **more
    )


def check(label: str, name: str, value: str = "yes", *, checked: bool = False) -> Html:
    """A box to tick."""
    box = element("input", type="checkbox", name=name, value=value, checked=checked)
    return element("p", element("label", box, " ", label), class_="check")


def choice(
    label: str, name: str, options: Iterable[tuple[str, str]], chosen: str = ""
) -> Html:
    """One of several; an option is its value and its text."""
    name_of_field = f"field-{name}"
    return element(
        "p",
        element("label", label, for_=name_of_field),
        element("select", _options(options, chosen), id=name_of_field, name=name),
        class_="field",
    )


def cell_choice(
    label: str, name: str, options: Iterable[tuple[str, str]], chosen: str
) -> Html:
    """One of several, in a cell."""
    return element("select", _options(options, chosen), name=name, aria_label=label)


def _options(options: Iterable[tuple[str, str]], chosen: str) -> Content:
    return [
        element("option", text, value=value, selected=value == chosen)
        for value, text in options
    ]
