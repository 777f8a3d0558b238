"""The one table between the names of refusals here and those in a stream."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from credits_core.rejections import InvoiceIsVoid, Rejection

OK: Final = "ok"
"""The outcome of a command that was carried out."""

_PREFIX: Final = "rejected:"
_OTHER_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {InvoiceIsVoid.code: "InvoiceVoided"}
)


def stream_name(rejection: Rejection) -> str:
    """The name of *rejection* in a stream: its code, unless the table knows better."""
    return _OTHER_NAMES.get(rejection.code, rejection.code)


def demanded(expect: str) -> str:
    """The outcome that the field *expect* asks for, as ``stream_name`` gives it."""
    return expect.removeprefix(_PREFIX)
