"""The chapters in their order; each leaves the books as the next one finds them."""

from __future__ import annotations

from typing import Final

from . import granting, refusing, settling, undoing
from .stage import Stage

_CHAPTERS: Final = (
    ("A credit for goodwill", granting.goodwill),
    ("Goods come back", granting.goods_come_back),
    ("120 is paid on an invoice of 100", settling.too_much_is_paid),
    ("An invoice is lowered after it was paid", settling.an_invoice_is_lowered),
    ("Money and credits on one receipt", settling.money_and_credits),
    ("A voided entry stays visible", undoing.a_voided_entry),
    ("A credit is cancelled, in two ways", undoing.two_ways_to_cancel),
    ("A credit cannot pay the invoice it comes from", refusing.its_own_invoice),
    ("Who may do what", refusing.who_may_do_what),
    ("Looking before doing", refusing.looking_before_doing),
)


def tell_story(stage: Stage) -> None:
    """Play all chapters on *stage*."""
    for title, play in _CHAPTERS:
        stage.chapter(title)
        play(stage)
