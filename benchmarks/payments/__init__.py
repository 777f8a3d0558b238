"""One durable mixed payment: the library beside hand-written floors on the drivers.

Every case does the same work: 50.00 in cash and 150.00 from credits of 100.00 on one
invoice, so that the two oldest credits are touched; the invoice, the payment, both
applications, both credits, the balance, the record of what happened and the key
under which it was answered are written in one transaction.
"""
