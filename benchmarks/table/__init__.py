"""Pages of the credits table, and balances, beside the best statements by hand."""
