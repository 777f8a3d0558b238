"""Reading ledgers: the slice that a footprint names, or all there is."""

from .reading import Reading
from .slices import load
from .whole import load_whole

__all__ = ["Reading", "load", "load_whole"]
