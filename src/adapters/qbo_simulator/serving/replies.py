"""Answers that are given again, byte for byte, to the same request id."""

from __future__ import annotations

import re
from hashlib import sha256

from ..batching import batch_ids
from ..company import Company
from ..outcomes import Done, Outcome
from ..refusals import refusal
from ..state import Reply as Kept
from ..switches import FOREVER, WHILE_IT_EXISTS, FailuresStored, OtherBody
from .asked import Asked, Reply

_ID = re.compile(r"[\x21-\x7e]{1,50}")
_LONGEST_WITH_BATCH = 36
_LONGEST_OF_ITEM = 10


def look_at_id(asked: Asked, rest: str, document: object) -> str:
    """The request id of a request that may change something, or nothing."""
    request_id = asked.parameter("requestid") or ""
    if asked.method != "POST" or not request_id:
        return ""
    if not _ID.fullmatch(request_id):
        raise refusal("2130")
    if rest.strip("/").lower() == "batch":
        longest = max((len(each) for each in batch_ids(document)), default=0)
        if len(request_id) > _LONGEST_WITH_BATCH or longest > _LONGEST_OF_ITEM:
            raise refusal("2130")
    return request_id


def given_before(company: Company, asked: Asked, request_id: str) -> Reply | None:
    """The answer that was given to this request id, if it is remembered."""
    kept = company.custody.replies.get(request_id)
    if kept is None or _is_forgotten(company, kept):
        return None
    refuses = company.switches.requestid_other_body is OtherBody.DUPLICATE
    if refuses and kept.digest != _digest(asked):
        raise refusal("600")
    return Reply(kept.status, kept.body, (("content-type", kept.content_type),))


def remembered(
    company: Company, asked: Asked, request_id: str, outcome: Outcome, reply: Reply
) -> None:
    """Remember the answer that was just given; refusals only if the switch says so."""
    stores_all = company.switches.requestid_stores_failures is FailuresStored.YES
    if not isinstance(outcome, Done) and not stores_all:
        return
    kept = Kept(
        request_id,
        _digest(asked),
        reply.status,
        dict(reply.headers)["content-type"],
        reply.body,
        company.clock.now().timestamp(),
        _key(outcome),
    )
    company.custody.replies[request_id] = kept
    company.custody.state.remember(company.realm_id, kept)


def _key(outcome: Outcome) -> tuple[str, str]:
    """The object that an answer tells of, if it is about one."""
    if not isinstance(outcome, Done):
        return "", ""
    entity, held = next(iter(outcome.body.items()))
    object_id = held.get("Id", "") if isinstance(held, dict) else ""
    return (entity, str(object_id)) if object_id else ("", "")


def _is_forgotten(company: Company, kept: Kept) -> bool:
    retention = company.switches.requestid_retention
    if retention == FOREVER:
        return False
    if retention == WHILE_IT_EXISTS:
        return kept.key != ("", "") and company.custody.books.find(*kept.key) is None
    return company.clock.now().timestamp() - kept.at > int(retention) * 60


def _digest(asked: Asked) -> str:
    """What tells one request from another that has the same id."""
    named = sorted((key.lower(), value) for key, value in asked.parameters)
    others = [pair for pair in named if pair[0] != "requestid"]
    head = repr((asked.method, asked.path, others)).encode("utf-8", "replace")
    return sha256(head + b"\0" + asked.body).hexdigest()
