"""What the gateway in front of QuickBooks Online answers by itself.

Its faults have keys in lower case, and a time in milliseconds.
"""

from __future__ import annotations

from datetime import datetime

from ..amounts import Document
from ..json_text import render
from .asked import Reply
from .envelopes import FAULT, encoded


def gateway_fault(
    message: str, detail: str, code: str, kind: str, began: datetime
) -> Document:
    """A fault of the gateway, as recorded for a token that has expired."""
    error = {"message": message, "detail": detail, "code": code, "element": None}
    return {
        "warnings": None,
        "intuitObject": None,
        "fault": {"error": [error], "type": kind},
        "report": None,
        "queryResponse": None,
        "batchItemResponse": [],
        "attachableResponse": [],
        "syncErrorResponse": None,
        "requestId": None,
        "time": int(began.timestamp() * 1000),
        "status": None,
        "cdcresponse": [],
    }


def not_authorized(began: datetime) -> Reply:
    """The answer for a company that does not exist, or is not connected."""
    fault = gateway_fault(
        "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403",
        "Application authorization failed for this company.",
        "3100",
        "AUTHORIZATION",
        began,
    )
    return Reply(403, encoded(render(fault)), (("content-type", FAULT),))
