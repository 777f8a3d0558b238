"""From a request to the answer."""

from __future__ import annotations

from ..json_text import render
from ..outcomes import FaultError, Refused
from ..simulator import Simulator
from .asked import Asked, Reply
from .envelopes import fault, timed


def answer(simulator: Simulator, asked: Asked) -> Reply:
    """The answer of the company that *asked* names in its path."""
    began = simulator.clock.now()
    body = timed(fault(_no_resource(asked)), began)
    headers = (("content-type", "application/json"),)
    return Reply(400, render(body).encode(), headers)


def _no_resource(asked: Asked) -> Refused:
    detail = (
        f"Operation Could not find resource for relative : {asked.path} of full path:"
        f" https://c50.sandbox.qbo.intuit.com/qbo50{asked.path} is not supported."
    )
    return Refused((FaultError("500", "Unsupported Operation", detail),))
