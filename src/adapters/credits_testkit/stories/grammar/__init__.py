"""Patterns of lines, from which lines are read, written, and explained.

One pattern says all three: ``credit <credit_id:name> edited to <amount:money>``
has words that are said as they stand, and gaps for values of a kind. What stands
in brackets may be left out.
"""

from .forms import Form, Found, Register
from .kinds import Kind, either, kind_of, list_of, phrases
from .patterns import Values
from .reader import Reader, Unlike
from .setting import Setting
from .words import Word, is_bare, is_word, quoted, words_of

__all__ = [
    "Form",
    "Found",
    "Kind",
    "Reader",
    "Register",
    "Setting",
    "Unlike",
    "Values",
    "Word",
    "either",
    "is_bare",
    "is_word",
    "kind_of",
    "list_of",
    "phrases",
    "quoted",
    "words_of",
]
