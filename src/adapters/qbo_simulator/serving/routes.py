"""What each method and path of a company asks for."""

from __future__ import annotations

from ..clock import read_instant
from ..company import Company
from ..entities import Family, Kind, kind_at
from ..intake import unfit
from ..outcomes import Outcome
from ..refusals import refusal
from .asked import Asked


def carried_out(
    company: Company, asked: Asked, segments: list[str], document: object
) -> Outcome | None:
    """The outcome of a request, or None if there is nothing at its path."""
    first = segments[0].lower()
    if asked.method == "GET":
        return _got(company, asked, first, segments[1:])
    if asked.method != "POST" or len(segments) > 1:
        return None
    if first == "query":
        return company.query(str(document or asked.parameter("query") or ""))
    if first == "batch":
        return company.batch(document if isinstance(document, dict) else {})
    kind = kind_at(first)
    return None if kind is None else _posted(company, asked, kind, document)


def _got(
    company: Company, asked: Asked, first: str, others: list[str]
) -> Outcome | None:
    if first == "query" and not others:
        return company.query(asked.parameter("query") or "")
    if first == "cdc" and not others:
        return _changes(company, asked)
    kind = kind_at(first)
    if kind is None or len(others) > 1:
        return None
    if kind.family is Family.SETTINGS:
        return company.read(kind.name, "1")
    return company.read(kind.name, others[0]) if others else None


def _changes(company: Company, asked: Asked) -> Outcome:
    entities = asked.parameter("entities")
    since = asked.parameter("changedsince")
    missing = "entities" if not entities else "changedSince" if not since else ""
    if not entities or not since:
        return refusal("2020", missing, element=missing).refused
    try:
        instant = read_instant(since)
    except ValueError:
        return refusal("2070", since[:40], element="changedSince").refused
    names = tuple(each.strip() for each in entities.split(",") if each.strip())
    return company.cdc(names, instant)


def _posted(company: Company, asked: Asked, kind: Kind, document: object) -> Outcome:
    operation = (asked.parameter("operation") or "").lower()
    if not isinstance(document, dict):
        return unfit(kind.name, document).refused
    if operation == "delete":
        return company.delete(kind.name, document)
    if operation == "void":
        return company.void(kind.name, document)
    if operation == "update" and (asked.parameter("include") or "").lower() == "void":
        return company.void_by_update(kind.name, document)
    if operation not in {"", "create", "update"}:
        return refusal("500", operation[:40]).refused
    if operation == "update" or (operation == "" and document.get("Id")):
        return company.update(kind.name, document)
    return company.create(kind.name, document)
