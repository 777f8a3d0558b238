"""A two-way exchange with QuickBooks Online; it needs the extra ``qbo``."""

from .extras import need

need("requests", extra="qbo")
need("quickbooks", extra="qbo")
need("sqlalchemy", extra="qbo")
