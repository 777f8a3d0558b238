"""What came of something that was asked of a company."""

from __future__ import annotations

import attrs

from .amounts import Document
from .json_text import document_of


@attrs.frozen
class FaultError:
    """One reason of a refusal, as QuickBooks Online words it.

    *element* is left out of the answer if it is None.
    """

    code: str
    message: str
    detail: str
    element: str | None = None


@attrs.frozen
class Refused:
    """Nothing was changed, and this is why."""

    errors: tuple[FaultError, ...]
    type: str = "ValidationFault"
    status: int = 400

    @property
    def code(self) -> str:
        """The code of the first reason."""
        return self.errors[0].code


@attrs.frozen
class Done:
    """It was done, and *text* is the JSON of the answer, apart from the time."""

    text: str

    @property
    def body(self) -> Document:
        """The answer as a document of the caller's own."""
        return document_of(self.text)

    @property
    def document(self) -> Document:
        """The object itself, if the answer is about one."""
        document: Document = next(iter(self.body.values()))
        return document


Outcome = Done | Refused
