"""Values with some of their fields changed.

As ``attrs.evolve``, which looks up the fields of a class at each call; here that is
done once a class, because folding evolves several values for each event.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import attrs

__all__: Final = ("evolve",)

if TYPE_CHECKING:
    from attrs import evolve  # Its names and types are checked as those of theirs.
else:

    @cache
    def _fields(kind: type) -> tuple[tuple[str, ...], attrgetter]:
        names = tuple(field.name for field in attrs.fields(kind))
        return names, attrgetter(*names)

    def evolve(value: object, /, **changes: object) -> object:
        """The *value* with these *changes*, checked as any new value is."""
        kind = type(value)
        names, fields = _fields(kind)
        return kind(**(dict(zip(names, fields(value), strict=True)) | changes))
