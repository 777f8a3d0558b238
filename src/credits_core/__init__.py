"""Customer credits for accounts receivable: a pure core that decides."""
