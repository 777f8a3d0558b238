"""Writing what a change did to a ledger: only what differs, table by table."""

from .commit import store

__all__ = ["store"]
