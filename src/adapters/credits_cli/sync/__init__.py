"""The exchange with QuickBooks Online, as whoever runs it sees it."""
