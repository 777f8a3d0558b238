"""Steering the simulator: over HTTP, in Python, and as a server in a thread."""

from .application import served
from .connections import ConnectionDropped, Connections
from .running import Running
from .ticking import TickingClock

__all__ = ["ConnectionDropped", "Connections", "Running", "TickingClock", "served"]
