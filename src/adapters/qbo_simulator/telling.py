"""Answers as texts, made of the texts that the books hold."""

from __future__ import annotations

from .amounts import Document
from .books import Record
from .entities import Family
from .json_text import Raw, render
from .outcomes import FaultError, Refused
from .query import Found, Query
from .query.comparing import part_of


def object_text(record: Record) -> str:
    """An answer about one object."""
    return render({record.entity: Raw(record.text)})


def deleted_text(entity: str, object_id: str) -> str:
    """The answer after an object was deleted."""
    return render({entity: {"domain": "QBO", "status": "Deleted", "Id": object_id}})


def fault(refused: Refused) -> Document:
    """A refusal as an answer holds it."""
    errors = [_error(error) for error in refused.errors]
    return {"Fault": {"Error": errors, "type": refused.type}}


def _error(error: FaultError) -> Document:
    written = {"Message": error.message, "Detail": error.detail, "code": error.code}
    return written if error.element is None else {**written, "element": error.element}


def query_text(query: Query, found: Found) -> str:
    """The answer to a query."""
    if query.counts:
        return render({"QueryResponse": {"totalCount": found.total}})
    if not found.records:
        return render({"QueryResponse": {}})
    response: Document = {
        query.kind.name: [_row(query, record) for record in found.records]
    }
    if query.kind.family is not Family.SETTINGS:
        response["startPosition"] = query.start
    response["maxResults"] = len(found.records)
    return render({"QueryResponse": response})


def _row(query: Query, record: Record) -> Raw | Document:
    if not query.names:
        return Raw(record.text)
    document = record.document()
    row: Document = {}
    for name in query.names:
        part_of(document, name.split("."), row)
    return {**row, "domain": "QBO", "sparse": True, "Id": record.id}
