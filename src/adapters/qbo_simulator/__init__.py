"""An offline QuickBooks Online: companies, their rules, and the server around them.

It needs the extra ``qbo-simulator``, and nothing else of this project.
"""

# ruff: noqa: E402 - what is missing is told before anything is imported that needs it

from .extras import need

need("starlette", extra="qbo-simulator")
need("uvicorn", extra="qbo-simulator")

from .app import asgi
from .changes import Change, Operation
from .clock import Clock, SimulatedClock, WallClock
from .company import Company
from .outcomes import Done, FaultError, Outcome, Refused
from .simulator import Simulator
from .switches import Switches

__all__ = [
    "Change",
    "Clock",
    "Company",
    "Done",
    "FaultError",
    "Operation",
    "Outcome",
    "Refused",
    "SimulatedClock",
    "Simulator",
    "Switches",
    "WallClock",
    "asgi",
]
