"""Where an adapter on trial keeps what it is given."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import TypeVar

import attrs

from credits_core.identity import TenantId

T = TypeVar("T")


@attrs.frozen
class Place:
    """A *folder* that is empty at first, and a *tenant* nobody has heard of.

    An adapter that is opened twice at the same place finds the same books there.
    One that keeps its books elsewhere, such as on a server, goes by the tenant
    alone: no two trials ever have the same.
    """

    folder: Path
    tenant: TenantId
    _opened: ExitStack = attrs.field(factory=ExitStack, repr=False, eq=False)

    def enter(self, context: AbstractContextManager[T]) -> T:
        """Open *context* for as long as the trial lasts, and give what it gives."""
        return self._opened.enter_context(context)

    def close(self) -> None:
        """Leave everything that was entered, the last one first."""
        self._opened.close()

    def next_door(self) -> Place:
        """The place of another tenant in the same folder."""
        return Place(self.folder, _tenant(), self._opened)

    def anew(self) -> Place:
        """A place of its own, in an empty folder inside this one, closed by itself."""
        tenant = _tenant()
        folder = self.folder / tenant
        folder.mkdir()
        return Place(folder, tenant)


@contextmanager
def new_place() -> Generator[Place]:
    """A place in a temporary folder, which is closed and removed on leaving."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Place(Path(folder), _tenant())
        try:
            yield place
        finally:
            place.close()


def _tenant() -> TenantId:
    return TenantId(f"tenant-{token_hex(8)}")
