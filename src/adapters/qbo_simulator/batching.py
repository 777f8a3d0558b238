"""Several requests in one: each is carried out by itself, and answered by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .amounts import Document
from .entities import KINDS
from .intake import unfit
from .json_text import Raw, render
from .outcomes import FaultError, Outcome, Refused
from .refusals import Refusal, refusal
from .telling import fault

if TYPE_CHECKING:
    from .company import Company

MOST = 30
_OPERATIONS = frozenset({"create", "update", "delete", "void"})


def answer_batch(company: Company, document: object) -> str:
    """The answers to all items, in their order."""
    items = document.get("BatchItemRequest") if isinstance(document, dict) else None
    if not isinstance(items, list) or not items:
        raise Refusal(
            Refused((FaultError("400", "Bad Request", "Batch Request is Empty"),))
        )
    if len(items) > MOST:
        raise refusal("1040", str(MOST))
    answers = [_answered(company, item) for item in items]
    return render({"BatchItemResponse": answers})


def batch_ids(document: Any) -> list[str]:
    """The ids of the items, as far as there are any."""
    items = document.get("BatchItemRequest") if isinstance(document, dict) else None
    found = [item.get("bId") for item in items or () if isinstance(item, dict)]
    return [each for each in found if isinstance(each, str)]


def _answered(company: Company, item: object) -> Document | Raw:
    if not isinstance(item, dict):
        return {**fault(refusal("2010", "BatchItemRequest").refused)}
    outcome = _outcome(company, item)
    text = render(fault(outcome)) if isinstance(outcome, Refused) else outcome.text
    b_id = item.get("bId")
    ending = "" if b_id is None else "," + render({"bId": str(b_id)})[1:-1]
    return Raw(text[:-1] + ending + "}")


def _outcome(company: Company, item: Document) -> Outcome:
    if "Query" in item:
        return company.query(str(item["Query"]))
    entity = next((key for key in item if key in KINDS), None)
    if entity is None:
        told = next((key for key in item if key not in _FIELDS), "BatchItemRequest")
        return refusal("2000", str(told)[:40]).refused
    return _carried_out(company, str(item.get("operation", "")), entity, item)


_FIELDS = frozenset({"bId", "operation", "optionsData"})


def _carried_out(
    company: Company, operation: str, entity: str, item: Document
) -> Outcome:
    if operation not in _OPERATIONS:
        return refusal("500", operation[:40]).refused
    document = item[entity]
    if not isinstance(document, dict):
        return unfit(entity, document).refused
    if operation == "update" and item.get("optionsData") == "void":
        return company.void_by_update(entity, document)
    outcome: Outcome = getattr(company, operation)(entity, document)
    return outcome
