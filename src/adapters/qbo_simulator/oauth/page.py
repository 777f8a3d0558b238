"""The page on which a person lets an app into a company."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import attrs

from .apps import App

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;"
    "padding:0 1rem;color:#21262b}fieldset{border:1px solid #b9c2ca;"
    "border-radius:8px;margin:1rem 0;padding:1rem}label{display:block;padding:.3rem 0}"
    "button{font:inherit;padding:.5rem 1.2rem;border-radius:6px;margin-right:.5rem;"
    "border:1px solid #2b6cb0;background:#fff;color:#2b6cb0;cursor:pointer}"
    "button.yes{background:#2b6cb0;color:#fff}.refused{color:#9b1c1c}"
)


@attrs.frozen
class Wish:
    """What an app asks a person for, as it stands in the address of the page."""

    client_id: str
    redirect_uri: str
    scope: str
    state: str
    response_type: str

    @classmethod
    def of(cls, fields: dict[str, str]) -> Wish:
        """The wish in these parameters; what is missing is empty."""
        return cls(**{field.name: fields.get(field.name, "") for field in _FIELDS})

    @property
    def hidden(self) -> str:
        """The wish as hidden fields of a form."""
        return "".join(
            f'<input type="hidden" name="{name}" value="{escape(value)}">'
            for name, value in attrs.asdict(self).items()
        )


_FIELDS = attrs.fields(Wish)


def consent_page(app: App, wish: Wish, companies: Iterable[tuple[str, str]]) -> str:
    """The question whether *app* may be let into one of *companies*."""
    choices = "".join(
        f'<label><input type="radio" name="realm" value="{escape(realm)}" required'
        f"{' checked' if not number else ''}> {escape(name)} ({escape(realm)})</label>"
        for number, (realm, name) in enumerate(companies)
    )
    return _page(
        f"Connect {app.name}",
        f"<p><strong>{escape(app.name)}</strong> asks to work with the books of one"
        f" of your companies, with the scope <code>{escape(wish.scope)}</code>.</p>"
        f'<form method="post">{wish.hidden}'
        f"<fieldset><legend>Company</legend>{choices}</fieldset>"
        '<button class="yes" name="decision" value="connect">Connect</button>'
        '<button name="decision" value="cancel" formnovalidate>Cancel</button></form>',
    )


def refusal_page(reason: str) -> str:
    """What a person sees when an app's wish cannot be shown to them."""
    return _page(
        "This app cannot be connected", f'<p class="refused">{escape(reason)}</p>'
    )


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><h1>{escape(title)}</h1>{body}</body></html>"
    )
