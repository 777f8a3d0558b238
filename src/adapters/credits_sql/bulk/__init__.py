"""A first load: whole ledgers decided in memory and written many at once."""

from .books import Book
from .importer import Imported, Importer, Progress, Refused

__all__ = ["Book", "Imported", "Importer", "Progress", "Refused"]
