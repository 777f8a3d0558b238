"""A first load: whole ledgers decided in memory and written many at once."""

from .importer import Importer
from .report import Imported, Progress, Refused

__all__ = ["Imported", "Importer", "Progress", "Refused"]
