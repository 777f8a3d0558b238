"""The same service and server as for the surroundings."""

from tests.qbo_simulator.around.conftest import client, clock, running, server, service

__all__ = ["client", "clock", "running", "server", "service"]
