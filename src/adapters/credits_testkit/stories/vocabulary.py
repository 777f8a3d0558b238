"""The words of the notation; a name that is one of them stands in quotes.

They are listed by hand, so that a new word is a decision: it changes how names
have to be written. A test compares them with the patterns.
"""

from __future__ import annotations

from typing import Final

_BLOCKS: Final = "given when then leaves tried exactly previewed together refused"
_SETTINGS: Final = """
    customer currency today user policy is who which may do the system for everything
    nothing usual no credits returns return on its own invoice released first
    applying apart from receiving ban transitive closed through reversals dated
    duplicates held remote wins at most invoices tenders lines named cascade steps
"""
_DOCUMENTS: Final = "invoice payment credit return application forfeit entry line"
_COMMANDS: Final = """
    edited voided cancelled deleted released reversed reopened corrected imported
    reported granted to as by of on from with in seen revision and reverted
    cascading keeping backing because noted numbered payable replacing
    used spent naming exactly rest cash check transfer card other
    charge package batch worth under key
"""
_HAPPENED: Final = """
    registered received issued grew retracted shrank written off applied put taken
    completed generated funded caused possible duplicate conflict
"""
_STANDS: Final = """
    due total fully partially paid unpaid void forfeited reduced open available
    unapplied balance scheduled oldest journal entries applications payments
    memo without overpayment not returned
"""
_REFUSED: Final = """
    saying same answer cannot be written down missing asked path seen now left
    least amount
"""

VOCABULARY: Final = frozenset(
    " ".join(
        (_BLOCKS, _SETTINGS, _DOCUMENTS, _COMMANDS, _HAPPENED, _STANDS, _REFUSED)
    ).split()
)
"""Every word of the notation."""
