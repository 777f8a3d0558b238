"""The envelope around each answer: the object or the fault, and the time.

The time is that at which the work on the request began.
"""

from __future__ import annotations

from datetime import datetime

from ..amounts import Document
from ..clock import pacific_milliseconds
from ..outcomes import FaultError, Refused


def fault(refused: Refused) -> Document:
    """A refusal as the answer holds it."""
    errors = [_error(error) for error in refused.errors]
    return {"Fault": {"Error": errors, "type": refused.type}}


def timed(body: Document, began: datetime) -> Document:
    """The whole answer."""
    return {**body, "time": pacific_milliseconds(began)}


def _error(error: FaultError) -> Document:
    written = {"Message": error.message, "Detail": error.detail, "code": error.code}
    return written if error.element is None else {**written, "element": error.element}
