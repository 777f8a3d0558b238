"""Replaying a command stream and comparing what happens with what it demands.

A stream is a text of one JSON object a line, plain or gzipped. Nothing of it is
known beforehand: customers, ids, years and amounts are whatever the lines say.
"""

from .book import Book
from .comparison import Difference
from .figures import Figures, currencies_of, figures_of
from .line import CHECKPOINT, Line, StreamError, read_lines
from .names import OK
from .replay import Checks, Outcome, Replay
from .tables import TABLES, Table, tables_of

__all__ = [
    "CHECKPOINT",
    "OK",
    "TABLES",
    "Book",
    "Checks",
    "Difference",
    "Figures",
    "Line",
    "Outcome",
    "Replay",
    "StreamError",
    "Table",
    "currencies_of",
    "figures_of",
    "read_lines",
    "tables_of",
]
