"""A real server in a thread, for tests of clients."""

from __future__ import annotations

import asyncio
import socket
import threading
from types import TracebackType
from typing import Self

import uvicorn

from ..service import Service
from .application import Stage
from .connections import Connections

BEGIN_SECONDS = 10.0


class Running:
    """Serves a service on a free port of this machine, while it is entered.

    Notifications are sent by :meth:`Outbox.post` alone unless *posts* is true; then
    the server looks for due ones ten times a second.
    """

    def __init__(self, service: Service, *, port: int = 0, posts: bool = False) -> None:
        """Take a port; nothing is served before the context is entered."""
        connections = Connections()
        self._stage = Stage(service, connections, posts=posts)
        self._socket = listening(port)
        config = uvicorn.Config(
            self._stage,
            http=connections.protocol(),
            lifespan="on",
            log_config=None,
            ws="none",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def service(self) -> Service:
        """What is served."""
        return self._stage.service

    def show(self, service: Service) -> None:
        """Serve another service at the same address from now on.

        A server takes longer to stop than most tests take.
        """
        self._stage.show(service)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        port: int = self._socket.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        """Where the server is, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def v3(self) -> str:
        """What stands before ``/company/<realm>`` in each address."""
        return f"{self.url}/v3"

    @property
    def discovery(self) -> str:
        """Where the discovery document is."""
        return f"{self.url}/.well-known/openid_sandbox_configuration"

    def serve(self) -> None:
        """Serve in this thread until the process is asked to end."""
        self._serve()

    def __enter__(self) -> Self:
        """Serve."""
        self._thread.start()
        waited = threading.Event()
        for _ in range(int(BEGIN_SECONDS / 0.005)):
            if self._server.started or not self._thread.is_alive():
                break
            waited.wait(0.005)
        if not self._server.started:
            raise RuntimeError("The simulator did not begin to serve.")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving and give the port back."""
        self._server.should_exit = True
        self._thread.join(BEGIN_SECONDS)
        self._socket.close()

    def _serve(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))


def listening(port: int) -> socket.socket:
    """A socket of this machine that nobody else can reach."""
    # Without its protocol a socket would wait for acknowledgements between writes.
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    taken.bind(("127.0.0.1", port))
    taken.listen()
    return taken
