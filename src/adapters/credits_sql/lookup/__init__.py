"""Looking up credits of all customers, by indexes made for it."""

from .register import SqlRegister

__all__ = ["SqlRegister"]
