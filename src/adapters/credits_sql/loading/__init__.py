"""Reading ledgers: the slice that a footprint names, or all there is."""

from .asked import Asked
from .foreseeing import foreseen
from .reading import Ahead, Reading, read
from .slices import load
from .whole import load_whole

__all__ = [
    "Ahead",
    "Asked",
    "Reading",
    "foreseen",
    "load",
    "load_whole",
    "read",
]
