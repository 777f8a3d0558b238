"""What the body of a request holds."""

from __future__ import annotations

from ..json_text import parse
from ..refusals import refusal
from .asked import Asked


def document_in(asked: Asked, rest: str) -> object:
    """The JSON in the body, or the text of a query; None if nothing is expected."""
    if asked.method != "POST":
        return None
    if rest.strip("/").lower() == "query":
        return text_in(asked)
    if not asked.body.strip():
        raise refusal("2010", "No content to map to Object due to end of input")
    try:
        return parse(asked.body)
    except (ValueError, RecursionError) as mistake:
        told = str(mistake).partition(":")[0][:80]
        raise refusal("2010", f"Unexpected content ({told})") from None


def text_in(asked: Asked) -> str:
    """The body as text; what is no UTF-8 is replaced."""
    return asked.body.decode("utf-8", "replace")
