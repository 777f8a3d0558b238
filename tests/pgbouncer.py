"""A real pgbouncer in transaction mode before a server, if it is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

HOW_TO_GET_IT: Final = "pgbouncer is not installed; apt-get install pgbouncer runs it"

_SECONDS_MAX: Final = 20.0
_SETTINGS: Final = """
[databases]
* = host={host} port={port} user={user} password={password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own_port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {servers}
max_client_conn = 50
logfile = {folder}/log
{owner}
"""


def is_installed() -> bool:
    """Whether there is a pgbouncer to be tried."""
    return shutil.which("pgbouncer", path=_path()) is not None


@contextmanager
def pgbouncer(url: str, folder: Path, servers: int) -> Iterator[str]:
    """The URL of the same database behind a pgbouncer with so many server sessions."""
    program = shutil.which("pgbouncer", path=_path())
    assert program is not None
    place = make_url(url)
    own_port = _free_port()
    owner = "user = nobody" if os.geteuid() == 0 else ""
    file = folder / "pgbouncer.ini"
    file.write_text(
        _SETTINGS.format(
            host=place.host,
            port=place.port,
            user=place.username,
            password=place.password,
            own_port=own_port,
            servers=servers,
            folder=folder,
            owner=owner,
        )
    )
    _readable(folder)
    process = subprocess.Popen([program, "--quiet", str(file)])
    try:
        _wait_for(own_port, process)
        through = place.set(port=own_port, password=None)
        yield through.render_as_string(hide_password=False)
    finally:
        process.terminate()
        process.wait(_SECONDS_MAX)


def _path() -> str:
    return os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


def _readable(folder: Path) -> None:
    """It runs as somebody else, who has to read its settings and to write a log."""
    if os.geteuid() == 0:
        folder.chmod(0o777)
        for above in folder.parents:
            if above.stat().st_uid == 0 and above != Path("/"):
                above.chmod(above.stat().st_mode | 0o011)


def _free_port() -> int:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS_MAX
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("pgbouncer does not answer.")
