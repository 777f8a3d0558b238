"""The table of all credits: filtered, sorted, and read page by page (R20)."""

from __future__ import annotations

from typing import Final

import attrs
from returns.result import Result, Success
from typing_extensions import override

from ..ports import Stretch
from ..rejections import Rejection
from ..search import CreditRow, CreditSearch, Place, place_of
from .cursors import Cursor, read, written
from .enquiry import Enquiry, Sources

PAGE_MAX: Final = 500
"""The most rows that one page may have."""


@attrs.frozen(kw_only=True)
class CreditsPage:
    """Some *rows* of the table, and the cursors of the pages on both sides.

    *earlier* and *later* are None where the table ends. A page may have fewer rows
    than were asked for, even none, although a later one has more: where few credits
    of very many are looked for, a page is what was found within its time.
    """

    rows: tuple[CreditRow, ...]
    earlier: str | None
    later: str | None


@attrs.frozen(kw_only=True)
class CreditsTable(Enquiry[CreditsPage]):
    """The question for a page of the table of all credits (R20).

    It begins at the *cursor* that another page of the same search gave, or at the
    beginning, and has at most *size* rows. Raises ``ValueError`` for any other text.
    """

    search: CreditSearch = attrs.field(
        factory=CreditSearch, validator=attrs.validators.instance_of(CreditSearch)
    )
    size: int = attrs.field(default=50)
    cursor: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a size without sense, and a cursor of another search."""
        if type(self.size) is not int or not 1 <= self.size <= PAGE_MAX:
            raise ValueError(f"A page has 1 to {PAGE_MAX} rows.")
        self._start()

    @override
    def answered(self, sources: Sources) -> Result[CreditsPage, Rejection]:
        """The page, from the register alone."""
        start = self._start()
        search = self.search.reversed if start.is_backward else self.search
        found = sources.register.credits(search, start.place, self.size)
        page = self._back(found) if start.is_backward else self._on(found, start)
        return Success(page)

    def _start(self) -> Cursor:
        return Cursor(None) if self.cursor is None else read(self.cursor, self.search)

    def _on(self, found: Stretch, start: Cursor) -> CreditsPage:
        """A page read forwards; there is no earlier one before the beginning."""
        first = self._place(found.rows[0]) if found.rows else found.end
        return CreditsPage(
            rows=found.rows,
            earlier=None if start.place is None else self._text(first, back=True),
            later=None if found.end is None else self._text(found.end),
        )

    def _back(self, found: Stretch) -> CreditsPage:
        """A page read backwards, from its last row to its first."""
        last = self._place(found.rows[0]) if found.rows else found.end
        return CreditsPage(
            rows=found.rows[::-1],
            earlier=None if found.end is None else self._text(found.end, back=True),
            later=self._text(last),
        )

    def _place(self, row: CreditRow) -> Place:
        return place_of(row, self.search)

    def _text(self, place: Place | None, *, back: bool = False) -> str:
        return written(Cursor(place, back), self.search)
