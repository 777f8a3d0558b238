"""From a request to the answer."""

from __future__ import annotations

import re

import attrs

from ..company import Company
from ..outcomes import FaultError, Outcome, Refused
from ..refusals import Refusal
from ..simulator import Simulator
from .asked import Asked, Reply
from .bodies import document_in
from .envelopes import enveloped, transaction_id
from .gateway import not_authorized
from .replies import given_before, look_at_id, remembered
from .routes import carried_out

_PATH = re.compile(r"/v3/company/([^/]+)/(.+)", re.DOTALL)


def answer(simulator: Simulator, asked: Asked) -> Reply:
    """The answer of the company that *asked* names in its path."""
    began = simulator.clock.now()
    simulator.served += 1
    tid = transaction_id(simulator.seed, simulator.served, began)
    found = _PATH.fullmatch(asked.path)
    company = simulator.company(found.group(1)) if found else None
    if found is None:
        reply = enveloped(no_resource(asked), began)
    elif company is None:
        reply = not_authorized(began)
    else:
        with company.custody.one_transaction():
            reply = _of_company(simulator, company, asked, found.group(2))
    return attrs.evolve(reply, headers=(*reply.headers, ("intuit-tid", tid)))


def _of_company(
    simulator: Simulator, company: Company, asked: Asked, rest: str
) -> Reply:
    began = simulator.clock.now()
    try:
        document = document_in(asked, rest)
        request_id = look_at_id(asked, rest, document)
        before = given_before(company, asked, request_id) if request_id else None
        if before is not None:
            return before
    except Refusal as refused:
        return enveloped(refused.refused, began)
    outcome = _outcome(company, asked, rest, document)
    reply = enveloped(outcome, began)
    if request_id:
        remembered(company, asked, request_id, outcome, reply)
    return reply


def _outcome(company: Company, asked: Asked, rest: str, document: object) -> Outcome:
    outcome = carried_out(company, asked, rest.split("/"), document)
    return no_resource(asked) if outcome is None else outcome


def no_resource(asked: Asked) -> Refused:
    """Nothing is there, or not for this method."""
    detail = (
        f"Operation Could not find resource for relative : {asked.path} of full path:"
        f" https://c50.sandbox.qbo.intuit.com/qbo50{asked.path} is not supported."
    )
    return Refused((FaultError("500", "Unsupported Operation", detail),))
