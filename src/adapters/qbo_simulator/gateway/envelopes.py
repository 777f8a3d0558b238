"""What the gateway says by itself, before a request reaches any books.

Its faults come in JSON with keys in lower case, or in XML.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Final
from xml.sax.saxutils import escape

import attrs

from ..clock import pacific_milliseconds
from ..json_text import render
from ..serving import Reply
from ..serving.gateway import gateway_fault
from .answers import json_reply

NAMESPACE: Final = "http://schema.intuit.com/finance/v3"
PROLOG: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LIMIT_REACHED: Final = "The request limit was reached.  Try again later"
"""The two spaces are the service's own."""


@attrs.frozen
class Complaint:
    """One refusal of the gateway."""

    name: str
    code: str
    status: int
    detail: str
    kind: str

    @property
    def message(self) -> str:
        """The refusal in the gateway's own notation."""
        return f"message={self.name}; errorCode=00{self.code}; statusCode={self.status}"


def unauthenticated(detail: str) -> Complaint:
    """A token that is not good, or not there."""
    return Complaint("AuthenticationFailed", "3200", 401, detail, "AUTHENTICATION")


NOT_YOUR_COMPANY: Final = Complaint(
    "ApplicationAuthorizationFailed",
    "3100",
    403,
    "Application authorization failed for this company.",
    "AUTHORIZATION",
)
"""A good token, but for another company."""


def as_json(complaint: Complaint, at: datetime) -> str:
    """The refusal in JSON, with keys in lower case."""
    fault = gateway_fault(
        complaint.message, complaint.detail, complaint.code, complaint.kind, at
    )
    return render(fault)


def as_xml(complaint: Complaint, at: datetime) -> str:
    """The envelope in XML, which is sent whatever the client asked for."""
    return (
        f'<IntuitResponse time="{pacific_milliseconds(at)}" xmlns="{NAMESPACE}">\n'
        f'  <Fault type="{complaint.kind}">\n'
        f'    <Error code="{complaint.code}">\n'
        f"      <Message>{escape(complaint.message)}</Message>\n"
        f"      <Detail>{escape(complaint.detail)}</Detail>\n"
        "    </Error>\n"
        "  </Fault>\n"
        "</IntuitResponse>\n"
    )


def xml_reply(status: int, text: str) -> Reply:
    """A reply in XML, whose text is given."""
    return Reply(status, text.encode(), (("content-type", "application/xml"),))


def refused(complaint: Complaint, at: datetime) -> Reply:
    """The answer of the gateway to a request that does not get in."""
    challenge = ("www-authenticate", 'Bearer realm="Intuit", error="invalid_token"')
    extra = (challenge,) if complaint.status == 401 else ()
    return json_reply(complaint.status, as_json(complaint, at), extra)


class ThrottleStyle(Enum):
    """In which of three recorded forms a throttled client is told so."""

    JSON = "json"
    XML = "xml"
    FORBIDDEN = "403"


def throttled(
    style: ThrottleStyle, at: datetime, retry_after: int | None = None
) -> Reply:
    """The answer to one request too many."""
    status = 403 if style is ThrottleStyle.FORBIDDEN else 429
    complaint = Complaint("ThrottleExceeded", "3001", status, LIMIT_REACHED, "SERVICE")
    if style is ThrottleStyle.JSON:
        reply = json_reply(status, as_json(complaint, at))
    else:
        prolog = PROLOG if style is ThrottleStyle.XML else ""
        reply = xml_reply(status, prolog + as_xml(complaint, at))
    if retry_after is None:
        return reply
    wait = ("retry-after", str(retry_after))
    return attrs.evolve(reply, headers=(*reply.headers, wait))
